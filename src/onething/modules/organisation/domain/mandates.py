"""What a window may accept in whose name (部门授权窗口): body x item x window, on days [from, until).

Who accepts in a body's name needs that body's written grant; the grant itself is named as `document`. No article is cited
here: none was read in the primary text.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from onething.modules.organisation.domain.values import BodyInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A body lets windows of one site accept its items; no window named: every window of the site; no item: every one."""

    body_code: str
    site_code: str
    windows: tuple[str, ...]
    items: tuple[str, ...]
    from_day: date
    until_day: date
    ended_on: date | None
    document: str

    @property
    def ends_on(self) -> date:
        """The first day on which it gives nothing any more."""
        return min(self.until_day, self.ended_on or self.until_day)

    def names(self, *, body: str, item: str) -> bool:
        """Whether it is about this item of this body, at whichever window and day."""
        return self.body_code == body and (not self.items or item in self.items)

    def serves(self, window: str) -> bool:
        """A post without a window has only what the whole site has."""
        return not self.windows or window in self.windows

    def in_force(self, on: date) -> bool:
        """Whether it gives anything on this day."""
        return self.from_day <= on < self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Why an item may not be accepted here: since when, and which windows of the site may."""

    ended_on: date | None
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An item of a body that somebody is about to accept."""

    body_code: str
    item: str


def decide_mandates(
    mandates: Sequence[Mandate], *, wanted: Collection[Wanted], window: str, on: date
) -> dict[Wanted, Outside]:
    """What of the wanted is outside the mandates of a site; a site that keeps no register of them yet is outside nothing."""
    if not mandates:
        return {}
    return {
        one: _outside(about, window, on) for one in wanted if not _given(about := _about(mandates, one), window, on)
    }


def nobody_accepts(mandates: Sequence[Mandate], *, wanted: Collection[Wanted], on: date) -> tuple[Wanted, ...]:
    """The items that no window of any site may accept on this day."""
    return tuple(one for one in wanted if not any(mandate.in_force(on) for mandate in _about(mandates, one)))


def words_for(outside: Outside, *, name: str, body: BodyInfo, window: str) -> str:
    """What the clerk is told: which item, why not here, who can do it and where."""
    here = f"{window}号窗口" if window else "您的岗位（没有指定窗口）"
    since = (
        f"，原授权已于{outside.ended_on:%Y}年{outside.ended_on.month}月{outside.ended_on.day}日到期"
        if outside.ended_on
        else ""
    )
    windows = f"请转本中心{'、'.join(outside.elsewhere)}号窗口受理，也可以联系" if outside.elsewhere else "请联系"
    return f"“{name}”：{here}没有{body.name}的受理授权{since}。{windows}{body.name}（{body.phone}，{body.address}）。"


def _about(mandates: Sequence[Mandate], one: Wanted) -> list[Mandate]:
    return [mandate for mandate in mandates if mandate.names(body=one.body_code, item=one.item)]


def _given(about: Sequence[Mandate], window: str, on: date) -> bool:
    return any(mandate.in_force(on) and mandate.serves(window) for mandate in about)


def _outside(about: Sequence[Mandate], window: str, on: date) -> Outside:
    past = [mandate.ends_on for mandate in about if mandate.serves(window) and mandate.ends_on <= on]
    others = {number for mandate in about if mandate.in_force(on) for number in mandate.windows}
    return Outside(ended_on=max(past, default=None), elsewhere=tuple(sorted(others)))
