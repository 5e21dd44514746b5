"""The timeline's places, written down by hand: a chart of ten days from Monday 2026-11-23 to Wednesday 2026-12-02."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onething.channels.design.timeline import (
    Bar,
    BarKind,
    Milestone,
    Span,
    TimelineLayout,
    TimelineRow,
    layout_timeline,
)

MONDAY = date(2026, 11, 23)
LAST = date(2026, 12, 2)
WORKING = [date(2026, 11, day) for day in (23, 24, 25, 26, 27, 30)] + [date(2026, 12, 1), date(2026, 12, 2)]


def lay(*rows: TimelineRow, today: date | None = None) -> TimelineLayout:
    return layout_timeline(rows=rows, start=MONDAY, last=LAST, today=today, working_days=WORKING)


def row(key: str, *bars: Bar, after: tuple[str, ...] = ()) -> TimelineRow:
    return TimelineRow(key=key, label=key, bars=bars, after=after)


def test_a_bar_covers_its_first_and_its_last_day() -> None:
    (placed,) = lay(row("a", Bar(MONDAY, date(2026, 11, 24)))).rows[0].bars
    assert placed.span == Span(x=0.0, width=20.0)


def test_a_bar_counts_only_working_days() -> None:
    (placed,) = lay(row("a", Bar(date(2026, 11, 27), date(2026, 12, 1)))).rows[0].bars
    assert placed.working_days == 3


def test_a_bar_is_cut_at_the_edges_and_left_out_when_outside() -> None:
    long = Bar(date(2026, 11, 1), date(2026, 12, 31))
    later = Bar(date(2026, 12, 3), date(2026, 12, 4))
    (placed,) = lay(row("a", long, later)).rows[0].bars
    assert placed.span == Span(x=0.0, width=100.0)


def test_neighbouring_days_of_rest_are_one_band() -> None:
    assert lay(row("a")).rests == (Span(x=50.0, width=20.0),)


def test_today_stands_in_the_middle_of_its_day() -> None:
    assert lay(row("a"), today=date(2026, 11, 27)).today_x == 45.0


def test_today_outside_the_chart_is_not_drawn() -> None:
    layout = lay(row("a"), today=date(2026, 12, 3))
    assert (layout.today, layout.today_x) == (None, None)


def test_a_waiting_row_is_linked_from_the_end_of_the_other() -> None:
    first = row("a", Bar(MONDAY, date(2026, 11, 24), critical=True))
    second = row("b", Bar(date(2026, 11, 26), date(2026, 11, 27), critical=True), after=("a",))
    (link,) = lay(first, second).links
    assert (link.from_row, link.to_row, link.x, link.to_x, link.critical) == (0, 1, 20.0, 30.0, True)


def test_a_link_is_critical_only_between_two_critical_bars() -> None:
    first = row("a", Bar(MONDAY, MONDAY, critical=True))
    second = row("b", Bar(LAST, LAST), after=("a",))
    assert [link.critical for link in lay(first, second).links] == [False]


def test_a_row_without_bars_waits_in_words_but_has_no_link() -> None:
    done = TimelineRow(key="z", label="出件", milestones=(Milestone(LAST, "办结"),), after=("a", "unknown"))
    layout = lay(row("a", Bar(MONDAY, MONDAY)), done)
    assert layout.links == ()
    assert layout.rows[1].waits_for == ("a",)


@pytest.mark.parametrize(
    ("bar", "place"),
    [
        (Bar(MONDAY, date(2026, 11, 27), label="5个工作日"), "inside"),
        (Bar(MONDAY, MONDAY, label="1个工作日"), "after"),
        (Bar(LAST, LAST, label="1个工作日"), "before"),
        (Bar(MONDAY, LAST), "nowhere"),
    ],
)
def test_a_label_stands_where_it_fits(bar: Bar, place: str) -> None:
    (placed,) = lay(row("a", bar)).rows[0].bars
    assert placed.label_at == place


def test_a_label_never_stands_outside_when_another_bar_could_be_there() -> None:
    short = Bar(MONDAY, MONDAY, label="1个工作日")
    placed = lay(row("a", short, Bar(date(2026, 11, 24), LAST))).rows[0].bars
    assert placed[0].label_at == "nowhere"


def test_dates_name_the_month_once() -> None:
    assert [tick.label for tick in lay(row("a")).ticks] == ["11月23日", "25日", "27日", "29日", "12月1日"]


def test_a_long_chart_is_dated_on_mondays() -> None:
    layout = layout_timeline(rows=(), start=MONDAY, last=MONDAY + timedelta(days=59), working_days=())
    assert [tick.label for tick in layout.ticks][:3] == ["11月23日", "12月7日", "21日"]


def test_the_legend_has_only_the_kinds_that_are_drawn() -> None:
    layout = lay(row("a", Bar(MONDAY, MONDAY, BarKind.STOPPED), Bar(LAST, LAST, BarKind.DONE, critical=True)))
    assert (layout.kinds, layout.has_critical) == ((BarKind.DONE, BarKind.STOPPED), True)


def test_the_dates_of_a_row_run_from_its_first_to_its_last_mark() -> None:
    mixed = TimelineRow(key="a", label="a", bars=(Bar(MONDAY, MONDAY),), milestones=(Milestone(LAST, "办结"),))
    assert lay(mixed).rows[0].dates == "11月23日至12月2日"


def test_a_chart_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        layout_timeline(rows=(), start=LAST, last=MONDAY, working_days=())


@settings(max_examples=100)
@given(days=st.integers(0, 800), start=st.integers(-50, 850), length=st.integers(0, 400))
def test_nothing_is_ever_drawn_outside_the_chart(days: int, start: int, length: int) -> None:
    first = MONDAY + timedelta(days=start)
    bar = Bar(first, first + timedelta(days=length), label="5个工作日")
    layout = layout_timeline(
        rows=(row("a", bar),), start=MONDAY, last=MONDAY + timedelta(days=days), working_days=(MONDAY,)
    )
    spans = [*layout.rests, *(placed.span for placed in layout.rows[0].bars)]
    assert all(span.x >= 0 and span.end <= 100.001 and span.width > 0 for span in spans)
    assert len(layout.ticks) <= 8
