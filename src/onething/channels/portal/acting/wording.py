"""An authority in words, and what was typed into the form that grants one. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onething.channels.design.wording import cn_date
from onething.modules.identity.api import AuthorityInfo, AuthoritySource, AuthorityState
from onething.modules.intake.api import join_boxes

PARTS = ("year", "month", "day")
LATEST = date(9999, 12, 30)
TONES = {AuthorityState.VALID: "done", AuthorityState.COMING: "wait"}


@dataclass(frozen=True, slots=True)
class Line:
    """One authority as a page shows it."""

    authority: AuthorityInfo
    scope: str
    span: str
    state: str
    tone: str
    can_end: bool


def line_of(authority: AuthorityInfo, titles: Mapping[str, str], *, today: date) -> Line:
    """What it covers, how long, and where it stands today."""
    state = authority.state(today)
    current = state in TONES
    return Line(
        authority=authority,
        scope=scope_words(authority.bundles, titles),
        span=f"{cn_date(authority.from_day)}起{_until(authority)}",
        state=authority.ended_by.label if authority.ended_by else state.label,
        tone=TONES.get(state, "neutral"),
        can_end=current and authority.source is AuthoritySource.GRANTED,
    )


def scope_words(bundles: Iterable[str], titles: Mapping[str, str]) -> str:
    """The bundles by title; one that is no longer offered by its code."""
    return "、".join(f"“{titles.get(code, code)}”" for code in sorted(bundles)) or "全部事项"


def read_last_day(given: Mapping[str, str]) -> date | None:
    """The day typed into the three boxes `until-year`, `until-month`, `until-day`; None when it is none."""
    typed = join_boxes({part: given.get(f"until-{part}", "") for part in PARTS})
    try:
        year, month, last = map(int, typed.split("-"))
        day = date(year, month, last)
    except (ValueError, OverflowError):
        return None
    return min(day, LATEST)


def _until(authority: AuthorityInfo) -> str:
    if authority.until_day is None:
        return "，以登记信息为准"
    return f"，到{cn_date(authority.until_day - timedelta(days=1))}为止"
