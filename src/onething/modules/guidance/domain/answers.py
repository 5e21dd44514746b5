"""Answers as they come from an address or a file: nothing in them is trusted, and nothing in them can do harm."""

import re
from collections.abc import Iterable, Mapping

from onething.core.definitions import Bundle

MOST_STRANGERS = 5
LONGEST_KEY = 40
MOST_LEFT_OUT = 100
PARTY = re.compile(r"[a-z][a-z0-9-]{0,30}\[[1-9][0-9]?\]")


def read_given(bundle: Bundle, given: Mapping[str, str]) -> dict[str, str]:
    """Answers in the order of the questions, then the first few keys that are no question, for the warning."""
    known = {q.code: given[q.code] for q in bundle.questions if given.get(q.code)}
    codes = {question.code for question in bundle.questions}
    strangers = sorted({_legible(key) for key in given if key not in codes} - codes)
    return known | dict.fromkeys(strangers[:MOST_STRANGERS], "")


def read_left_out(bundle: Bundle, given: Iterable[str]) -> frozenset[str]:
    """Item codes or instance keys that name an item of the bundle; everything else is dropped."""
    items = {entry.item for entry in bundle.items}
    wanted = (key for key in given if key in items or _is_instance(key, items))
    return frozenset(key for _, key in zip(range(MOST_LEFT_OUT), wanted, strict=False))


def _is_instance(key: str, items: set[str]) -> bool:
    """item:role[n]"""
    item, _, subject = key.partition(":")
    return item in items and PARTY.fullmatch(subject) is not None


def _legible(key: str) -> str:
    """Short, and without characters that cannot be shown or stored."""
    return "".join(character for character in key[:LONGEST_KEY] if character.isprintable()) or "（不可见字符）"
