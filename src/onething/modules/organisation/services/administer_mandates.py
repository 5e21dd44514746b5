"""Mandates in the administration: the permission table is asked, and each act stands on the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from onething.modules.organisation.domain.problems import Findings, Problem, ProblemCode
from onething.modules.organisation.domain.reading_mandates import read_mandates
from onething.modules.organisation.errors import OrganisationRefused
from onething.modules.organisation.models import MandateRow, Window
from onething.modules.organisation.queries import forget_places_with_commit, known_places
from onething.modules.organisation.services.store_mandates import store_mandates
from onething.platform.clock import legal_day
from onething.platform.database import save_guarded
from onething.platform.logs.api import NewAction, append_actions
from onething.platform.permissions import Action, Actor, allowed

SUBJECT = "mandate"
NOT_ALLOWED = "您的岗位不能登记或终止受理授权。请由安全管理员办理。"
TAKEN = "这个授权编号已经登记过。续签请用新的编号。"
NO_WINDOW = "场所“{}”没有 {} 号窗口。请核对窗口号。"
NO_MANDATE = "没有这条有效的授权，可能刚刚已经终止。请刷新页面核对。"


@transaction.atomic
def grant_mandate(*, entry: Mapping[str, Any], actor: Actor, now: datetime) -> int:
    """Record a grant, written as in a pack; the number of mandates it makes. OrganisationRefused with all problems."""
    _check_allowed(actor)
    known, findings = known_places(), Findings()
    read = read_mandates({"mandates": [entry]}, bodies=known.bodies, sites=known.sites, findings=findings)
    for one in read:
        if MandateRow.objects.filter(code=one.code).exists():
            findings.note("code", ProblemCode.DOUBLE, TAKEN)
        _refuse_windows(one.sites, one.windows, findings)
    if findings.problems:
        raise OrganisationRefused(findings.problems)
    store_mandates(read, now=now)
    rows = MandateRow.objects.filter(code__in=[one.code for one in read]).select_related("body").order_by("id")
    append_actions([_act(row, "mandate.grant", actor, now) for row in rows])
    return len(rows)


@transaction.atomic
def end_mandate(*, mandate: UUID, actor: Actor, now: datetime) -> None:
    """End a mandate today: from now on nothing is accepted under it. What was accepted stays accepted."""
    _check_allowed(actor)
    row = MandateRow.objects.select_for_update(of=["self"]).select_related("body").filter(public_id=mandate).first()
    if row is None or row.ended_on is not None or row.until_day <= legal_day(now):
        raise OrganisationRefused([Problem("mandate", ProblemCode.MISSING, NO_MANDATE)])
    row.ended_on = legal_day(now)
    save_guarded(row, fields=["ended_on"])
    forget_places_with_commit()
    append_actions([_act(row, "mandate.end", actor, now)])


def _check_allowed(actor: Actor) -> None:
    if not allowed(actor, Action.MANDATE_MANAGE, MandateRow()):
        raise OrganisationRefused([Problem("mandate", ProblemCode.SHAPE, NOT_ALLOWED)])


def _refuse_windows(sites: Sequence[str], windows: Sequence[str], findings: Findings) -> None:
    there = set(Window.objects.filter(site__code__in=sites, number__in=windows).values_list("site__code", "number"))
    for site in sites:
        for window in windows:
            if (site, window) not in there:
                findings.note("windows", ProblemCode.SITE_UNKNOWN, NO_WINDOW.format(site, window))


def _act(row: MandateRow, kind: str, actor: Actor, now: datetime) -> NewAction:
    return NewAction(
        subject_kind=SUBJECT,
        subject_id=row.public_id,
        kind=kind,
        actor=actor,
        at=now,
        body_code=row.body.code,
        document=row.document,
        payload={"code": row.code, "from": row.from_day.isoformat(), "until": row.until_day.isoformat()},
    )
