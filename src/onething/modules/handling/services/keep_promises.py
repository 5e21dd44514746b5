"""Promised materials in the life of an application: their days begin, they come, they are taken back, or they never come.

Source: the lists of the packs (容缺受理清单); the order and its consequence stand in what the applicant signed.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from onething.core.calendar import due
from onething.core.lifecycle import BEFORE_ACCEPTANCE, IN_REVIEW, UNDECIDED, CaseAction, Deferred, Rectification
from onething.modules.handling import promise_notices
from onething.modules.handling.docket import Docket, file_of, load_docket, load_docket_to_correct
from onething.modules.handling.domain.cases import read_file
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.domain.trust import owed_by, promised_by, without
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.models import Case
from onething.modules.handling.services.settle import settle
from onething.modules.handling.services.tell_new_days import new_days_wait
from onething.modules.handling.services.void_papers import void_acceptance
from onething.modules.handling.telling import Occasion, tell_applicant
from onething.modules.intake.api import FileRefused, inspect_page, put_promised
from onething.modules.notify.api import MessageKind
from onething.modules.pledge.api import (
    NextStep,
    PromiseInfo,
    PromiseState,
    begin_promises,
    decide_end,
    decide_next,
    end_promises,
    is_item_pledge,
    look_again,
    mark_reminded,
    order_promise,
    promises_of,
    to_look_at,
    to_remind,
)
from onething.platform.clock import legal_day
from onething.platform.outbox.api import MOST_AT_ONCE, one_by_one, resting
from onething.platform.permissions import HOUSE, Actor

REMIND, HOLD = "remind of promises", "hold to promises"
MOST_PAGES = 20
NOT_OWED = "这份材料不用再交：已经交过，或者有关的事项已经办结、终结。请回到办件页看最新情况。"
NO_PAGES = "还没有选择文件。请先选择照片或 PDF，再提交。"
TOO_MANY = f"一份材料最多 {MOST_PAGES} 个文件，请合成一个 PDF 再交。"
TOO_LATE_BACK = "申请已经受理，承诺不能撤回。请按期交来材料；不想办了的，可以撤回申请。"

NEEDED = "这一项是按告知承诺申请的，不能单独撤回承诺。不想承诺了，请撤回这一项的申请，改选一般程序再申请。"


def begin_days(docket: Docket) -> tuple[PromiseInfo, ...]:
    """What was promised for cases that are accepted now: from today its days are counted. Those that begin."""
    accepted = [row for row in docket.rows if row.accepted_ahead or STATES[row.state] not in BEFORE_ACCEPTANCE]
    materials = {key for row in accepted for key in promised_by(row.promised)}
    if not materials:
        return ()
    application = docket.rows[0].application_ref
    return begin_promises(application=application, materials=materials, day=docket.day, calendar=docket.calendar)


def supply_promised(
    *, application: UUID, material: str, pages: Sequence[tuple[str, bytes]], actor: Actor, now: datetime
) -> None:
    """The promised material comes, all its pages (name, content) at once; inspected before anything is locked."""
    if not pages or len(pages) > MOST_PAGES:
        raise FileRefused(TOO_MANY if pages else NO_PAGES)
    inspected = [inspect_page(name=name, content=content) for name, content in pages]
    with transaction.atomic():
        docket = load_docket_to_correct(application=application, actor=actor, now=now)
        if not any(material in owed_by(row.promised) and STATES[row.state] in UNDECIDED for row in docket.rows):
            raise FileRefused(NOT_OWED)
        row = docket.rows[0].application_id
        put_promised(row=row, material=material, pages=inspected, actor=actor, now=now)
        arrived(docket, [material])
        settle(docket)


def arrived(docket: Docket, materials: Collection[str]) -> None:
    """These materials are there: cases that were accepted without them go on as if they had been from the start."""
    came = {key for row in docket.rows for keys in (row.promised or {}).values() for key in keys} & set(materials)
    if not came:
        return
    for row in docket.rows:
        _receive(docket, row, came)
    _end(docket, came, PromiseState.KEPT)


def _receive(docket: Docket, row: Case, came: set[str]) -> None:
    reading = read_file(file_of(row), docket.calendar)
    mine = tuple(key for key in reading.deferred if key in came)
    early = any(key in came for key in owed_by(row.promised))
    row.promised = without(row.promised, came)
    if mine and STATES[row.state] in IN_REVIEW:
        docket.move(row, CaseAction.SUPPLY_DEFERRED, detail=Deferred(mine), payload={"materials": list(mine)})
        if not set(reading.orders).isdisjoint(mine):
            docket.move(row, CaseAction.RECTIFY)
    elif early:
        docket.note(row, "promise_kept", payload={"materials": sorted(came)})


@transaction.atomic
def take_back_promise(*, application: UUID, material: str, actor: Actor, now: datetime) -> None:
    """Before anything is accepted on it a promise can be taken back; what is missing then, the window asks for."""
    docket = load_docket_to_correct(application=application, actor=actor, now=now)
    concerned = [row for row in docket.rows if any(material in keys for keys in (row.promised or {}).values())]
    if is_item_pledge(material):
        raise MoveRefused({"": NEEDED})
    begun = any(STATES[row.state] not in BEFORE_ACCEPTANCE or row.accepted_ahead for row in concerned)
    if begun or not concerned:
        raise MoveRefused({"": TOO_LATE_BACK if begun else NOT_OWED})
    for row in concerned:
        row.promised = without(row.promised, {material})
        docket.note(row, "promise_taken_back", payload={"materials": [material]})
    _end(docket, {material}, PromiseState.TAKEN_BACK)
    docket.save()


def remind_of_promises(now: datetime) -> int:
    """Tell people that a promised day is near, once each; returns how many applications were reminded of."""
    near = to_remind(today=legal_day(now), but=resting(REMIND, now=now), most=MOST_AT_ONCE)
    return one_by_one(near, lambda one: _remind(one, now), duty=REMIND, now=now)


@transaction.atomic
def _remind(application: UUID, now: datetime) -> bool:
    """The reminder stands in the log of every case that waits for it; the person is told the first of the days."""
    docket = load_docket(application=application, actor=HOUSE, now=now)
    near = {one.material: one for one in promises_of(application) if one.state is PromiseState.STANDING}
    near = {key: one for key, one in near.items() if one.near(docket.day) and one.by and one.by >= docket.day}
    told: dict[date, Case] = {}
    for row in docket.rows:
        owed = [key for key in owed_by(row.promised) if key in near]
        if owed and STATES[row.state] in UNDECIDED:
            until = min(day for key in owed if (day := near[key].by))
            docket.note(row, "promise_reminded", payload={"materials": owed, "until": until.isoformat()})
            told.setdefault(until, row)
    docket.save()
    if told:
        day = min(told)
        news = Occasion(key=f"promise:{application}:{day.isoformat()}", at=now, day=day)
        tell_applicant(told[day], MessageKind.PROMISE_NEAR, news, now=now)
    mark_reminded(application=application, materials=list(near), day=docket.day)
    return bool(near)


def hold_to_promises(now: datetime) -> int:
    """Order what did not come by its day, and end what did not come after that; returns how many applications moved."""
    late = to_look_at(today=legal_day(now), but=resting(HOLD, now=now), most=MOST_AT_ONCE)
    return one_by_one(late, lambda one: _hold(one, now), duty=HOLD, now=now)


@transaction.atomic
def _hold(application: UUID, now: datetime) -> bool:
    """One order and one revocation of each body, whatever is missing; a supply that came first wins."""
    docket = load_docket(application=application, actor=HOUSE, now=now)
    late = [one for one in promises_of(application) if one.open and one.due_on and one.due_on < docket.day]
    if late and new_days_wait(docket):
        return False
    steps = {row.key: _steps(row, late, docket) for row in docket.rows}
    ended = [row for row in docket.rows if steps[row.key][NextStep.TAKE_BACK]]
    ordered = [row for row in docket.rows if steps[row.key][NextStep.ORDER] and row not in ended]
    to_order = partial(_meant, late=late, steps=steps, step=NextStep.ORDER)
    broken = partial(_meant, late=late, steps=steps, step=NextStep.TAKE_BACK)
    until = _order(docket, ordered, to_order) if ordered else None
    for row in ended:
        materials = [promise.material for promise in broken([row])]
        docket.move(row, CaseAction.REVOKE_ACCEPTANCE, payload={"materials": materials})
    moved = bool(ordered or ended)
    if moved:
        settle(docket)
    _close(docket, late, broken=broken(ended), told=to_order(ordered), until=until)
    if until:
        promise_notices.orders(docket, ordered, to_order, until=until)
    if ended:
        promise_notices.acceptances_revoked(docket, ended, broken)
        for row in ended:
            void_acceptance(docket, row)
    return moved


Steps = Mapping[NextStep, Collection[str]]
"""What is to be done today about which materials of one case."""


def _steps(row: Case, late: Sequence[PromiseInfo], docket: Docket) -> Steps:
    """Each material has its own day, and its own order."""
    owed, orders = owed_by(row.promised), read_file(file_of(row), docket.calendar).orders
    steps: dict[NextStep, set[str]] = {step: set() for step in NextStep}
    for promise in late:
        if promise.rectify and promise.material in owed:
            step = decide_next(
                due_on=promise.due_on,
                ordered_until=orders.get(promise.material),
                in_review=STATES[row.state] in IN_REVIEW,
                today=docket.day,
            )
            steps[step].add(promise.material)
    return steps


def _meant(
    rows: Collection[Case], *, late: Sequence[PromiseInfo], steps: Mapping[str, Steps], step: NextStep
) -> tuple[PromiseInfo, ...]:
    """The promises of which that is to be done for these cases."""
    materials = {material for row in rows for material in steps[row.key][step]}
    return tuple(promise for promise in late if promise.material in materials)


def _order(docket: Docket, rows: Collection[Case], to_order: promise_notices.Missing) -> date:
    """The longest time that one of the lists gives, so that one day holds for everything."""
    spans = [promise.rectify for promise in to_order(rows) if promise.rectify]
    until = max(due(docket.calendar, start=docket.day, span=span).on for span in spans)
    for row in rows:
        materials = tuple(promise.material for promise in to_order([row]))
        docket.move(row, CaseAction.ORDER_RECTIFY, detail=Rectification(until, materials))
    return until


def _close(
    docket: Docket,
    late: Sequence[PromiseInfo],
    *,
    broken: Collection[PromiseInfo],
    told: Collection[PromiseInfo],
    until: date | None,
) -> None:
    """Write into the record what became of each promise, or when to look again."""
    for promise in late:
        asked = [row for row in docket.rows if promise.material in owed_by(row.promised)]
        undecided = any(STATES[row.state] in UNDECIDED for row in asked)
        end = decide_end(taken_back=promise in broken, undecided=undecided)
        if end:
            _end(docket, {promise.material}, end)
        elif until and promise in told:
            order_promise(application=promise.application, material=promise.material, until=until)
        else:
            tomorrow = docket.day + timedelta(days=1)
            look_again(application=promise.application, material=promise.material, on=tomorrow)


def _end(docket: Docket, materials: Collection[str], state: PromiseState) -> None:
    application = docket.rows[0].application_ref
    end_promises(application=application, materials=materials, as_state=state, now=docket.now, calendar=docket.calendar)
