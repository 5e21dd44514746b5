"""Fixed-length numbers as a row of parts, each with its length and its alphabet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase, digits

from onething.core.identifiers.checked import Checked, Failure, FailureCode, decide_checked, refused
from onething.core.identifiers.text import normalise, shown


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Allowed characters and how to say so."""

    characters: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a number."""

    label: str
    length: int
    alphabet: Alphabet


DIGITS = Alphabet(digits, "数字")
ALPHANUMERIC = Alphabet(digits + ascii_uppercase, "数字或大写字母")


def read_shape(text: str, *, label: str, parts: tuple[Part, ...]) -> Checked:
    """Normalise and hold against the parts; every wrong character is named by its place."""
    read = normalise(text, label=label)
    if read.value is None:
        return read
    length = sum(part.length for part in parts)
    if len(read.value) != length:
        return refused(
            FailureCode.LENGTH, f"{label}应为 {length} 位，现在是 {len(read.value)} 位，请检查是否漏填或多填。"
        )
    return decide_checked(read.value, failures=tuple(_wrong_characters(read.value, parts)))


def read_day(text: str) -> date | None:
    """The date written as yyyymmdd, if there is such a day."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def impossible_day(text: str, *, label: str) -> Failure:
    """Says that the calendar has no such day."""
    written = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return Failure(FailureCode.DATE_IMPOSSIBLE, f"{label}“{written}”不是真实存在的日期，请对照证件更正。")


def _wrong_characters(text: str, parts: tuple[Part, ...]) -> Iterator[Failure]:
    place = 0
    for part in parts:
        for char in text[place : place + part.length]:
            place += 1
            if char not in part.alphabet.characters:
                wanted = f"第 {place} 位{shown(char)}不对：{part.label}只能是{part.alphabet.label}，请更正。"
                yield Failure(FailureCode.CHARACTER, wanted)
