"""A new holiday list moves the last days of open cases, once, each with its reason; nothing else moves."""

from dataclasses import replace
from datetime import date

import pytest

from builders.logs import limits_from, log_from
from onething.core.calendar import Calendar
from onething.core.lifecycle import CountedLimit, DueChange, OpenCase, Redated, changed_days, recompute

NEW_YEAR = date(2027, 1, 1)  # a Friday
SUNDAY = date(2027, 1, 3)


@pytest.fixture
def announced(legal: Calendar) -> Calendar:
    """In November 2026 the list for 2027 comes out: New Year is off, the Sunday after it is worked."""
    return replace(
        legal,
        version="2026.2",
        published=legal.published | {2027},
        holidays=legal.holidays | {NEW_YEAR},
        makeup=legal.makeup | {SUNDAY},
    )


def open_case(*log: list[str], key: str = "case", **limits: str | None) -> OpenCase:
    return OpenCase(key=key, entries=tuple(log_from(log)), limits=limits_from(limits))


def test_every_last_day_that_moves_is_named_with_the_days_that_moved_it(legal: Calendar, announced: Calendar) -> None:
    running = open_case(["open", "2026-12-30"], ["accept", "2026-12-30"], promised="2 working_day", statutory=None)

    change = DueChange(
        key="case",
        limit=CountedLimit.PROMISED,
        old=NEW_YEAR,
        new=SUNDAY,
        reasons=("2027-01-01 由工作日改为休息日", "2027-01-03 由休息日改为工作日"),
    )
    assert recompute([running], old=legal, new=announced) == (Redated(key="case", changes=(change,), due_on=SUNDAY),)


@pytest.mark.parametrize(
    ("from_receipt", "moved"),
    [(False, (date(2027, 1, 1), date(2027, 1, 4))), (True, (date(2026, 12, 31), None))],
    ids=["since acceptance", "since receipt"],
)
def test_the_legal_limit_is_recomputed_since_when_it_counts(
    legal: Calendar, announced: Calendar, from_receipt: bool, moved: tuple[date, date | None]
) -> None:
    case = open_case(["open", "2026-12-29"], ["accept", "2026-12-30"], promised=None, statutory="2 working_day")
    case = replace(case, limits=replace(case.limits, from_receipt=from_receipt))
    found = recompute([case], old=legal, new=replace(announced, makeup=legal.makeup))

    assert [(c.limit, c.old, c.new) for one in found for c in one.changes] == (
        [(CountedLimit.STATUTORY, *moved)] if moved[1] else []
    )


def test_a_notice_that_has_not_reached_the_applicant_leaves_the_day_of_acceptance_to_be_moved(
    legal: Calendar, announced: Calendar
) -> None:
    issued = open_case(["open", "2026-12-28"], ["ask_correction", "2026-12-29"])
    untold = replace(issued, limits=replace(issued.limits, told_on_delivery=True))

    moved = recompute([issued, untold], old=legal, new=replace(announced, makeup=legal.makeup))

    assert [(c.limit, c.old, c.new) for one in moved for c in one.changes] == [
        (CountedLimit.ACCEPTANCE, date(2027, 1, 4), date(2027, 1, 5)),
    ]


def test_acceptance_and_delivery_are_recomputed_like_decisions(legal: Calendar, announced: Calendar) -> None:
    poorer = replace(announced, makeup=legal.makeup)
    received = open_case(["open", "2026-12-28"], key="received")
    granted = open_case(["open", "2026-12-24"], ["accept", "2026-12-24"], ["grant", "2026-12-28"], key="granted")

    moved = recompute([received, granted], old=legal, new=poorer)

    assert [(c.key, c.limit, c.old, c.new) for one in moved for c in one.changes] == [
        ("received", CountedLimit.ACCEPTANCE, date(2027, 1, 4), date(2027, 1, 5)),
        ("granted", CountedLimit.DELIVERY, date(2027, 1, 11), date(2027, 1, 12)),
    ]


@pytest.mark.parametrize(
    "log",
    [
        [["open", "2026-06-01"]],
        [["file", "2026-12-30"]],
        [["open", "2026-12-30"], ["accept", "2026-12-30"], ["start_special", "2026-12-30", "H"]],
        [["open", "2026-12-30"], ["accept", "2026-12-30"], ["withdraw", "2026-12-30"]],
    ],
    ids=["over before the change", "waiting", "paused", "ended"],
)
def test_what_is_not_counted_there_does_not_move(legal: Calendar, announced: Calendar, log: list[list[str]]) -> None:
    assert recompute([open_case(*log)], old=legal, new=announced) == ()


def test_a_new_version_that_counts_alike_changes_nothing(legal: Calendar) -> None:
    again = replace(legal, version="2026.2", published=legal.published | {2027}, holidays=legal.holidays | {SUNDAY})

    assert changed_days(legal, again) == {}
    assert recompute([open_case(["open", "2026-12-30"])], old=legal, new=again) == ()
