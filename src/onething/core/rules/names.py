"""What a rule may talk about: the declared names of answers, their kinds and their values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = bool | int | str | tuple[str, ...]
Facts = Mapping[str, Value]


class Kind(StrEnum):
    """Kinds of answer a rule can ask about; ISO dates are TEXT and compare in the right order."""

    BOOL = "bool"
    INT = "int"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"


KIND_LABELS = {
    Kind.BOOL: "是否",
    Kind.INT: "整数",
    Kind.TEXT: "文字",
    Kind.CHOICE: "单选",
    Kind.CHOICES: "多选",
}


@dataclass(frozen=True, slots=True)
class NameType:
    """Kind of one declared name; `options` are the choice codes of CHOICE and CHOICES."""

    kind: Kind
    options: frozenset[str] = frozenset()


Names = Mapping[str, NameType]
