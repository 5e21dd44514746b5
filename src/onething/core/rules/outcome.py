"""What a rule answers: a truth of three values, the answers still wanted, and each clause with its part in it."""

from dataclasses import dataclass
from enum import StrEnum


class Truth(StrEnum):
    """Kleene's three values; UNKNOWN means that answers are missing."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clause:
    """One comparison as written. `decisive`: it made the outcome what it is (or holds it open)."""

    text: str
    truth: Truth
    names: frozenset[str]
    decisive: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Truth of a rule; `missing` are the unanswered names that may still change it; clauses in reading order."""

    truth: Truth
    missing: frozenset[str]
    clauses: tuple[Clause, ...]
