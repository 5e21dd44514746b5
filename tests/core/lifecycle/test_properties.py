"""What holds for every clock and every life of a case, whatever happens to it."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from builders.logs import HEAD, limits_from
from builders.moving import decide_move
from onething.core.calendar import Calendar, Span, Unit, working_days_between
from onething.core.lifecycle import (
    CASE,
    UNDECIDED,
    Approver,
    CaseAction,
    CaseEntry,
    CaseReading,
    CaseState,
    Clock,
    Deferred,
    Detail,
    Extended,
    Ground,
    Lengthening,
    OpenCase,
    Override,
    Pause,
    Rectification,
    StepObstructed,
    count_from,
    count_last_day,
    find_obstacles,
    fold_case,
    read_case,
    read_clock,
    recompute,
)
from onething.core.lifecycle.clock import merge_periods
from onething.core.states import IllegalMove

FIRST = date(2026, 1, 1)
OFFSETS = st.integers(0, 200)
DAYS = OFFSETS.map(lambda offset: FIRST + timedelta(days=offset))
SPANS = st.builds(
    Span, st.integers(0, 60), st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.HOUR, Unit.MONTH])
)
PERIODS = st.tuples(DAYS, st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
EXCLUDED = st.lists(PERIODS, max_size=4)
LIMITS = limits_from({})


def last_day(calendar: Calendar, start: date, span: Span, excluded: list[tuple[date, date]]) -> date:
    later = [(max(begin, start), max(end, start)) for begin, end in excluded]
    return count_last_day(calendar, start=start, span=span, excluded=merge_periods(later)).on


@settings(max_examples=200, deadline=None)
@given(start=DAYS, span=SPANS, excluded=EXCLUDED)
def test_a_due_day_is_never_before_its_start(
    legal: Calendar, start: date, span: Span, excluded: list[tuple[date, date]]
) -> None:
    assert last_day(legal, start, span, excluded) >= start


@settings(max_examples=200, deadline=None)
@given(start=DAYS, span=SPANS, excluded=EXCLUDED, more=PERIODS)
def test_one_more_exclusion_never_shortens(
    legal: Calendar, start: date, span: Span, excluded: list[tuple[date, date]], more: tuple[date, date]
) -> None:
    assert last_day(legal, start, span, [*excluded, more]) >= last_day(legal, start, span, excluded)


@settings(max_examples=200, deadline=None)
@given(start=DAYS, span=SPANS, excluded=EXCLUDED)
def test_no_limit_ends_while_it_stands_still(
    legal: Calendar, start: date, span: Span, excluded: list[tuple[date, date]]
) -> None:
    last = last_day(legal, start, span, excluded)

    assert not any(max(begin, start) <= last < end for begin, end in excluded)


@settings(max_examples=200, deadline=None)
@given(start=DAYS, span=SPANS, excluded=EXCLUDED, lost=DAYS)
def test_losing_a_working_day_never_shortens(
    legal: Calendar, start: date, span: Span, excluded: list[tuple[date, date]], lost: date
) -> None:
    poorer = replace(legal, holidays=legal.holidays | {lost}, makeup=legal.makeup - {lost})

    assert last_day(poorer, start, span, excluded) >= last_day(legal, start, span, excluded)


@settings(max_examples=200, deadline=None)
@given(start=DAYS, days=st.integers(0, 60), more=st.integers(0, 30), excluded=EXCLUDED)
def test_every_working_day_up_to_the_last_is_counted_or_excluded_once(
    legal: Calendar, start: date, days: int, more: int, excluded: list[tuple[date, date]]
) -> None:
    periods = merge_periods([(max(begin, start), max(end, start)) for begin, end in excluded])
    longer = [Extended(start, Span.working_days(more))] if more else []

    last = count_last_day(legal, start=start, span=Span.working_days(days), excluded=periods, extensions=longer).on

    lost = sum(working_days_between(legal, start=begin, end=end) for begin, end in periods if begin <= last)
    if days + more:  # what is done on the spot ends on its own day, worked or not
        assert working_days_between(legal, start=start, end=last) == days + more + lost


@settings(max_examples=200, deadline=None)
@given(start=DAYS, span=SPANS, excluded=EXCLUDED, approved=DAYS)
def test_what_is_approved_after_the_last_day_moves_nothing(
    legal: Calendar, start: date, span: Span, excluded: list[tuple[date, date]], approved: date
) -> None:
    periods = merge_periods([(max(begin, start), max(end, start)) for begin, end in excluded])
    longer = [Extended(approved, Span.working_days(5))]

    plain = count_last_day(legal, start=start, span=span, excluded=periods).on
    last = count_last_day(legal, start=start, span=span, excluded=periods, extensions=longer).on

    assert (last > plain) is (approved <= plain)


@settings(max_examples=100, deadline=None)
@given(opened=DAYS, stands=st.integers(0, 20), lost=st.sets(DAYS, max_size=6))
def test_a_new_holiday_list_changes_what_reads_otherwise_and_only_once(
    legal: Calendar, opened: date, stands: int, lost: set[date]
) -> None:
    new = replace(legal, version="new", holidays=legal.holidays | lost, makeup=legal.makeup - lost)
    entries = (
        CaseEntry(CaseAction.OPEN, opened),
        CaseEntry(CaseAction.ACCEPT, opened),
        CaseEntry(CaseAction.START_SPECIAL, opened, Pause(Ground.HEARING)),
        CaseEntry(CaseAction.RESUME, opened + timedelta(days=stands), Pause(Ground.HEARING)),
    )
    case = OpenCase(key="case", entries=entries, limits=LIMITS)
    was, now = (read_case(entries, limits=LIMITS, calendar=calendar) for calendar in (legal, new))

    changes = [change for one in recompute([case], old=legal, new=new) for change in one.changes]

    told = [(change.limit, change.old, change.new) for change in changes]
    days = [
        ("promised", was.promised.due_on, now.promised.due_on),
        ("statutory", was.statutory.due_on, now.statutory.due_on),
    ]
    assert told == [one for one in days if one[1] != one[2]]
    assert all(change.old < change.new and change.reasons for change in changes)
    assert recompute([case], old=new, new=new) == ()


@settings(max_examples=100, deadline=None)
@given(start=DAYS, stop=OFFSETS, resume=OFFSETS)
def test_a_clock_that_jumps_back_takes_nothing_away(legal: Calendar, start: date, stop: int, resume: int) -> None:
    running, stopped = Clock(started_on=start), Clock(started_on=start)
    stopped.stop(start + timedelta(days=stop), Pause(Ground.HEARING))
    stopped.resume(start + timedelta(days=resume))
    span = Span.working_days(20)

    with_stop, without = (read_clock(clock, span=span, calendar=legal) for clock in (stopped, running))

    assert with_stop.due_on is not None
    assert without.due_on is not None
    assert with_stop.due_on >= without.due_on


def details(action: CaseAction, on: date, ground: Ground) -> Detail | None:
    """What somebody who knows the law writes with this step."""
    known: dict[CaseAction, Detail] = {
        **dict.fromkeys(
            (
                CaseAction.START_SPECIAL,
                CaseAction.PROLONG_SPECIAL,
                CaseAction.END_SPECIAL,
                CaseAction.SUSPEND,
                CaseAction.RESUME,
            ),
            Pause(ground, Span.working_days(5)),
        ),
        CaseAction.EXTEND: Lengthening(Span.working_days(10), Approver.BODY_HEAD, HEAD, "情况复杂"),
        **dict.fromkeys((CaseAction.ACCEPT_DEFERRED, CaseAction.SUPPLY_DEFERRED), Deferred(("a",))),
        CaseAction.ORDER_RECTIFY: Rectification(on + timedelta(days=7), ("a",)),
        CaseAction.REOPEN: Override(HEAD, "原结论有误"),
    }
    return known.get(action)


class LifeOfACase(RuleBasedStateMachine):
    """Anybody tries anything on any day; what is taken is lawful, what is refused changes nothing."""

    calendar: Calendar

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[CaseEntry] = [CaseEntry(CaseAction.FILE, FIRST)]
        self.today = FIRST
        self.limits = LIMITS
        self.reading = self.read()

    @initialize(on_delivery=st.booleans(), from_receipt=st.booleans())
    def a_region_and_a_law_count_their_own_way(self, on_delivery: bool, from_receipt: bool) -> None:
        self.limits = replace(LIMITS, told_on_delivery=on_delivery, from_receipt=from_receipt)

    def read(self) -> CaseReading:
        return read_case(self.entries, limits=self.limits, calendar=self.calendar)

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(days=st.integers(-400, 400))
    def the_clock_jumps(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(action=st.sampled_from(list(CaseAction)), ground=st.sampled_from(list(Ground)))
    def somebody_tries(self, action: CaseAction, ground: Ground) -> None:
        self._try(action, ground)

    @precondition(lambda self: CASE.legal(self.reading.state))
    @rule(choice=st.integers(0, 30), ground=st.sampled_from([Ground.HEARING, Ground.TESTING, Ground.FORCE_MAJEURE]))
    def somebody_who_knows_the_table_tries(self, choice: int, ground: Ground) -> None:
        legal = CASE.legal(self.reading.state)
        self._try(legal[choice % len(legal)], ground)

    def _try(self, action: CaseAction, ground: Ground) -> None:
        if action is CaseAction.FILE:
            return
        detail = details(action, self.today, ground)
        possible = action in CASE.legal(self.reading.state)
        log = fold_case(self.entries)
        entry = count_from(log, CaseEntry(action, self.today, detail), limits=self.limits)
        missing = find_obstacles(log, entry, limits=self.limits, calendar=self.calendar)
        refusal = StepObstructed if possible else IllegalMove
        with pytest.raises(refusal) if missing or not possible else nullcontext():
            self.reading = decide_move(
                self.entries, action, limits=self.limits, calendar=self.calendar, on=self.today, detail=detail
            )
            self.entries.append(entry)

    @invariant()
    def a_replay_says_the_same(self) -> None:
        assert self.read() == self.reading

    @invariant()
    def at_most_one_clock_counts_and_none_for_what_is_over(self) -> None:
        case = self.reading
        assert sum(clock.open for clock in (case.acceptance, case.promised, case.delivery)) <= 1
        if case.state not in UNDECIDED and case.state is not CaseState.GRANTED:
            assert case.due_on is None

    @invariant()
    def a_due_day_is_never_before_the_clock_began(self) -> None:
        for clock in (self.reading.acceptance, self.reading.promised, self.reading.statutory, self.reading.delivery):
            assert not (clock.started_on and clock.due_on) or clock.due_on >= clock.started_on

    @invariant()
    def no_step_counts_from_before_the_one_it_follows_and_nothing_is_due_before_its_receipt(self) -> None:
        days = [entry.on for entry in self.entries if entry.action is not CaseAction.DEEM_ACCEPTED]
        assert days == sorted(days)
        received, decision = fold_case(self.entries).received_on, self.reading.promised
        if received and decision.open and not fold_case(self.entries).deemed:
            assert (decision.started_on, decision.due_on or received) >= (received, received)

    @invariant()
    def it_is_paused_exactly_while_there_is_a_ground(self) -> None:
        assert (self.reading.state is CaseState.PAUSED) == bool(self.reading.pauses)

    @invariant()
    def what_awaits_correction_is_answered_or_told(self) -> None:
        if self.reading.acceptance.running and self.reading.awaits_correction:
            assert self.limits.told_on_delivery
            assert self.reading.state is CaseState.CORRECTING

    @invariant()
    def a_grant_stands_on_a_decision_and_on_complete_materials(self) -> None:
        if self.reading.granted:
            assert fold_case(self.entries).decision in {CaseAction.GRANT, CaseAction.DEEM_RENEWED}
            assert not self.reading.deferred


def test_no_life_of_a_case_breaks_the_rules(legal: Calendar) -> None:
    LifeOfACase.calendar = legal

    run_state_machine_as_test(LifeOfACase, settings=settings(max_examples=40, stateful_step_count=40, deadline=None))


def ways(rows: Iterator[Any]) -> dict[CaseState, set[CaseState]]:
    found: dict[CaseState, set[CaseState]] = {state: set() for state in CaseState}
    for source, target in rows:
        found[source].add(target)
    return found


def closure(first: set[CaseState], edges: dict[CaseState, set[CaseState]]) -> set[CaseState]:
    known = set(first)
    while more := {target for state in known for target in edges[state]} - known:
        known |= more
    return known


def test_every_state_has_a_way_in_and_every_open_state_a_way_out_to_an_end() -> None:
    forth = ways((row.source, row.target) for row in CASE.rows)
    back = ways((row.target, row.source) for row in CASE.rows)

    assert closure({CaseState.WAITING}, forth) == set(CaseState)
    assert closure({CaseState.CONCLUDED}, back) >= set(UNDECIDED)
    assert closure(set(CASE.final), back) == set(CaseState)


def test_whoever_applied_may_take_it_back_and_the_house_may_end_it_until_it_is_decided() -> None:
    for state in UNDECIDED:
        assert {CaseAction.WITHDRAW, CaseAction.TERMINATE} <= set(CASE.legal(state))
    for state in set(CaseState) - set(UNDECIDED):
        assert not {CaseAction.WITHDRAW, CaseAction.TERMINATE} & set(CASE.legal(state))


def test_every_action_but_filing_stands_in_the_table() -> None:
    assert {row.action for row in CASE.rows} == set(CaseAction) - {CaseAction.FILE}


def test_a_log_of_two_hundred_lines_is_read_once_from_end_to_end(legal: Calendar) -> None:
    day = date(2026, 6, 1)
    pair = (
        CaseEntry(CaseAction.START_SPECIAL, day, Pause(Ground.HEARING)),
        CaseEntry(CaseAction.RESUME, day, Pause(Ground.HEARING)),
    )
    log = [CaseEntry(CaseAction.OPEN, day), CaseEntry(CaseAction.ACCEPT, day), *pair * 99]
    read = iter(log)

    case = read_case(read, limits=LIMITS, calendar=legal)

    assert next(read, None) is None  # an iterator is read once: the work grows with the lines, not with their square
    assert (len(log), case.state, case.due_on) == (200, CaseState.REVIEWING, date(2026, 6, 4))
