"""What pages of promises share: the rows of a record of promises and their fulfilment."""

from collections.abc import Sequence
from typing import Any

from onething.modules.pledge.api import PromiseInfo, PromiseState

TONES = {
    PromiseState.KEPT: "done",
    PromiseState.BROKEN: "fault",
    PromiseState.ORDERED: "wait",
    PromiseState.STANDING: "info",
    PromiseState.MADE: "info",
}


def record_rows(promises: Sequence[PromiseInfo]) -> list[dict[str, Any]]:
    """Each promise with its words and tone."""
    return [{"info": one, "state": (one.state.label, TONES.get(one.state, "neutral"))} for one in promises]
