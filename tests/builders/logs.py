"""Logs as the tables write them: [action, day, detail], read into entries."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from onething.core.calendar import Span, Unit
from onething.core.lifecycle import (
    Approver,
    CaseAction,
    CaseEntry,
    CaseLimits,
    Deferred,
    Detail,
    Extension,
    Ground,
    Lengthening,
    Override,
    Pause,
    Rectification,
)

ACTIONS = {action.value: action for action in CaseAction}
GROUNDS = {ground.value: ground for ground in Ground}
USUAL = {
    "promised": "3 working_day",
    "statutory": "20 working_day",
    "acceptance": "5 working_day",
    "delivery": "10 working_day",
    "extension": "10 working_day",
}
HEAD = "6f1c1a52-0000-7000-8000-000000000001"


def span_of(text: str | None) -> Span | None:
    """ "3 working_day" as a span."""
    if text is None:
        return None
    amount, unit = text.split()
    return Span.working_days(amount) if unit == Unit.WORKING_DAY else Span(int(amount), Unit(unit))


def limits_from(row: dict[str, Any]) -> CaseLimits:
    """The usual limits with what the row says otherwise."""
    said = {name: row.get(name, usual) for name, usual in USUAL.items()}
    extension, until = span_of(said["extension"]), row.get("renews_until")
    acceptance = span_of(said["acceptance"])
    assert acceptance is not None
    return CaseLimits(
        promised=span_of(said["promised"]),
        statutory=span_of(said["statutory"]),
        acceptance=acceptance,
        delivery=span_of(said["delivery"]),
        extension=Extension(extension) if extension else None,
        renews_until=date.fromisoformat(until) if until else None,
        from_receipt=row.get("from_receipt", False),
        told_on_delivery=row.get("told_on_delivery", False),
    )


def log_from(lines: Sequence[Sequence[Any]]) -> list[CaseEntry]:
    """Every line of the log."""
    return [entry_from(line) for line in lines]


def entry_from(line: Sequence[Any]) -> CaseEntry:
    """One line: what stands third is read as the action needs it."""
    action, on, *said = line
    return CaseEntry(ACTIONS[action], date.fromisoformat(on), _detail(action, *said) if said else None)


def _detail(action: str, said: Any, how: str = "") -> Detail:
    if action in {"start_special", "prolong_special", "end_special", "suspend", "resume"}:
        return Pause(GROUNDS[said], None if how == "untold" else Span.working_days(5))
    if action == "extend":
        by = span_of(said)
        assert by is not None
        if how == "unapproved":
            return Lengthening(by, reason="情况复杂")
        return Lengthening(by, Approver.BODY_HEAD, HEAD, "情况复杂")
    if action == "order_rectify":
        return Rectification(date.fromisoformat(said), (how,) if how else ())
    return Override(said, "原结论认定事实有误") if action == "reopen" else Deferred(tuple(said))
