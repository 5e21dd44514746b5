"""Lays out the signature picture: one row a department or item, one bar a clock. Pure: frozen values in, places out.

Across, places are percentages, so that one drawing fits every screen; days are legal days, first and last included.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onething.channels.design.measure import text_width
from onething.channels.design.wording import cn_month_day, cn_period

DAY = timedelta(days=1)
MONDAY = 0
MOST_TICKS = 8
TICK_STEPS = (1, 2, 3)
LATEST_TICK = 94.0
MIDDLE = 50.0  # a milestone's label goes to the side with more room, however narrow the chart
LABEL_EM_PERCENT = 2.9
"""One em of label text as a part of a chart of usual width; where it does not fit, only the table twin says it."""


class BarKind(StrEnum):
    """What a clock did or will do in those days."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    OVERDUE = "overdue"


BAR_WORDS = {
    BarKind.PLANNED: "计划",
    BarKind.RUNNING: "办理中",
    BarKind.DONE: "已办结",
    BarKind.STOPPED: "停止计时",
    BarKind.OVERDUE: "已超期",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Days of one clock, `start` and `last` included; `critical` when a delay here delays everything."""

    start: date
    last: date
    kind: BarKind = BarKind.PLANNED
    label: str = ""
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on which something comes out: a result, a delivery, a visit."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One department or item; `after` holds the keys of the rows whose end it waits for."""

    key: str
    label: str
    sublabel: str = ""
    bars: tuple[Bar, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch across the chart, in percent of its width."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 3)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A bar with its place; `label_at` is inside, after, before or nowhere."""

    bar: Bar
    span: Span
    label_at: str
    word: str
    working_days: int


@dataclass(frozen=True, slots=True)
class PlacedMilestone:
    """A milestone with its place and the side on which its label stands."""

    milestone: Milestone
    x: float
    label_at: str


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with everything on it placed; `index` counts from the top, `dates` are its first and last day in words."""

    index: int
    row: TimelineRow
    bars: tuple[PlacedBar, ...]
    milestones: tuple[PlacedMilestone, ...]
    waits_for: tuple[str, ...]
    dates: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A date under the head of the chart; `wide` ticks are left out on narrow screens."""

    x: float
    label: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One row waits for another: from the end of one bar to the start of the next."""

    from_row: int
    to_row: int
    x: float
    to_x: float
    critical: bool


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """Everything the macro draws, and everything its table twin says."""

    start: date
    last: date
    rows: tuple[PlacedRow, ...]
    ticks: tuple[Tick, ...]
    rests: tuple[Span, ...]
    links: tuple[Link, ...]
    today: date | None
    today_x: float | None
    kinds: tuple[BarKind, ...]
    has_critical: bool


def layout_timeline(
    *,
    rows: Sequence[TimelineRow],
    start: date,
    last: date,
    today: date | None = None,
    working_days: Collection[date],
) -> TimelineLayout:
    """Place rows between two days, both shown; what lies outside is cut at the edge. Raises ValueError if last < start."""
    scale = _Scale(start=start, last=last)
    open_days = frozenset(working_days)
    placed = tuple(_place_row(scale, index, row, rows, open_days) for index, row in enumerate(rows))
    bars = [b for r in placed for b in r.bars]
    seen_today = today if today and start <= today <= last else None
    return TimelineLayout(
        start=start,
        last=last,
        rows=placed,
        ticks=_ticks(scale),
        rests=_rests(scale, open_days),
        links=tuple(_links(placed)),
        today=seen_today,
        today_x=scale.span(seen_today, seen_today).middle if seen_today else None,
        kinds=tuple(k for k in BarKind if any(b.bar.kind == k for b in bars)),
        has_critical=any(b.bar.critical for b in bars),
    )


class _Scale:
    """Days to percent."""

    def __init__(self, *, start: date, last: date) -> None:
        if last < start:
            msg = f"A timeline cannot end ({last}) before it begins ({start})"
            raise ValueError(msg)
        self.start, self.last = start, last
        self.days = (last - start).days + 1

    def x(self, day: date) -> float:
        return round((day - self.start).days / self.days * 100, 3)

    def span(self, first: date, last: date) -> Span:
        left = self.x(max(first, self.start))
        return Span(x=left, width=round(self.x(min(last, self.last) + DAY) - left, 3))

    def shows(self, first: date, last: date) -> bool:
        return first <= self.last and last >= self.start

    def each_day(self) -> Iterable[date]:
        return (self.start + DAY * n for n in range(self.days))


def _place_row(
    scale: _Scale, index: int, row: TimelineRow, rows: Sequence[TimelineRow], open_days: frozenset[date]
) -> PlacedRow:
    alone = len(row.bars) == 1 and not row.milestones
    names = {r.key: r.label for r in rows}
    return PlacedRow(
        index=index,
        row=row,
        bars=tuple(_place_bar(scale, b, alone, open_days) for b in row.bars if scale.shows(b.start, b.last)),
        milestones=tuple(_place_milestone(scale, m) for m in row.milestones if scale.shows(m.day, m.day)),
        waits_for=tuple(names[key] for key in row.after if key in names),
        dates=_dates(row),
    )


def _dates(row: TimelineRow) -> str:
    firsts = [bar.start for bar in row.bars] + [milestone.day for milestone in row.milestones]
    lasts = [bar.last for bar in row.bars] + [milestone.day for milestone in row.milestones]
    return cn_period(min(firsts), max(lasts)) if firsts else ""


def _place_bar(scale: _Scale, bar: Bar, alone: bool, open_days: frozenset[date]) -> PlacedBar:
    span = scale.span(bar.start, bar.last)
    counted = sum(bar.start <= day <= bar.last for day in open_days)
    return PlacedBar(
        bar=bar,
        span=span,
        label_at=_label_place(bar.label, span, alone),
        word=BAR_WORDS[bar.kind],
        working_days=counted,
    )


def _label_place(label: str, span: Span, alone: bool) -> str:
    needed = (text_width(label) + 1.5) * LABEL_EM_PERCENT
    if not label:
        return "nowhere"
    if needed <= span.width:
        return "inside"
    if alone and span.end + needed <= 100:
        return "after"
    return "before" if alone and needed <= span.x else "nowhere"


def _place_milestone(scale: _Scale, milestone: Milestone) -> PlacedMilestone:
    x = scale.span(milestone.day, milestone.day).middle
    return PlacedMilestone(milestone=milestone, x=x, label_at="after" if x <= MIDDLE else "before")


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    month = 0
    for day in _tick_days(scale):
        if scale.x(day) > LATEST_TICK:
            break
        label = cn_month_day(day) if day.month != month else f"{day.day}日"
        ticks.append(Tick(x=scale.x(day), label=label, wide=len(ticks) % 2 == 1))
        month = day.month
    return tuple(ticks)


def _tick_days(scale: _Scale) -> list[date]:
    """Every day, second or third day while few; otherwise Mondays, thinned out."""
    days = list(scale.each_day())
    for step in TICK_STEPS:
        if len(days[::step]) <= MOST_TICKS:
            return days[::step]
    mondays = [day for day in days if day.weekday() == MONDAY]
    return mondays[:: -(-len(mondays) // MOST_TICKS)]


def _rests(scale: _Scale, open_days: frozenset[date]) -> tuple[Span, ...]:
    """Days that do not count, neighbours joined."""
    runs: list[tuple[date, date]] = []
    for day in scale.each_day():
        if day in open_days:
            continue
        if runs and runs[-1][1] == day - DAY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return tuple(scale.span(first, last) for first, last in runs)


def _links(rows: Sequence[PlacedRow]) -> Iterable[Link]:
    by_key = {r.row.key: r for r in rows}
    for target in rows:
        for key in target.row.after:
            source = by_key.get(key)
            if source and source.bars and target.bars:
                yield _link(source, target)


def _link(source: PlacedRow, target: PlacedRow) -> Link:
    end, begin = source.bars[-1], target.bars[0]
    return Link(
        from_row=source.index,
        to_row=target.index,
        x=end.span.end,
        to_x=begin.span.x,
        critical=end.bar.critical and begin.bar.critical,
    )
