"""The open notice of an application: its words stand on the cases it names until they are answered or these cases end."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import F

from onething.modules.handling.domain.notice import read_notice
from onething.modules.handling.errors import CaseNotFound
from onething.modules.handling.models import Case
from onething.modules.handling.services.serve_notice import is_untold, serve_opened
from onething.modules.intake.api import (
    Application,
    CorrectionInfo,
    CorrectionTarget,
    Gathered,
    gather_targets,
    gathered_for,
)
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, Role, visible

MOST_ROWS = 200
SUBJECT, PURPOSE = "application", "录入补正"
READ = (
    "application_id",
    "application_ref",
    "application_number",
    "bundle_name",
    "key",
    "correction",
    "notice",
    "correct_by",
    "state",
    "due_on",
    "item_name",
    "subject_label",
    "body_name",
)


def correction_of(application: UUID, *, actor: Actor) -> CorrectionInfo:
    """The notice that asks the actor to put this application right; CaseNotFound when none was ever given."""
    return _notice(_named(application, actor))


def correction_for(application: UUID, *, actor: Actor, now: datetime) -> CorrectionInfo:
    """The same opened for work: the applicant has it now; somebody else's look at what was gathered is on the access log."""
    rows = _named(application, actor)
    if actor.role is Role.CITIZEN and any(map(is_untold, rows)):
        serve_opened(application, actor=actor, now=now)
    if actor.role is not Role.CITIZEN or actor.acting_for is not None:  # one's own is one's own writing
        append_access(
            actor=actor, at=now, subject_kind=SUBJECT, subject_id=application, purpose=PURPOSE, case_ref=application,
            data_of=Application.objects.values_list("owner", flat=True).get(public_id=application), fields=("gathered",),
        )  # fmt: skip
    return _notice(rows)


def points_asked(application: UUID, *, actor: Actor) -> frozenset[str]:
    """Keys of everything that notices named so far, for whoever may give the next one."""
    mine = visible(actor, Action.CASE_CORRECT, Case.objects.filter(application_ref=application))
    return frozenset(key for named in mine.values_list("correction", flat=True) for key in named)


def applications_to_correct(*, actor: Actor) -> tuple[CorrectionInfo, ...]:
    """Open notices of the actor's applications, the most urgent first, without what was gathered."""
    mine = visible(actor, Action.APPLICATION_SUBMIT, Application.objects.all())
    rows = Case.objects.filter(application__in=mine, awaits_correction=True).only(*READ)
    urgent = rows.order_by(F("correct_by").asc(nulls_last=True), "application_id", "place")[:MOST_ROWS]
    groups = groupby(urgent, key=lambda row: row.application_id)
    return tuple(_info(list(group), Gathered()) for _, group in groups)


def targets_of(rows: Collection[Case]) -> tuple[CorrectionTarget, ...]:
    """What is still to be put right; nothing when the notice was answered or its cases ended."""
    notices = (read_notice(row.notice, case=row.key) for row in rows if row.notice is not None)
    return gather_targets(defect for notice in notices for defect in notice.defects)


def _named(application: UUID, actor: Actor) -> list[Case]:
    mine = visible(actor, Action.APPLICATION_SUBMIT, Application.objects.filter(public_id=application))
    rows = Case.objects.filter(application__in=mine).only(*READ).order_by("place")
    named = [row for row in rows if row.correction]
    if not named:
        raise CaseNotFound
    return named


def _notice(named: list[Case]) -> CorrectionInfo:
    return _info(named, gathered_for(row=named[0].application_id))


def _info(rows: Collection[Case], gathered: Gathered) -> CorrectionInfo:
    first = next((row for row in rows if row.notice is not None), next(iter(rows)))
    return CorrectionInfo(
        application=first.application_ref,
        number=first.application_number,
        title=first.bundle_name,
        targets=targets_of(rows),
        gathered=gathered,
        due_on=first.correct_by,
        term=read_notice(first.notice, case=first.key).term if first.notice is not None else "",
        asked_by={row.key: f"{row.title}（{row.body_name}）" for row in rows},
    )
