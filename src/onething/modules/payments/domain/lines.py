"""The lines of an order: taken from the stored plan, settled where they were open, let off when their case ends early.

Source: 行政许可法 58, 59; what waits for an unpaid line stands with its article in the pack (ADR 35).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from onething.core.definitions import Basis, Blocks, Relief
from onething.core.planning import Charge, Plan, PlannedFee

ENDED_EARLY = "这一项没有受理就结束了，不用交。"
SETTLED_DUE = "窗口核定：要交。"
LONGEST_REASON = 100
NO_CHOICE = "没有选要不要交。请逐项选择。"
NOT_DUE = "这一项没有要交的费用，可能已经减免。请看最新情况。"
NO_RELIEF = "没有选按哪一条减免。请选公布的一条；不符合的，不能减免。"
NOT_SHOWN = f"没有写看了什么证明，或者太长。请写明证明的名称，不写姓名和号码，最多 {LONGEST_REASON} 个字。"
NO_REASON = f"没有写为什么不用交，或者太长。请写明减免的理由，最多 {LONGEST_REASON} 个字。"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One fee of one case in whole 分; `case` is its key in the plan, `blocks_by` the article that lets something wait."""

    key: str
    case: str
    item_name: str
    name: str
    amount_fen: int
    unit: str
    charge: Charge
    reason: str
    basis: str
    confirmed: bool
    blocks: Blocks = Blocks.NOTHING
    blocks_by: str = ""


def lines_of(plan: Plan, *, demonstration: bool) -> tuple[OrderLine, ...]:
    """What may be collected: confirmed fees, in the demonstration region others too; none when nothing is due or open."""
    names = {item.key: item.name for item in plan.items}
    fees = [fee for fee in plan.fees if fee.basis.confirmed or demonstration]
    lines = tuple(_line(fee, names[fee.item]) for fee in fees)
    return lines if asks(lines) else ()


def _line(fee: PlannedFee, item_name: str) -> OrderLine:
    return OrderLine(
        key=fee.key,
        case=fee.item,
        item_name=item_name,
        name=fee.name,
        amount_fen=fee.amount_fen,
        unit=fee.unit,
        charge=fee.charge,
        reason=fee.reason.text,
        basis=fee.basis.citation,
        confirmed=fee.basis.confirmed,
        blocks=fee.blocks if _cited(fee.blocks_by) else Blocks.NOTHING,
        blocks_by=fee.blocks_by.citation if fee.blocks_by else "",
    )


def _cited(basis: Basis | None) -> bool:
    return basis is not None and bool(basis.article)


def asks(lines: Iterable[OrderLine]) -> bool:
    """Whether anything is due, or may be once the window has settled it."""
    return any(line.charge is not Charge.EXEMPT for line in lines)


def owed_fen(lines: Iterable[OrderLine]) -> int:
    """What is to be paid in all; what is open or let off does not count."""
    return sum(line.amount_fen for line in lines if line.charge is Charge.DUE)


def is_open(lines: Iterable[OrderLine]) -> bool:
    """Whether the window has to settle a line before anything can be paid."""
    return any(line.charge is Charge.OPEN for line in lines)


def may_hand_over(line: OrderLine, *, paid: bool) -> bool:
    """Whether a result may leave the house: only a due, unpaid line whose article lets the delivery wait holds it."""
    holds = line.charge is Charge.DUE and line.blocks is Blocks.DELIVERY and bool(line.blocks_by)
    return paid or not holds


def without_ended(lines: Iterable[OrderLine], ended: Collection[str]) -> tuple[OrderLine, ...]:
    """The lines once these cases ended before they were accepted: what they charge is not owed."""
    return tuple(_let_off(line, ENDED_EARLY) if _falls(line, ended) else line for line in lines)


def taken_up(lines: Iterable[OrderLine], told: Iterable[OrderLine], alive: Collection[str]) -> tuple[OrderLine, ...]:
    """What fell with a case that is taken up anew (重新办理) is again as it was told at first."""
    first = {line.key: line for line in told}
    return tuple(
        first.get(line.key, line) if line.reason == ENDED_EARLY and line.case in alive else line for line in lines
    )


def _falls(line: OrderLine, ended: Collection[str]) -> bool:
    return line.case in ended and line.charge is not Charge.EXEMPT


def _let_off(line: OrderLine, reason: str) -> OrderLine:
    return replace(line, charge=Charge.EXEMPT, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What the window says of one open line: it is due, or it is not, for this reason; None when nothing was chosen."""

    due: bool | None
    reason: str = ""


def decide_settlement(lines: Iterable[OrderLine], said: Mapping[str, Settlement]) -> dict[str, str]:
    """What is missing before the open lines are settled: line to what to do."""
    gaps: dict[str, str] = {}
    for line in lines:
        answer = said.get(line.key, Settlement(due=None))
        if line.charge is not Charge.OPEN:
            continue
        if answer.due is None:
            gaps[line.key] = NO_CHOICE
        elif not answer.due and not 0 < len(answer.reason.strip()) <= LONGEST_REASON:
            gaps[f"{line.key}-reason"] = NO_REASON
    return gaps


def settled(lines: Iterable[OrderLine], said: Mapping[str, Settlement]) -> tuple[OrderLine, ...]:
    """The lines once the window has said which of the open ones are due."""
    return tuple(_settled(line, said[line.key]) if line.charge is Charge.OPEN else line for line in lines)


def _settled(line: OrderLine, answer: Settlement) -> OrderLine:
    if answer.due:
        return replace(line, charge=Charge.DUE, reason=SETTLED_DUE)
    return _let_off(line, f"窗口核定：{answer.reason.strip()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """减免 claimed after the order was made: which line, which of its published reliefs (its place), what was shown for it."""

    line: str
    relief: int
    shown: str


def decide_exemption(lines: Iterable[OrderLine], claimed: Exemption, published: Sequence[Relief]) -> dict[str, str]:
    """What keeps it from being granted: field to what to do. Only what is published lets off (行政许可法 59)."""
    if claimed.line and not any(line.key == claimed.line and line.charge is Charge.DUE for line in lines):
        return {"": NOT_DUE}
    gaps = {} if 0 <= claimed.relief < len(published) else {"relief": NO_RELIEF}
    return gaps if 0 < len(claimed.shown.strip()) <= LONGEST_REASON else {**gaps, "shown": NOT_SHOWN}


def relieved(lines: Iterable[OrderLine], claimed: Exemption, relief: Relief) -> tuple[OrderLine, ...]:
    """The lines with this one let off, by its reason and article and what the window saw."""
    source = f"{relief.basis.citation}{'' if relief.basis.confirmed else '（待核）'}"
    words = f"{relief.reason}。依据{source}。窗口核定：{claimed.shown.strip()}"
    return tuple(_let_off(line, words) if line.key == claimed.line else line for line in lines)


def write_lines(lines: Iterable[OrderLine]) -> list[dict[str, Any]]:
    """As they are stored."""
    return [asdict(line) for line in lines]


def read_lines(stored: Sequence[Mapping[str, Any]]) -> tuple[OrderLine, ...]:
    """What `write_lines` wrote."""
    return tuple(
        OrderLine(**{**line, "charge": Charge(line["charge"]), "blocks": Blocks(line["blocks"])}) for line in stored
    )
