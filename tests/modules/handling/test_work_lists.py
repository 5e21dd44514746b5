"""What stands in which list, in which order, at what cost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from builders.cases import CLERK, MONDAY, accepted_newborn, file_newborn, officer
from builders.statements import counted
from onething.core.lifecycle import CaseState
from onething.modules.handling.api import Tab, accept_application, count_lists, desk_load, info_of, work_list
from onething.modules.handling.models import Case

pytestmark = pytest.mark.usefixtures("city")


def test_the_work_list_is_one_statement_by_due_day() -> None:
    accepted_newborn(serial=1)
    accepted_newborn(serial=2, delivery_mode="post")
    me = officer("medical-insurance")

    with counted() as cost:
        page = work_list(actor=me, tab=Tab.TO_REVIEW, now=MONDAY, size=1)
    rest = work_list(actor=me, tab=Tab.TO_REVIEW, now=MONDAY, size=1, after=page.next)

    assert len(cost.statements) == 1
    assert [row.item for row in page.rows + rest.rows] == ["maternity-reimbursement"] * 2
    assert page.rows != rest.rows
    assert rest.next is None
    assert work_list(actor=officer("police"), tab=Tab.TO_REVIEW, now=MONDAY).rows == ()


def test_the_window_lists_an_application_once() -> None:
    application = file_newborn(serial=1)
    file_newborn(serial=2)

    waiting = work_list(actor=CLERK, tab=Tab.TO_ACCEPT, now=MONDAY)
    accept_application(application=application, actor=CLERK, now=MONDAY)
    after = work_list(actor=CLERK, tab=Tab.TO_ACCEPT, now=MONDAY)

    assert len(waiting.rows) == 2
    assert len(after.rows) == 1


def test_an_application_is_handled_when_nothing_of_it_is_open() -> None:
    application = accepted_newborn()
    first, *rest = Case.objects.filter(application_ref=application).order_by("place")
    ended = {"state": CaseState.CONCLUDED, "closed_at": MONDAY}

    Case.objects.filter(pk=first.pk).update(**ended)
    partly = work_list(actor=CLERK, tab=Tab.HANDLED, now=MONDAY).rows
    Case.objects.filter(application_ref=application).update(**ended)
    alike = work_list(actor=CLERK, tab=Tab.HANDLED, now=MONDAY).rows
    Case.objects.filter(pk=rest[-1].pk).update(state=CaseState.DENIED)
    to_collect = work_list(actor=CLERK, tab=Tab.HANDLED, now=MONDAY).rows
    later = MONDAY + timedelta(hours=1)
    Case.objects.filter(pk=rest[-1].pk).update(state=CaseState.WITHDRAWN, closed_at=later)
    mixed = work_list(actor=CLERK, tab=Tab.HANDLED, now=MONDAY).rows

    assert (partly, to_collect) == ((), ())
    assert [(row.closed_at, row.differs) for row in alike + mixed] == [(MONDAY, False), (later, True)]


def test_due_soon_is_today_and_the_next_working_day() -> None:
    accepted_newborn()
    me = officer("medical-insurance")  # due on Thursday 5 March

    monday = work_list(actor=me, tab=Tab.DUE_SOON, now=MONDAY)
    wednesday = work_list(actor=me, tab=Tab.DUE_SOON, now=datetime(2026, 3, 4, 1, tzinfo=UTC))

    assert monday.rows == ()
    assert len(wednesday.rows) == 1


def test_a_day_in_a_year_without_announced_holidays_is_marked() -> None:
    accepted_newborn()
    (row,) = work_list(actor=officer("medical-insurance"), tab=Tab.TO_REVIEW, now=MONDAY).rows

    settled = info_of(row)
    row.due_on = date(2031, 1, 6)

    assert not settled.provisional
    assert info_of(row).provisional


def test_a_desk_counts_what_waits_and_what_is_due_soon_in_one_statement() -> None:
    accepted_newborn()
    me = officer("medical-insurance")  # due on Thursday 5 March
    wednesday = datetime(2026, 3, 4, 1, tzinfo=UTC)

    with counted() as cost:
        loads = [desk_load(actor=me, now=now) for now in (MONDAY, wednesday)]
        nobody = desk_load(actor=officer("tax"), now=MONDAY)

    assert [(load.to_review, load.due_soon) for load in loads] == [(1, 0), (1, 1)]
    assert [count_lists(actor=me, tabs=[Tab.DUE_SOON], now=now) for now in (MONDAY, wednesday)] == [(0,), (1,)]
    assert (nobody.to_review, nobody.due_soon) == (0, 0)
    assert len(cost.statements) == 3
