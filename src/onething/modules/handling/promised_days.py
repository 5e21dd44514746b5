"""The days by which promised materials follow, moved by a newer calendar; only later: people may rely on what they were told."""

from collections.abc import Iterator
from datetime import date

from onething.core.calendar import due
from onething.core.lifecycle import IN_REVIEW, CaseAction, Rectification, changed_days
from onething.modules.handling.definitions import calendar_of_case
from onething.modules.handling.docket import Docket
from onething.modules.handling.domain.stored import STATES, read_ledger
from onething.modules.handling.domain.trust import owed_by
from onething.modules.handling.models import Case
from onething.modules.handling.shared_days import MovedSharedDay
from onething.modules.pledge.api import PromiseInfo, PromiseState, order_promise, postpone_promise, promises_of

ACCEPTING = frozenset({CaseAction.ACCEPT_DEFERRED, CaseAction.DEEM_ACCEPTED})
OWED, ORDERED, PROMISE_TOLD_ANEW = "容缺补齐期限", "责令补齐期限", "promise_redated"


def redate_promises(docket: Docket, *, before: str) -> list[MovedSharedDay]:
    """Move the days that come later by the calendar in force than by `before`, in the docket; says which."""
    return [moved for one in promises_of(docket.rows[0].application_ref) for moved in _redate(docket, one, before)]


def _redate(docket: Docket, promise: PromiseInfo, before: str) -> Iterator[MovedSharedDay]:
    rows = [row for row in docket.rows if promise.material in owed_by(row.promised) and STATES[row.state] in IN_REVIEW]
    ordered = promise.state is PromiseState.ORDERED
    span, told = (promise.rectify, promise.ordered_until) if ordered else (promise.within, promise.due_on)
    starts = [day for row in rows if (day := _ordered_on(row, promise.material) if ordered else row.accepted_on)]
    if not (promise.open and span and told and starts):
        return
    start = min(starts)
    new = due(docket.calendar, start=start, span=span).on
    if new > told:
        _move(docket, rows, promise, new)
        yield _moved(docket, rows[0], promise, start=start, told=told, new=new, before=before)


def _ordered_on(row: Case, material: str) -> date | None:
    """The day from which the order of this material counts; what moved it since is written as an order, too."""
    first = None
    for entry in read_ledger(row.ledger):
        if entry.action in ACCEPTING:
            first = None
        elif isinstance(entry.detail, Rectification) and material in (entry.detail.materials or (material,)):
            first = first or entry.on
    return first


def _move(docket: Docket, rows: list[Case], promise: PromiseInfo, new: date) -> None:
    application = rows[0].application_ref
    if promise.state is not PromiseState.ORDERED:
        postpone_promise(application=application, material=promise.material, to=new)
        return
    for row in rows:
        if _ordered_on(row, promise.material):
            docket.move(row, CaseAction.ORDER_RECTIFY, detail=Rectification(new, (promise.material,)))
    order_promise(application=application, material=promise.material, until=new)


def _moved(
    docket: Docket, row: Case, promise: PromiseInfo, *, start: date, told: date, new: date, before: str
) -> MovedSharedDay:
    """In the words of the notice: the changed days between its start and its new end."""
    old = calendar_of_case(row.bundle, row.bundle_version, counted_by=before)
    changed = changed_days(old, docket.calendar)
    return MovedSharedDay(
        lead=row,
        item=promise.name,
        limit=ORDERED if promise.ordered_until else OWED,
        line=PROMISE_TOLD_ANEW,
        old=told,
        new=new,
        calendar=docket.calendar.version,
        reasons=tuple(words for day, words in changed.items() if start < day <= new),
    )
