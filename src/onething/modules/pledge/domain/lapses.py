"""What follows for one case when a promised material has not come: wait, order it, take the acceptance back. Pure."""

from datetime import date
from enum import StrEnum

from onething.core.states import Labelled


class PromiseState(Labelled):
    """What became of a promise."""

    MADE = "made", "已承诺"
    STANDING = "standing", "承诺期内"
    ORDERED = "ordered", "责令限期改正"
    KEPT = "kept", "已兑现"
    BROKEN = "broken", "没有兑现"
    TAKEN_BACK = "taken_back", "已撤回承诺"
    VOID = "void", "随办件终结"
    UNCHECKED = "unchecked", "没有抽中核查"


ENDED_WITH_CASE = (PromiseState.BROKEN, PromiseState.VOID)
ENDED_WITH_DECISION = (PromiseState.VOID, PromiseState.UNCHECKED)
OPEN = (PromiseState.MADE, PromiseState.STANDING, PromiseState.ORDERED)
WARNING_DAYS = 2


class NextStep(StrEnum):
    """What the house does for one case today."""

    WAIT = "wait"
    ORDER = "order"
    TAKE_BACK = "take_back"


def decide_next(*, due_on: date | None, ordered_until: date | None, in_review: bool, today: date) -> NextStep:
    """The promised day itself still counts, and so does the last day of the order; a case not yet accepted only waits."""
    if not in_review or due_on is None or today <= due_on:
        return NextStep.WAIT
    if ordered_until is None:
        return NextStep.ORDER
    return NextStep.TAKE_BACK if today > ordered_until else NextStep.WAIT


def decide_end(*, taken_back: bool, undecided: bool) -> PromiseState | None:
    """What a promise that was not kept ends as, once no case asks for it any more; None while one does."""
    if undecided:
        return None
    return PromiseState.BROKEN if taken_back else PromiseState.VOID
