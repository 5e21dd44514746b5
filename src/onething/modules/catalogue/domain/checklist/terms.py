"""What a check of a checklist row reports.

Rules: Q01 to Q15 are the quality rules; R required, V values, C codes, F the file; each has a remedy of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onething.core.definitions import Severity

Row = Mapping[str, Any]
STOPPING = ("V", "C", "F")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFinding:
    """One finding about one row; `field` is the element's code, empty when it is about the whole row."""

    rule: str
    severity: Severity
    field: str
    message: str
    remedy: str

    @property
    def keeps_out(self) -> bool:
        """Whether the row cannot be stored at all: it cannot be read, or nobody knows which item it is."""
        return self.severity is Severity.REFUSE and self.rule[0] in STOPPING


def refuse(rule: str, field: str, message: str, remedy: str) -> ItemFinding:
    """A finding that must be mended."""
    return ItemFinding(rule=rule, severity=Severity.REFUSE, field=field, message=message, remedy=remedy)


def warn(rule: str, field: str, message: str, remedy: str) -> ItemFinding:
    """A finding on which somebody has to decide."""
    return ItemFinding(rule=rule, severity=Severity.WARN, field=field, message=message, remedy=remedy)


def note(rule: str, field: str, message: str, remedy: str) -> ItemFinding:
    """A finding to know about."""
    return ItemFinding(rule=rule, severity=Severity.NOTE, field=field, message=message, remedy=remedy)


def is_complete(findings: Iterable[ItemFinding]) -> bool:
    """True when nothing has to be mended."""
    return all(finding.severity is not Severity.REFUSE for finding in findings)
