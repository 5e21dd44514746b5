"""The gateway named another amount than the house asked for: what the window may find once it has reconciled (对账)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.core.states import Labelled
from onething.modules.payments.domain.attempts import MOST_FEN

LONGEST_REASON = 200
NO_CHOICE = "没有选实际到账多少。请先和支付平台核对，再选一项。"
NO_REASON = f"没有写是怎么核对的，或者太长。请写明向谁核对、依据什么，最多 {LONGEST_REASON} 个字。"
BEYOND = "支付平台说的数太大，记不下，也不会是真的。请再核对，选别的一项。"


class Came(Labelled):
    """What came of it in truth."""

    SAID = "said", "支付平台说的数到账了"
    DUE = "due", "应付的数到账了"
    NOTHING = "nothing", "没有到账"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One attempt of which the gateway named another amount; `number` is the gateway's own, where it gave one."""

    attempt: UUID
    begun_at: datetime
    words: str
    number: str
    said_fen: int
    due_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What the window found came of this attempt, and how it was found; `came` None when nothing was chosen."""

    attempt: str
    came: Came | None
    reason: str


def decide_reconciliation(told: Reconciliation, *, said: int, paid: int) -> dict[str, str]:
    """What is missing or cannot be: field to what to do. `paid` came of the order before."""
    gaps = {} if told.came else {"came": NO_CHOICE}
    if told.came is Came.SAID and said + paid > MOST_FEN:
        gaps["came"] = BEYOND
    return gaps if 0 < len(told.reason.strip()) <= LONGEST_REASON else {**gaps, "reason": NO_REASON}


def came_fen(came: Came, *, said: int, due: int) -> int:
    """How much counts, in 分."""
    return {Came.SAID: said, Came.DUE: due, Came.NOTHING: 0}[came]
