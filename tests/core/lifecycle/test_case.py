"""The life of a case and its clock, with days written down by hand over the calendar of 2026."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.moving import decide_move
from onething.core.calendar import Calendar, Span, Unit
from onething.core.lifecycle import (
    CASE,
    CaseAction,
    CaseEntry,
    CaseLimits,
    CaseState,
    Clock,
    Deferred,
    Extended,
    Extension,
    Lengthening,
    check_move,
    count_from,
    fold_case,
    read_case,
    read_clock,
    working_days_left,
)
from onething.core.states import IllegalMove

# National Day 2026: 1-7 October off, Saturday 10 October worked.
NATIONAL = Calendar(
    "2026",
    frozenset({2026}),
    frozenset(date(2026, 10, day) for day in range(1, 8)),
    frozenset({date(2026, 10, 10)}),
    "test",
)
LIMITS = CaseLimits(promised=Span.working_days(3), statutory=Span.working_days(10))
ON_THE_SPOT = CaseLimits(acceptance=Span.spot(), promised=Span.working_days(3), statutory=Span.working_days(10))
A, FIVE = CaseAction, Span.working_days(5)


def read(*entries: tuple[CaseAction, date]) -> object:
    return read_case([CaseEntry(a, d) for a, d in entries], limits=LIMITS, calendar=NATIONAL)


def test_a_case_that_waits_has_no_clock() -> None:
    case = read_case([CaseEntry(A.FILE, date(2026, 9, 1))], limits=LIMITS, calendar=NATIONAL)

    assert case.state is CaseState.WAITING
    assert case.due_on is None


def test_five_working_days_for_acceptance_run_over_the_holiday() -> None:
    case = read_case([CaseEntry(A.OPEN, date(2026, 9, 29))], limits=LIMITS, calendar=NATIONAL)

    # 30 Sep is day 1, 8, 9, 10 (worked Saturday) and 12 October days 2 to 5.
    assert case.acceptance.due_on == date(2026, 10, 12)
    assert case.due_on == date(2026, 10, 12)


def test_a_law_that_counts_from_receipt_counts_from_the_day_on_which_everything_had_come_in() -> None:
    law = replace(LIMITS, from_receipt=True)
    asked = [CaseEntry(A.OPEN, date(2026, 9, 1)), CaseEntry(A.ASK_CORRECTION, date(2026, 9, 2))]
    corrected = [*asked, CaseEntry(A.CORRECT, date(2026, 9, 8)), CaseEntry(A.ACCEPT, date(2026, 9, 11))]

    at_once = read_case([asked[0], CaseEntry(A.ACCEPT, date(2026, 9, 4))], limits=law, calendar=NATIONAL)
    late = read_case(corrected, limits=law, calendar=NATIONAL)

    assert (at_once.statutory.started_on, at_once.statutory.due_on) == (date(2026, 9, 1), date(2026, 9, 15))
    assert at_once.promised.started_on == date(2026, 9, 4)  # what the window promises counts from acceptance
    assert (late.statutory.started_on, late.statutory.due_on) == (date(2026, 9, 8), date(2026, 9, 22))


def test_a_clock_that_started_anew_was_not_lengthened() -> None:
    longer, anew = [("start", 1), ("extend", 2)], [("end", 3), ("start", 8)]

    assert clock(*longer, extension=FIVE).extensions == [Extended(date(2026, 9, 2), FIVE)]
    assert clock(*longer, *anew, extension=FIVE).extensions == []


def test_acceptance_starts_both_decision_clocks_and_the_earlier_day_counts() -> None:
    case = read_case(
        [CaseEntry(A.OPEN, date(2026, 9, 1)), CaseEntry(A.ACCEPT, date(2026, 9, 2))], limits=LIMITS, calendar=NATIONAL
    )

    assert case.promised.due_on == date(2026, 9, 7)
    assert case.statutory.due_on == date(2026, 9, 16)
    assert case.due_on == date(2026, 9, 7)
    assert not case.acceptance.running


def test_deemed_acceptance_counts_from_the_day_of_receipt() -> None:
    opened = date(2026, 9, 1)
    case = read_case([CaseEntry(A.OPEN, opened), CaseEntry(A.DEEM_ACCEPTED, opened)], limits=LIMITS, calendar=NATIONAL)

    assert case.state is CaseState.ACCEPTED
    assert case.promised.due_on == date(2026, 9, 4)


def test_silence_accepts_what_was_filed_with_materials_to_follow_on_that_promise() -> None:
    opened = date(2026, 9, 1)
    deemed = CaseEntry(A.DEEM_ACCEPTED, opened, detail=Deferred(("plan",)))

    case = read_case([CaseEntry(A.OPEN, opened), deemed], limits=LIMITS, calendar=NATIONAL)

    assert tuple(case.deferred) == ("plan",)
    assert case.state is CaseState.ACCEPTED


def test_a_correction_ends_the_acceptance_clock_and_its_return_starts_it_anew() -> None:
    asked = [CaseEntry(A.OPEN, date(2026, 9, 1)), CaseEntry(A.ASK_CORRECTION, date(2026, 9, 3))]

    waiting = read_case(asked, limits=LIMITS, calendar=NATIONAL)
    back = read_case([*asked, CaseEntry(A.CORRECT, date(2026, 9, 10))], limits=LIMITS, calendar=NATIONAL)

    assert (waiting.state, waiting.due_on) == (CaseState.CORRECTING, None)
    assert (back.state, back.due_on) == (CaseState.RECEIVED, date(2026, 9, 17))


def test_a_notice_to_a_case_that_waits_starts_no_clock_and_is_kept_until_it_is_answered() -> None:
    day = date(2026, 9, 1)
    asked = [CaseEntry(A.FILE, day), CaseEntry(A.ASK_CORRECTION, day)]
    answered = [*asked, CaseEntry(A.CORRECT, date(2026, 9, 3))]

    readings = [read_case(entries, limits=LIMITS, calendar=NATIONAL) for entries in (asked, answered)]

    assert [(one.state, one.acceptance.started_on, one.due_on) for one in readings] == [
        (CaseState.WAITING, None, None)
    ] * 2
    assert [fold_case(entries).awaits_correction for entries in (asked, answered)] == [True, False]


def test_a_case_that_opens_unanswered_is_received_only_when_the_correction_comes() -> None:
    opened = [
        CaseEntry(A.FILE, date(2026, 9, 1)),
        CaseEntry(A.ASK_CORRECTION, date(2026, 9, 1)),
        CaseEntry(A.OPEN_CORRECTING, date(2026, 9, 2)),
    ]

    before = read_case(opened, limits=LIMITS, calendar=NATIONAL)
    after = read_case([*opened, CaseEntry(A.CORRECT, date(2026, 9, 3))], limits=LIMITS, calendar=NATIONAL)

    assert (before.state, before.due_on) == (CaseState.CORRECTING, None)
    assert (after.state, after.due_on) == (CaseState.RECEIVED, date(2026, 9, 10))


@pytest.mark.parametrize("ending", [A.LAPSE, A.WITHDRAW, A.TERMINATE])
def test_a_case_that_ended_awaits_nothing(ending: CaseAction) -> None:
    day = date(2026, 9, 1)
    asked = [CaseEntry(A.FILE, day), CaseEntry(A.ASK_CORRECTION, day)]

    assert not fold_case([*asked, CaseEntry(ending, day)]).awaits_correction


def test_a_concluded_case_has_nothing_due() -> None:
    day = date(2026, 9, 1)
    case = read_case(
        [CaseEntry(action, day) for action in (A.FILE, A.OPEN, A.ACCEPT, A.REVIEW, A.GRANT, A.DELIVER)],
        limits=LIMITS,
        calendar=NATIONAL,
    )

    assert case.state is CaseState.CONCLUDED
    assert case.due_on is None
    assert case.promised.ended_on == day


def test_an_illegal_move_says_what_is_possible() -> None:
    with pytest.raises(IllegalMove, match="一次性告知补正"):
        decide_move(
            [CaseEntry(A.OPEN, date(2026, 9, 1))], A.GRANT, limits=LIMITS, calendar=NATIONAL, on=date(2026, 9, 2)
        )


@pytest.mark.parametrize("state", [s for s in CaseState if s not in CASE.final])
def test_every_open_state_can_end(state: CaseState) -> None:
    assert CASE.legal(state)


def clock(*steps: tuple[str, int], extension: Span | None = None) -> Clock:
    """What happened on which day of September 2026."""
    folded = Clock()
    for happened, day in steps:
        detail = Lengthening(extension) if extension else None
        getattr(folded, happened)(date(2026, 9, day), detail)
    return folded


@pytest.mark.parametrize(
    ("steps", "span", "expected"),
    [
        ([("start", 1)], Span.working_days(5), date(2026, 9, 8)),
        ([("start", 1), ("stop", 2), ("resume", 4)], Span.working_days(5), date(2026, 9, 10)),
        ([("start", 1), ("stop", 4), ("resume", 6)], Span.working_days(5), date(2026, 9, 8)),
        ([("start", 1), ("stop", 2)], Span.working_days(5), None),
        ([("start", 1), ("stop", 2), ("stop", 3), ("resume", 4)], Span.working_days(5), date(2026, 9, 10)),
        ([("start", 1), ("resume", 4)], Span.working_days(5), date(2026, 9, 8)),
        ([("start", 1), ("end_stop", 4)], Span.working_days(5), date(2026, 9, 8)),
        ([("start", 1), ("extend", 4)], Span.working_days(5), date(2026, 9, 8)),
        ([("start", 1), ("stop", 2), ("resume", 5)], Span(10, Unit.CALENDAR_DAY), date(2026, 9, 14)),
        ([("start", 1), ("end", 3)], None, None),
        ([], Span.working_days(5), None),
    ],
)
def test_stopped_time_is_not_counted(steps: list[tuple[str, int]], span: Span | None, expected: date | None) -> None:
    reading = read_clock(clock(*steps), span=span, calendar=NATIONAL)

    assert reading.due_on == expected


def test_overlapping_exclusions_count_once() -> None:
    folded = clock(("start", 1), ("stop", 2), ("resume", 7), ("stop", 4), ("resume", 8))

    reading = read_clock(folded, span=Span.working_days(5), calendar=NATIONAL)

    assert reading.excluded == ((date(2026, 9, 2), date(2026, 9, 8)),)
    assert reading.due_on == date(2026, 9, 14)


def test_an_extension_adds_its_days() -> None:
    folded = clock(("start", 1), ("extend", 3), extension=Span.working_days(2))

    reading = read_clock(folded, span=Span.working_days(5), calendar=NATIONAL)

    assert reading.due_on == date(2026, 9, 10)


def test_days_left_are_negative_when_overdue() -> None:
    reading = read_clock(clock(("start", 1)), span=Span.working_days(5), calendar=NATIONAL)

    assert working_days_left(reading, today=date(2026, 9, 7), calendar=NATIONAL) == 1
    assert working_days_left(reading, today=date(2026, 9, 8), calendar=NATIONAL) == 0
    assert working_days_left(reading, today=date(2026, 9, 10), calendar=NATIONAL) == -2


@settings(max_examples=100)
@given(st.integers(1, 28), st.integers(0, 20), st.integers(0, 20), st.integers(0, 40))
def test_a_stop_never_shortens(start: int, before: int, length: int, amount: int) -> None:
    first = date(2026, 9, start)
    stop = date.fromordinal(first.toordinal() + before)
    resume = date.fromordinal(stop.toordinal() + length)

    def due_on(*pause: tuple[str, date]) -> date:
        folded = Clock(started_on=first)
        for happened, on in pause:
            getattr(folded, happened)(on)
        reading = read_clock(folded, span=Span(amount, Unit.WORKING_DAY), calendar=NATIONAL)
        assert reading.due_on is not None
        return reading.due_on

    assert first <= due_on() <= due_on(("stop", stop), ("resume", resume))


@pytest.mark.parametrize(
    ("limits", "log", "step", "counts_from"),
    [
        (LIMITS, [(A.OPEN, 18)], (A.ACCEPT, 1), 18),  # a clock that was set back makes nothing due before its receipt
        (LIMITS, [(A.OPEN, 18), (A.ACCEPT, 21)], (A.GRANT, 20), 21),
        (LIMITS, [(A.FILE, 18)], (A.OPEN, 1), 18),
        (LIMITS, [(A.OPEN, 18), (A.ACCEPT, 21)], (A.GRANT, 22), 22),
        (LIMITS, [(A.OPEN, 18), (A.ASK_CORRECTION, 22)], (A.DEEM_ACCEPTED, 18), 18),  # by law from its receipt
        # received on Saturday for Monday, and answered at once
        (ON_THE_SPOT, [(A.FILE, 19), (A.OPEN, 21)], (A.ACCEPT, 19), 19),
        (ON_THE_SPOT, [(A.FILE, 19), (A.OPEN, 21)], (A.ACCEPT, 1), 19),
    ],
)
def test_no_step_counts_from_a_day_before_the_one_it_follows(
    limits: CaseLimits, log: list[tuple[CaseAction, int]], step: tuple[CaseAction, int], counts_from: int
) -> None:
    entries = [CaseEntry(action, date(2026, 9, day)) for action, day in log]

    counted = count_from(fold_case(entries), CaseEntry(step[0], date(2026, 9, step[1])), limits=limits)

    assert counted == CaseEntry(step[0], date(2026, 9, counts_from))


def test_a_log_written_by_a_clock_that_jumped_is_still_read() -> None:
    log = [CaseEntry(A.OPEN, date(2026, 9, 18)), CaseEntry(A.ACCEPT, date(2026, 9, 1))]

    assert read_case(log, limits=LIMITS, calendar=NATIONAL).due_on == date(2026, 9, 4)


DEFERRED = Deferred(("bank-card",))


@pytest.mark.parametrize(
    ("detail", "owes"), [(None, frozenset()), (DEFERRED, {CaseAction.SUPPLY_DEFERRED, CaseAction.ORDER_RECTIFY})]
)
@pytest.mark.parametrize("extension", [None, Extension(Span.working_days(10))])
def test_an_illegal_step_is_answered_with_what_this_case_may_do(
    detail: Deferred | None, owes: frozenset[CaseAction], extension: Extension | None
) -> None:
    day = date(2026, 3, 2)
    accepting = CaseAction.ACCEPT_DEFERRED if detail else CaseAction.ACCEPT
    log = fold_case([CaseEntry(CaseAction.OPEN, day), CaseEntry(accepting, day, detail)])
    limits = CaseLimits(promised=Span.working_days(3), statutory=Span.working_days(20), extension=extension)

    with pytest.raises(IllegalMove) as refusal:
        check_move(log, CaseEntry(CaseAction.DELIVER, day), limits=limits, calendar=NATIONAL)

    owed = {CaseAction.SUPPLY_DEFERRED, CaseAction.ORDER_RECTIFY, CaseAction.RECTIFY, CaseAction.REVOKE_ACCEPTANCE}
    assert owed & set(refusal.value.legal) == owes
    assert (CaseAction.EXTEND in refusal.value.legal) == (extension is not None)
    assert (CaseAction.GRANT in refusal.value.legal) == (detail is None)
    assert CaseAction.DEEM_RENEWED not in refusal.value.legal
    assert {CaseAction.SUSPEND, CaseAction.WITHDRAW, CaseAction.DENY} <= set(refusal.value.legal)
