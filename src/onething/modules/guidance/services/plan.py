"""Compile a guide from the published catalogue."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from onething.core.planning import Holdings, Selection
from onething.modules.catalogue.api import CompiledBundle, published_bundle
from onething.modules.guidance.domain.answers import read_given, read_left_out
from onething.modules.guidance.domain.asking import Asked, ask
from onething.modules.guidance.domain.guide import Guide, Wish, compile_guide
from onething.platform.clock import legal_day

NOTHING_KNOWN: Holdings = {}


def guide_for(
    *,
    bundle: str,
    answers: Mapping[str, str],
    leave_out: Iterable[str] = (),
    take: Iterable[str] = (),
    holdings: Holdings = NOTHING_KNOWN,
    start: date | None = None,
    now: datetime,
) -> Guide:
    """The guide by the definitions in force today, as if filed on `start` (today when not given)."""
    source = published_bundle(bundle, on=legal_day(now))
    return guide_from(
        source=source,
        answers=answers,
        leave_out=leave_out,
        take=take,
        holdings=holdings,
        start=start or legal_day(now),
    )


def guide_from(
    *,
    source: CompiledBundle,
    answers: Mapping[str, str],
    leave_out: Iterable[str] = (),
    take: Iterable[str] = (),
    holdings: Holdings = NOTHING_KNOWN,
    start: date,
    only: str = "",
) -> Guide:
    """The same from definitions at hand, for pack files and for the version of a case; `only` is one key of a plan."""
    bundle = source.bundle
    wanted = frozenset({only} if only else ())
    selection = Selection(read_left_out(bundle, leave_out), read_left_out(bundle, take), wanted)
    return compile_guide(source, Wish(read_given(bundle, answers), start, selection, holdings))


def next_question(*, bundle: str, answers: Mapping[str, str], change: str = "", now: datetime) -> Asked | None:
    """The question to put on the page: the one to change, or the next open one; None when the guide is ready."""
    return ask(bundle=published_bundle(bundle, on=legal_day(now)).bundle, answers=answers, change=change)
