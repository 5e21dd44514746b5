"""Move a version through its life: hand it in, return it, publish it from a day, retire it from a day."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.modules.catalogue.domain.life import LIFE, PackAct, PackState, decide_effective, refuse_own_work
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.errors import MoveRefused, OwnWork, PackForbidden
from onething.modules.catalogue.models import PackVersion
from onething.modules.catalogue.services.effects import findings_of_entering
from onething.modules.catalogue.services.reviewing import review_leaving
from onething.modules.catalogue.services.settle import settle_bodies
from onething.modules.catalogue.services.stored import content_of, get_version, latest_begun, log_act, publish_row
from onething.platform.clock import legal_day
from onething.platform.database import save_guarded
from onething.platform.permissions import Action, Actor, allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of a version: its state, from which day, and words for who did it."""

    label: str
    state: PackState
    on: date | None
    told: str
    findings: tuple[PackFinding, ...] = ()


@transaction.atomic
def submit_pack(label: str, *, actor: Actor, now: datetime) -> Moved:
    """Hand a draft in for review; PackRefused with everything that stands against its publication."""
    row, state = _begin(label, PackAct.SUBMIT, Action.PACK_EDIT, actor)
    day = _first_day(row, None, now)
    findings = findings_of_entering(content_of(row), on=day, now=now)
    _save(row, state)
    log_act(row, PackAct.SUBMIT, actor=actor, now=now)
    return Moved(label=label, state=state, on=None, told="已提交审核，等待另一人审核后公布。", findings=findings)


@transaction.atomic
def return_pack(label: str, *, because: str, actor: Actor, now: datetime) -> Moved:
    """Give it back to be changed."""
    row, state = _begin(label, PackAct.RETURN, Action.PACK_PUBLISH, actor)
    _save(row, state)
    log_act(row, PackAct.RETURN, actor=actor, now=now, because=because)
    return Moved(label=label, state=state, on=None, told="已退回，可以修改后再提交。")


@transaction.atomic
def publish_pack(label: str, *, actor: Actor, now: datetime, on: date | None = None) -> Moved:
    """Publish a reviewed version from that day; OwnWork, PackRefused or MoveRefused leave it as it is."""
    row, state = _begin(label, PackAct.PUBLISH, Action.PACK_PUBLISH, actor)
    made_by = [UUID(account) for account in row.made_by]
    if why := refuse_own_work(made_by=made_by, publisher=actor.account, four_eyes=settings.FOUR_EYES):
        raise OwnWork(why)
    _refuse_past(on, now, "生效")
    effective_on = _first_day(row, on, now)
    findings = findings_of_entering(content_of(row), on=max(effective_on, legal_day(now)), now=now)
    publish_row(row, effective_on=effective_on, now=now)
    save_guarded(row, fields=["state", "effective_on", "published_at"])
    log_act(row, PackAct.PUBLISH, actor=actor, now=now, on=effective_on.isoformat())
    settle_bodies(now)
    told = f"已公布，{effective_on} 起生效。在此之前提交的申请仍按当时的版本办理。"
    return Moved(label=label, state=state, on=effective_on, told=told, findings=findings)


@transaction.atomic
def retire_pack(label: str, *, actor: Actor, now: datetime, on: date | None = None, because: str = "") -> Moved:
    """End a version from that day, today when none is named; the version before it, if any, applies again."""
    row, state = _begin(label, PackAct.RETIRE, Action.PACK_PUBLISH, actor)
    _refuse_past(on, now, "停用")
    ends = on or legal_day(now)
    then = review_leaving(row, on=ends)
    row.retired_on = ends
    _save(row, state, "retired_on")
    log_act(row, PackAct.RETIRE, actor=actor, now=now, on=ends.isoformat(), because=because)
    settle_bodies(now)
    follows = f"从那天起适用 {then}。" if then else "从那天起这个包没有适用的版本。"
    told = f"已停用，{ends} 起不再适用。{follows}已提交的申请仍按当时的版本办理。"
    return Moved(label=label, state=state, on=ends, told=told)


def _begin(label: str, act: PackAct, action: Action, actor: Actor) -> tuple[PackVersion, PackState]:
    """The locked row and the state it will have; IllegalMove says what is possible instead."""
    if not allowed(actor, action, PackVersion()):
        raise PackForbidden
    row = get_version(label, lock=True)
    return row, LIFE.follow(PackState.of(row.state), act)


def _first_day(row: PackVersion, wanted: date | None, now: datetime) -> date:
    today = legal_day(now)
    begun = latest_begun(row.code, today=today)
    return decide_effective(wanted=wanted, written=row.from_date, today=today, latest_begun=begun)


def _refuse_past(day: date | None, now: datetime, what: str) -> None:
    if day is not None and day < legal_day(now):
        raise MoveRefused(f"{what}日 {day} 已经过去。请写今天或以后的日期。")


def _save(row: PackVersion, state: PackState, *more: str) -> None:
    row.state = state
    save_guarded(row, fields=["state", *more])
