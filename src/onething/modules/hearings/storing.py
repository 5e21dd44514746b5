"""Reading, locking and moving a hearing; the clock of its case follows."""

from datetime import date, datetime
from uuid import UUID

from onething.core.lifecycle import (
    HEARING,
    HEARINGS,
    STANDS_STILL,
    HearingAction,
    HearingRight,
    HearingState,
    RightUse,
)
from onething.core.states import IllegalMove
from onething.modules.handling.api import Case, begin_hearing, end_hearing, hold_cases, note_cases
from onething.modules.hearings.domain.terms import Cause
from onething.modules.hearings.errors import HearingNotFound, HearingRefused
from onething.modules.hearings.models import Hearing, HearingPerson
from onething.platform.permissions import Action, Actor, allowed

CHANGED = "这次听证刚刚被别人改过，您的操作没有保存。请看最新情况，再决定是否重做。"


def lock_hearing(public_id: UUID, *, action: Action, actor: Actor, version: int | None) -> Hearing:
    """The hearing, locked after its case; HearingNotFound unless the actor may, HearingRefused when it changed meanwhile."""
    seen = Hearing.objects.filter(public_id=public_id).first()
    if seen is None or not allowed(actor, action, seen):
        raise HearingNotFound
    hold_cases(seen.application)
    row = Hearing.objects.select_for_update().get(pk=seen.pk)
    if version not in {None, row.row_version}:
        raise HearingRefused({"": CHANGED})
    return row


def case_of(row: Hearing) -> Case:
    """The case that it is about."""
    return Case.objects.get(public_id=row.case)


def right_of(person: HearingPerson) -> HearingRight | None:
    """The right with its days, for those who were told of one."""
    return HearingRight(ask_by=person.ask_by, use=RightUse.of(person.use)) if person.ask_by else None


def rights_of(row: Hearing) -> tuple[HearingRight, ...]:
    """Every right that was told."""
    return tuple(right for person in row.persons.order_by("pk") if (right := right_of(person)))


def was_held(case: UUID) -> bool:
    """Whether what the law prescribes was announced, held and recorded (行政许可法 46, 48)."""
    held = Hearing.objects.filter(case=case, cause=Cause.PRESCRIBED.value, state=HearingState.CLOSED.value)
    return held.exists()


def follow(
    row: Hearing,
    action: HearingAction,
    *,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    outcome: str = "",
) -> None:
    """Move the hearing, write it, and a line into the log of its case, whose clock stops or goes on (行政许可法 45).

    HearingRefused names what is possible. Called last: the case's papers follow the hearing's own.
    """
    before = HearingState.of(row.state)
    try:
        after = HEARINGS.follow(before, action)
    except IllegalMove as refused:
        raise HearingRefused({"": str(refused)}) from refused
    row.state = after.value
    save(row)
    note(row, f"hearing_{action.value}", actor=actor, now=now)
    if after in STANDS_STILL and before not in STANDS_STILL and on is not None:
        begin_hearing(case=row.case, reason=row.reason, expected=HEARING.span, on=on, actor=actor, now=now)
    elif before in STANDS_STILL and after not in STANDS_STILL:
        end_hearing(
            application=row.application, case=row.case, outcome=outcome, record=row.record, actor=actor, now=now
        )


def note(row: Hearing, kind: str, *, actor: Actor, now: datetime) -> None:
    """A line in the log of the case."""
    payload = {"hearing": str(row.public_id), **({"on": row.on.isoformat()} if row.on else {})}
    note_cases(application=row.application, cases=[row.case], kind=kind, payload=payload, actor=actor, now=now)


def save(row: Hearing) -> None:
    """Write what changed under the lock."""
    row.row_version += 1
    row.save()
