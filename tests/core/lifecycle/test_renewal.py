"""Until when a continuation may be applied for, and until when it then holds. 行政许可法 50, 82."""

from dataclasses import replace
from datetime import date

import pytest

from builders.planning import PLAIN, item
from onething.core.calendar import Span, Unit
from onething.core.definitions import Basis, ItemType, Mark, RenewalTerm, Result, ResultKind
from onething.core.lifecycle import (
    CaseAction,
    CaseEntry,
    RenewalRule,
    fold_case,
    held_obstacles,
    last_day_to_renew,
    renewal_obstacles,
    renewal_rule,
    renewal_to_tell,
    renewed_until,
)

FRIDAY = date(2026, 11, 27)
DAYS = Span.working_days
THIRTY = renewal_rule(item("licence")).counts
FOOD = RenewalTerm(DAYS(15), Basis("某办法", "第三十二条", Mark.CONFIRMED), earliest=DAYS(90))


def test_thirty_working_days_lie_between_the_last_day_and_the_expiry() -> None:
    assert last_day_to_renew(FRIDAY, term=THIRTY, calendar=PLAIN) == date(2026, 10, 18)  # six weeks of five days


def test_the_term_of_the_items_own_law_counts_once_it_was_read() -> None:
    heard = replace(FOOD, basis=Basis("某办法", "第三十二条"))

    assert renewal_rule(item("food", renewal=FOOD)) == RenewalRule(counts=FOOD)
    assert renewal_rule(item("food", renewal=heard)) == RenewalRule(counts=THIRTY, doubtful=heard)
    assert (THIRTY.words, FOOD.words) == (
        "有效期届满 30 个工作日以前",
        "有效期届满前 90 个工作日至 15 个工作日",
    )


def test_the_term_is_told_beforehand_where_a_licence_will_come_of_it() -> None:
    licence = Result("某证", ResultKind.LICENCE)

    assert renewal_to_tell(item("food", renewal=FOOD, result=licence, type=ItemType.LICENSING)) == RenewalRule(FOOD)
    assert renewal_to_tell(item("food", result=licence, type=ItemType.CONFIRMATION)) is None
    assert renewal_to_tell(item("entry", result=Result("登记", ResultKind.DATA), type=ItemType.LICENSING)) is None


@pytest.mark.parametrize(
    ("latest", "last"),
    [
        (DAYS(15), date(2026, 11, 8)),  # a Sunday: three weeks of five days follow
        (Span(60, Unit.CALENDAR_DAY), date(2026, 9, 28)),
        (Span(6, Unit.MONTH), date(2026, 5, 27)),
        (Span(12, Unit.MONTH), date(2025, 11, 27)),
    ],
)
def test_other_laws_count_in_other_units(latest: Span, last: date) -> None:
    assert last_day_to_renew(FRIDAY, term=replace(FOOD, latest=latest), calendar=PLAIN) == last


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 7, 25), ("离有效期届满还早，2026年7月26日起可以申请延续",)),
        (date(2026, 7, 26), ()),  # eighteen weeks of five days follow
        (date(2026, 11, 8), ()),
        (
            date(2026, 11, 9),
            ("延续要最迟在2026年11月8日申请（有效期届满前 90 个工作日至 15 个工作日），现在已经过了，请重新申请",),
        ),
    ],
)
def test_a_law_may_say_from_when_on_too(on: date, said: tuple[str, ...]) -> None:
    assert renewal_obstacles(FRIDAY, term=FOOD, on=on, calendar=PLAIN) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 5, 30), ("离有效期届满还早，2026年5月31日起可以申请延续",)),
        (date(2026, 5, 31), ()),
        (date(2026, 10, 18), ()),
        (
            date(2026, 10, 19),
            ("延续要最迟在2026年10月18日申请（有效期届满 30 个工作日以前），现在已经过了，请重新申请",),
        ),
        (FRIDAY, ("延续要最迟在2026年10月18日申请（有效期届满 30 个工作日以前），现在已经过了，请重新申请",)),
        (date(2026, 11, 28), ("有效期已在2026年11月27日届满，不能延续，请重新申请",)),
    ],
)
def test_when_it_may_be_applied_for(on: date, said: tuple[str, ...]) -> None:
    assert renewal_obstacles(FRIDAY, term=THIRTY, on=on, calendar=PLAIN) == said


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "then"),
    [
        (date(2021, 11, 28), date(2026, 11, 27), date(2031, 11, 27)),  # five years, the day of issue counted
        (date(2021, 11, 27), date(2026, 11, 27), date(2031, 11, 27)),  # the same, not counted
        (date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)),  # half a year
        (date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 31)),  # a month
        (date(2024, 2, 29), date(2024, 3, 28), date(2024, 4, 28)),
        (date(2025, 12, 1), date(2026, 12, 1), date(2027, 12, 1)),
        (date(2025, 1, 31), date(2025, 7, 31), date(2026, 1, 31)),
        (date(2024, 8, 31), date(2025, 8, 30), date(2026, 8, 30)),
        (date(2026, 3, 10), date(2026, 3, 20), date(2026, 3, 30)),  # ten days
        (date(2026, 3, 10), date(2026, 4, 20), date(2026, 5, 31)),  # 41 days
    ],
)
def test_the_next_period_is_as_long_as_the_one_before(valid_from: date, valid_until: date, then: date) -> None:
    assert renewed_until(valid_from, valid_until) == then


HELD = (CaseAction.OPEN, CaseAction.ACCEPT, CaseAction.GRANT)


@pytest.mark.parametrize(
    ("more", "stands"),
    [
        ((), True),
        ((CaseAction.DELIVER,), True),
        ((CaseAction.REVOKE,), False),
        ((CaseAction.DELIVER, CaseAction.RECALL), False),
        ((CaseAction.CANCEL,), False),
        ((CaseAction.REVOKE, CaseAction.REOPEN), False),
        ((CaseAction.REVOKE, CaseAction.REOPEN, CaseAction.GRANT), True),
    ],
)
def test_what_does_not_stand_any_more_is_not_continued(more: tuple[CaseAction, ...], stands: bool) -> None:
    """行政许可法 50 continues a licence that is held; 69 and 70 end it."""
    held = fold_case(CaseEntry(action, FRIDAY) for action in (*HELD, *more))

    assert held_obstacles(held) == (() if stands else ("要延续的许可已经撤销、撤回或者注销，没有可以延续的有效期",))
