"""`log200`: status and due day of a case from a log of 200 entries, against reading the same text as JSON."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from onething.core.calendar import Calendar, Span
from onething.core.lifecycle import CaseAction, CaseEntry, CaseLimits, Ground, Pause, read_case
from onething.modules.handling.api import ledger_data, read_ledger
from onething.project.bench.family import newborn
from onething.project.bench.measuring import Figure, Goal, Row, Side, compare

ROUNDS = 100
ENTRIES = 200
MOST_MILLISECONDS = 1.0
FIRST = date(2025, 1, 6)
LIMITS = CaseLimits(promised=Span.working_days(80), statutory=Span.working_days(90))
"""So long that neither is over before the last pause: a pause that begins after the last day moves nothing."""


def measure() -> Iterator[Row]:
    """Opened, accepted, and sent to the laboratory ninety-nine times."""
    calendar = newborn().calendar
    text = json.dumps(ledger_data(long_log()))
    yield compare(
        f"log: state and due day of {ENTRIES} entries",
        ours=Side(name="log200", run=partial(read, text, LIMITS, calendar)),
        other=Side(name="json.loads", run=lambda _: json.loads(text)),
        rounds=ROUNDS,
        cpu_ratio=True,
        judge=_judge,
    )


def long_log() -> list[CaseEntry]:
    """The last special procedure is over, so that there is a due day, and every one of them counts."""
    told, over = Pause(Ground.INSPECTION, Span.working_days(1)), Pause(Ground.INSPECTION)
    days = (FIRST + timedelta(days=2 * number) for number in range((ENTRIES - 2) // 2))
    steps = (
        entry
        for day in days
        for entry in (
            CaseEntry(CaseAction.START_SPECIAL, day, told),
            CaseEntry(CaseAction.RESUME, day + timedelta(days=1), over),
        )
    )
    return [CaseEntry(CaseAction.OPEN, FIRST), CaseEntry(CaseAction.ACCEPT, FIRST), *steps]


def read(text: str, limits: CaseLimits, calendar: Calendar, _: object = None) -> tuple[str, date | None]:
    """As every page and step reads it."""
    reading = read_case(read_ledger(json.loads(text)), limits=limits, calendar=calendar)
    return reading.state.value, reading.due_on


def _judge(ours: Figure, _ratio: float) -> tuple[Goal, ...]:
    return (Goal(text=f"≤ {MOST_MILLISECONDS:g} ms CPU", met=ours.cpu <= MOST_MILLISECONDS),)
