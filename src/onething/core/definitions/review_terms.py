"""What a publication review reports."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a finding weighs: `refuse` stops publication, `warn` asks for a decision, `note` informs."""

    REFUSE = "refuse"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `where` names kind, code and the part inside, for example ("item", "birth-registration", "after")."""

    code: str
    severity: Severity
    where: tuple[str, ...]
    message: str


def refuse(code: str, where: tuple[str, ...], message: str) -> Finding:
    """A finding that stops publication."""
    return Finding(code, Severity.REFUSE, where, message)


def warn(code: str, where: tuple[str, ...], message: str) -> Finding:
    """A finding that somebody has to decide on."""
    return Finding(code, Severity.WARN, where, message)


def note(code: str, where: tuple[str, ...], message: str) -> Finding:
    """A finding to know about."""
    return Finding(code, Severity.NOTE, where, message)
