"""What a line of the log did to the legal clock: its ground and length, and the last day that it left. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from onething.core.calendar import Calendar
from onething.core.lifecycle import (
    CaseAction,
    CaseEntry,
    CaseLimits,
    CaseLog,
    CaseReading,
    CaseState,
    Lengthening,
    Pause,
    Rectification,
    add_entry,
    date_case,
)
from onething.modules.handling.domain.redating import RECOUNTED, chinese_day

Due = tuple[str, date | None]
_NOTHING: Due = ("", None)
_STANDS = {CaseState.PAUSED: "停止计时", CaseState.CORRECTING: "受理期限停止，补正后重新计算"}


def clock_words(
    kinds: Sequence[str], entries: Sequence[CaseEntry], *, limits: CaseLimits, calendar: Calendar
) -> tuple[str, ...]:
    """For each line of the log, by its kind, what it did to the clock; nothing for what moves no case.

    What was counted by an earlier calendar is told by the line of the recount, so no last day is named before it.
    """
    recounted = max((place for place, kind in enumerate(kinds) if kind == RECOUNTED), default=-1)
    said: list[str] = []
    left = iter(zip(entries, _last_days(entries, limits, calendar), strict=True))
    ahead = next(left, None)
    for place, kind in enumerate(kinds):
        if ahead is None or ahead[0].action.value != kind:
            said.append("")
            continue
        entry, day = ahead
        said.append("，".join(filter(None, (_detail_words(entry), day if place > recounted else ""))))
        ahead = next(left, None)
    return tuple(said)


def _last_days(entries: Iterable[CaseEntry], limits: CaseLimits, calendar: Calendar) -> list[str]:
    """The last day after each entry where it is another one, or that the clock stands still; one pass."""
    log, before, found = CaseLog(), _NOTHING, []
    for entry in entries:
        add_entry(log, entry)
        now = _due(date_case(log, limits=limits, calendar=calendar))
        found.append(_day_words(before, now, log.state))
        before = now
    return found


def _due(case: CaseReading) -> Due:
    running = "受理" if case.acceptance.running else "送达" if case.delivery.running else "决定"
    return (running, case.due_on)


def _day_words(before: Due, now: Due, state: CaseState) -> str:
    what, day = now
    if now == before:
        return ""
    if day:
        return f"{what}期限{'改' if before[0] == what and before[1] else ''}到{chinese_day(day)}"
    return _STANDS.get(state, "")


def _detail_words(entry: CaseEntry) -> str:
    match entry.detail:
        case Pause(ground, expected):
            told = "告知还需要" if entry.action is CaseAction.PROLONG_SPECIAL else "告知所需时间"
            return f"{ground.label}，{told} {expected.label}" if expected else ground.label
        case Lengthening(by):
            return f"延长 {by.label}"
        case Rectification(until):
            return f"整改到{chinese_day(until)}"
    return ""
