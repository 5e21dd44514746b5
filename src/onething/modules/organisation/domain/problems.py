"""What can be wrong with a document about organisation."""

from dataclasses import dataclass, field
from enum import StrEnum


class ProblemCode(StrEnum):
    """Stable codes of the checks."""

    SHAPE = "shape"
    MISSING = "missing"
    TEXT = "text"
    USCC = "uscc"
    REGION_UNKNOWN = "region-unknown"
    BODY_UNKNOWN = "body-unknown"
    SITE_UNKNOWN = "site-unknown"
    KIND_UNKNOWN = "kind-unknown"
    KIND_MISFIT = "kind-misfit"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where in the document, which check, and what to do."""

    where: str
    code: ProblemCode
    message: str


@dataclass(slots=True)
class Findings:
    """Collects problems, so that an author sees all of them at once."""

    problems: list[Problem] = field(default_factory=list)

    def note(self, where: str, code: ProblemCode, message: str) -> None:
        """Remember one and go on."""
        self.problems.append(Problem(where, code, message))
