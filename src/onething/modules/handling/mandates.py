"""Which cases a window may not accept, because their body gave it no mandate (部门授权窗口), in words for the clerk."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from onething.modules.organisation.api import Wanted, bodies, decide_mandates, mandates_at, words_for
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor, Role


class Acceptable(Protocol):
    """A case, as its row or as the pages see it."""

    @property
    def key(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def body_code(self) -> str: ...
    @property
    def title(self) -> str: ...


One = TypeVar("One", bound=Acceptable)


def outside_mandate(cases: Iterable[One], *, actor: Actor, now: datetime) -> dict[str, str]:
    """By the key of the case, why this window may not answer for its body and who may; no statement, or one or two.

    Who sits at no window acts for the body itself or for the house, and needs no mandate.
    """
    asked = list(cases)
    if actor.role is not Role.WINDOW_CLERK or not asked:
        return {}
    wanted = {case.key: Wanted(body_code=case.body_code, item=case.item) for case in asked}
    mandates = mandates_at(actor.site_code, now=now)
    outside = decide_mandates(mandates, wanted=set(wanted.values()), window=actor.window, on=legal_day(now))
    known = bodies({one.body_code for one in outside}) if outside else {}
    return {
        case.key: words_for(outside[wanted[case.key]], name=case.title, body=known[case.body_code], window=actor.window)
        for case in asked
        if wanted[case.key] in outside
    }
