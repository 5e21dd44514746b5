"""The rule tree: conditions made of clauses, clauses made of terms. Nothing else can be said in a rule."""

from dataclasses import dataclass
from enum import StrEnum


class Operator(StrEnum):
    """How a clause compares its two sides."""

    EQUAL = "=="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the text: offsets `[start, end)`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A declared name, dotted or not."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule."""

    span: Span
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class Size:
    """`size(x)`: code points of a text, or number of choices taken."""

    span: Span
    of: "Term"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of literals, only at the right of `in`."""

    span: Span
    items: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """Stands where a problem has been noted; `parts` are still searched for further problems."""

    span: Span
    parts: tuple["Term", ...] = ()


Term = Name | Literal | Size | ListOf | Broken


@dataclass(frozen=True, slots=True)
class Constant:
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes-or-no name standing as a clause of its own."""

    span: Span
    name: Name


@dataclass(frozen=True, slots=True)
class Compare:
    """`left operator right`."""

    span: Span
    operator: Operator
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Member:
    """`item in container`."""

    span: Span
    item: Term
    container: Term


Clause = Flag | Compare | Member


@dataclass(frozen=True, slots=True)
class Negation:
    """`!inner`."""

    inner: "Condition"


@dataclass(frozen=True, slots=True)
class AllOf:
    """`a && b && ..`."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`a || b || ..`."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """`test ? yes : no`."""

    test: "Condition"
    yes: "Condition"
    no: "Condition"


Condition = Constant | Flag | Compare | Member | Negation | AllOf | AnyOf | Choose | Broken
