"""Why a rule cannot be published, or cannot be evaluated.

Exception
├── RuleError   the text is not a valid rule; carries every Problem found, in reading order
└── FactError   an answer of the wrong kind was handed to a valid rule
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Stable codes of the problems a rule text can have."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    BAD_CHARACTER = "bad_character"
    UNCLOSED_TEXT = "unclosed_text"
    BAD_ESCAPE = "bad_escape"
    SYNTAX = "syntax"
    FORBIDDEN = "forbidden"
    NUMBER_RANGE = "number_range"
    NOT_A_CONDITION = "not_a_condition"
    UNKNOWN_NAME = "unknown_name"
    TYPE_MISMATCH = "type_mismatch"
    UNKNOWN_CHOICE = "unknown_choice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a rule text: stable code, place (counted from 1), and what to do about it."""

    code: Code
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"第 {self.line} 行第 {self.column} 列：{self.message}"


class RuleError(Exception):
    """The text is not a valid rule; `problems` lists all that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class FactError(Exception):
    """The answer to `name` is not of the declared kind: a fault of the caller, not of the rule."""

    def __init__(self, *, name: str, expected: str) -> None:
        self.name = name
        super().__init__(f"“{name}”的答案类型不对：应当是{expected}。请先按数据元校验答案，再判断规则。")


class Findings:
    """Collects the problems of one text while it is read, so that all can be told at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[tuple[int, Code], Problem] = {}

    def add(self, code: Code, *, at: int, message: str) -> None:
        """Note a problem at the 0-based offset `at`; of two alike at one place the first stands."""
        before = self.text[:at]
        line_start = before.rfind("\n") + 1
        problem = Problem(code=code, line=before.count("\n") + 1, column=at - line_start + 1, message=message)
        self._found.setdefault((at, code), problem)

    def raise_if_any(self) -> None:
        """Raise RuleError with everything noted so far, in reading order."""
        if self._found:
            raise RuleError(self._found[key] for key in sorted(self._found, key=lambda key: key[0]))
