"""How much each work stores and how long it may take: enough for ten minutes in all, or everything that the goals name."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Cases stored for rows 3 and 3l, open ones of row 4, how many are counted anew, papers printed, seconds of a run."""

    stored: int
    open: int
    recounted: int
    papers: int
    seconds: float


SHORT = Sizes(stored=15_000, open=200_000, recounted=10_000, papers=100, seconds=12.0)
FULL = Sizes(stored=100_000, open=1_000_000, recounted=1_000_000, papers=1_000, seconds=60.0)
_chosen: ContextVar[Sizes] = ContextVar("sizes of this run", default=SHORT)


def choose(sizes: Sizes) -> None:
    """For the rest of this process."""
    _chosen.set(sizes)


def chosen() -> Sizes:
    """Those of this run."""
    return _chosen.get()
