"""Codes that people read by a Chinese name."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A code with its label: `RECEIVED = "received", "已收件"`."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """The member is its code; the label goes along."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member
