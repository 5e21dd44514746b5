"""Rows of after-checks: planned, and moved by what was found. Handling holds the locks, and writes logs and papers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from onething.core.states import IllegalMove
from onething.modules.pledge.domain.checks import CHECK, STATES, CheckAction, CheckPlan, CheckState, Finding
from onething.modules.pledge.errors import CheckNotFound, CheckRefused
from onething.modules.pledge.models import AfterCheck, CheckFile, Promise
from onething.platform.files.api import KeptFile
from onething.platform.permissions import Action, Actor, allowed

CHANGED = "这一项核查刚刚被别人登记过，您的内容没有保存。请看最新情况，再决定是否重做。"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedCase:
    """A granted case that rested on promises."""

    case: UUID
    application: UUID
    number: str
    title: str
    bundle: str
    owner: UUID
    applicant_masked: str
    body_code: str
    site_code: str
    region_path: str
    decided_on: date
    materials: tuple[str, ...]


def write_check(about: GrantedCase, plan: CheckPlan, *, seed: str, drawn: bool, now: datetime) -> None:
    """Keep the plan with the seed that drew it, also of what was not drawn."""
    AfterCheck.objects.create(
        case=about.case,
        application=about.application,
        number=about.number,
        title=about.title,
        bundle=about.bundle,
        owner=about.owner,
        applicant_masked=about.applicant_masked,
        body_code=about.body_code,
        site_code=about.site_code,
        region_path=about.region_path,
        materials=list(about.materials),
        risk=plan.risk.value,
        share=plan.share,
        seed=seed,
        planned_at=now,
        decided_on=about.decided_on,
        next_on=plan.due_on,
        state=(CheckState.OPEN if drawn else CheckState.SPARED).value,
        ended_at=None if drawn else now,
    )


def mark_planned(*, application: UUID, materials: Collection[str]) -> None:
    """Every case that rests on these promises is decided, and its check planned."""
    Promise.objects.filter(application=application, material__in=materials).update(check_planned=True)


def let_checks_fall(case: UUID) -> None:
    """Its case is taken up anew: what was looked at, or spared, was the decision that fell."""
    AfterCheck.objects.filter(case=case).update(fallen=True)


def hand_checks_on(*, cases: Collection[UUID], successor: str) -> None:
    """Another body goes on with these cases, and looks at what was promised in them."""
    AfterCheck.objects.filter(case__in=cases).update(body_code=successor, row_version=F("row_version") + 1)


def lock_check(public_id: UUID, *, actor: Actor, version: int | None) -> AfterCheck:
    """The row, locked, for an officer of its body; the docket of its case is locked before it."""
    row = AfterCheck.objects.select_for_update().filter(public_id=public_id).first()
    if row is None or not allowed(actor, Action.CASE_REVIEW, row):
        raise CheckNotFound
    if version not in {None, row.row_version}:
        raise CheckRefused({"": CHANGED})
    return row


def case_of_check(public_id: UUID) -> UUID:
    """The case it looks at."""
    case = AfterCheck.objects.filter(public_id=public_id).values_list("case", flat=True).first()
    if case is None:
        raise CheckNotFound
    return case


def open_check_of(case: UUID) -> AfterCheck | None:
    """The check of this case, locked, while a step of it is owed."""
    return AfterCheck.objects.select_for_update().filter(case=case, ended_at=None).first()


def move_check(row: AfterCheck, action: CheckAction, *, now: datetime) -> CheckState:
    """Take it through this action."""
    try:
        state = CHECK.follow(STATES[row.state], action)
    except IllegalMove as refused:
        raise CheckRefused({"": str(refused)}) from refused
    row.state = state.value
    row.ended_at = now if state in CHECK.final else None
    row.row_version += 1
    row.save()
    return state


def keep_finding(row: AfterCheck, given: Finding, *, files: Sequence[KeptFile], actor: Actor, now: datetime) -> None:
    """Put down what was found, in the words of the first look or of the second; `move_check` saves it."""
    if row.checked_at is None:
        row.finding, row.checked_at = given.finding.strip(), now
    else:
        row.second = given.finding.strip()
    row.checked_by = actor.account
    if given.action is CheckAction.ORDER and given.until:
        row.demand, row.ordered_until, row.next_on = given.demand.strip(), given.until, given.until
    CheckFile.objects.bulk_create(
        CheckFile(
            after_check=row,
            file=kept.public_id,
            name=kept.name,
            media_type=kept.media_type,
            added_by=actor.account,
            at=now,
        )
        for kept in files
    )
