"""The head names who answers while the head is away, and takes it back (代行审批)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from onething.modules.handling.domain.approvals import decide_delegation
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.models import Delegation
from onething.modules.identity.api import officers_of
from onething.platform.clock import legal_day
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, allowed, visible

SUBJECT = "delegation"
ALREADY = "这些天里已经指定这位同事代行。要改日期或者原因，请先结束原来的。"
NAMED, ENDED = "delegation.named", "delegation.ended"


@transaction.atomic
def name_stand_in(
    *, deputy: UUID | None, from_day: date | None, last_day: date | None, reason: str, actor: Actor, now: datetime
) -> None:
    """From the first to the last day, an officer of the same body answers what is asked of the head."""
    today = legal_day(now)
    until = last_day + timedelta(days=1) if last_day and last_day < date.max else None
    known = {officer.account for officer in officers_of(actor.body_code, on=today)}
    gaps = decide_delegation(
        head=actor.account, deputy=deputy if deputy in known else None, from_day=from_day, until_day=until,
        reason=reason, on=today,
    )  # fmt: skip
    if gaps:
        raise MoveRefused(gaps)
    if actor.account is None or deputy is None or from_day is None or until is None:
        raise CaseNotFound
    row = Delegation(
        body_code=actor.body_code, head=actor.account, deputy=deputy, from_day=from_day, until_day=until,
        reason=reason.strip(), made_at=now,
    )  # fmt: skip
    if not allowed(actor, Action.CASE_APPROVE, row):
        raise CaseNotFound
    at_once = Delegation.objects.filter(body_code=actor.body_code, deputy=deputy, ended_at__isnull=True)
    if at_once.filter(from_day__lt=until, until_day__gt=from_day).exists():
        raise MoveRefused({"deputy": ALREADY})
    row.save(force_insert=True)
    told = {"deputy": str(deputy), "from": f"{from_day}", "until": f"{until}", "because": reason.strip()}
    _record(row, NAMED, actor, now, told)


@transaction.atomic
def end_stand_in(*, delegation: UUID, actor: Actor, now: datetime) -> None:
    """It ends now; ending it twice changes nothing."""
    rows = visible(actor, Action.CASE_APPROVE, Delegation.objects.filter(public_id=delegation))
    row = rows.select_for_update().first()
    if row is None:
        raise CaseNotFound
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        _record(row, ENDED, actor, now, {})


def _record(row: Delegation, kind: str, actor: Actor, now: datetime, told: dict[str, str]) -> None:
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=row.public_id,
            kind=kind,
            actor=actor,
            at=now,
            body_code=row.body_code,
            payload=told,
        )
    )
