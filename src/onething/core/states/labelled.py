"""Codes that people read by a Chinese name."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A code with its label: `RECEIVED = "received", "已收件"`."""

    label: str
    __hash__ = str.__hash__  # a member equals its code; that of Enum hashes the name, and slowly

    def __new__(cls, code: str, label: str) -> Self:
        """The member is its code; the label goes along."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member of this code; ValueError for any other text."""
        for member in cls:
            if member.value == code:
                return member
        raise ValueError(f"{code} is no {cls.__name__}")
