"""What is wrong with a pack, with file, line, field and remedy."""

from dataclasses import dataclass
from typing import Any

from onething.core.definitions import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFinding:
    """One finding; `line` counts from 1 and is 0 when the finding is about a whole file or pack."""

    code: str
    message: str
    severity: Severity = Severity.REFUSE
    file: str = ""
    line: int = 0
    field: str = ""

    @property
    def place(self) -> str:
        """file:line field, as far as known."""
        at = f"{self.file}:{self.line}" if self.line else self.file
        return " ".join(part for part in (at, self.field) if part)


def refusals(findings: tuple[PackFinding, ...]) -> tuple[PackFinding, ...]:
    """Those that stop publication."""
    return tuple(finding for finding in findings if finding.severity is Severity.REFUSE)


def field_path(path: tuple[str | int, ...] | list[Any]) -> str:
    """entries[3].promise.amount"""
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return shown.removeprefix(".")
