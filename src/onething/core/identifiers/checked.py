"""What a check answers: the canonical value, or every failure with what to do; notices never block.

IdentifierRefused    a number could not be made or read; carries the failures
"""

from dataclasses import dataclass
from enum import StrEnum


class FailureCode(StrEnum):
    """Which check failed; stable."""

    EMPTY = "identifier.empty"
    UNREADABLE = "identifier.unreadable"
    LENGTH = "identifier.length"
    OLD_FORMAT = "identifier.old_format"
    SHAPE = "identifier.shape"
    CHARACTER = "identifier.character"
    DATE_IMPOSSIBLE = "identifier.date_impossible"
    DATE_FUTURE = "identifier.date_future"
    CHECK_CHARACTER = "identifier.check_character"
    ORGANISATION_CHECK = "identifier.organisation_check"
    SERIAL = "identifier.serial"
    REGION_UNKNOWN = "identifier.region_unknown"
    TYPE_UNKNOWN = "identifier.type_unknown"


@dataclass(frozen=True, slots=True)
class Failure:
    """One check that failed, in words for the person who typed."""

    code: FailureCode
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The canonical value, or None with all failures; notices go with either."""

    value: str | None
    failures: tuple[Failure, ...] = ()
    notices: tuple[Failure, ...] = ()


class IdentifierRefused(ValueError):
    """A number could not be made or read from what was given."""

    code = "identifier.refused"

    def __init__(self, failures: tuple[Failure, ...]) -> None:
        super().__init__("".join(failure.message for failure in failures))
        self.failures = failures


def decide_checked(text: str, *, failures: tuple[Failure, ...], notices: tuple[Failure, ...] = ()) -> Checked:
    """`text` as the value when nothing failed."""
    return Checked(value=None if failures else text, failures=failures, notices=notices)


def refused(code: FailureCode, message: str) -> Checked:
    """The answer when one check alone already ends the matter."""
    return Checked(value=None, failures=(Failure(code, message),))


def get_value(checked: Checked) -> str:
    """The value, or `IdentifierRefused` with the failures."""
    if checked.value is None:
        raise IdentifierRefused(checked.failures)
    return checked.value
