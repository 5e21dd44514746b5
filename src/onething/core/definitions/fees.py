"""Fees (收费): what an item charges, by which published standard, who is let off, and what may wait for the money.

Source: 行政许可法 58 (no fee for a licence unless a law or administrative regulation says so), 59 (published standards).
"""

from dataclasses import dataclass
from enum import StrEnum

from onething.core.definitions.basis import Basis
from onething.core.rules import Rule


class Blocks(StrEnum):
    """What waits while a fee is unpaid, by an article that lets it wait. Acceptance never waits (行政许可法 32)."""

    NOTHING = "none"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Relief:
    """减免: who does not pay, and why; without a rule nobody pays for the time being.

    One with a `proof` no answer decides: it is told, and the window lets off by it once the proof was shown.
    """

    reason: str
    basis: Basis
    when: Rule | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee of an item, charged once a case; amounts are whole 分. `blocks_by` is the article behind `blocks`."""

    code: str
    name: str
    amount_fen: int
    unit: str
    basis: Basis
    when: Rule | None = None
    exempt: tuple[Relief, ...] = ()
    blocks: Blocks = Blocks.NOTHING
    blocks_by: Basis | None = None


def in_yuan(fen: int) -> str:
    """An amount as people read it: 8000 is 80 元, 8050 is 80.50 元."""
    yuan, rest = divmod(fen, 100)
    return f"{yuan}.{rest:02} 元" if rest else f"{yuan} 元"
