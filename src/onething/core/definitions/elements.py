"""Data elements (数据元): the smallest things a form asks; a bundle asks each once for each party."""

from dataclasses import dataclass
from enum import StrEnum


class ElementKind(StrEnum):
    """How a value is written, checked and shown."""

    TEXT = "text"
    NAME = "name"
    CITIZEN_ID = "citizen_id"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    CHOICE = "choice"
    NUMBER = "number"
    PHONE = "phone"
    ADDRESS = "address"
    BANK_ACCOUNT = "bank_account"
    USCC = "uscc"
    MONEY = "money"  # 元 with two decimals, as text


class ElementSource(StrEnum):
    """Who gives the value."""

    FILL = "fill"  # the applicant
    SHARE = "share"  # shared data, shown with source and time, can be reported as wrong
    DERIVE = "derive"  # computed from another element, for example the birth date from the identity number


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a CHOICE element."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Element:
    """One data element. `resource`/`resource_field` name the shared data it comes from, `derive_from` its origin.

    `minimum` and `maximum` bound a number; of a text `maximum` is the most characters. A date may lie `ahead` of today.
    """

    code: str
    label: str
    kind: ElementKind = ElementKind.TEXT
    source: ElementSource = ElementSource.FILL
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    resource: str = ""
    resource_field: str = ""
    derive_from: str = ""
    ahead: bool = False
    sensitive: bool = False
