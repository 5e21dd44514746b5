"""Dates as people write them: 2024-01-05, 2024/1/5, 2024.1.5, 2024年1月5日, 20240105, in full-width digits, in boxes."""

import re
from collections.abc import Mapping
from datetime import date

from onething.core.identifiers import normalise

PARTS = {"year": "年份", "month": "月份", "day": "日"}
_WRITTEN = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_SOLID = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SEPARATORS = str.maketrans("．／－—–−。", "./----.")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def read_date(text: str) -> date | str:
    """The date, or what is wrong in words for people."""
    plain = "".join(text.translate(_SEPARATORS).translate(_DIGITS).split())
    found = _WRITTEN.fullmatch(plain) or _SOLID.fullmatch(plain)
    if not found:
        return "看不懂这个日期，请按“2026-01-05”或“2026年1月5日”的样子填写"
    return _day(*found.groups())


def join_boxes(boxes: Mapping[str, str]) -> str:
    """What was typed into three boxes as one text: 2026-1-5; empty when all are empty; a missing part stays empty."""
    typed = [_box(boxes.get(part, "")) for part in PARTS]
    return "-".join(typed) if any(typed) else ""


def missing_parts(text: str) -> tuple[str, ...]:
    """Which boxes of a joined date are empty, by name."""
    parts = text.split("-")
    if len(parts) != len(PARTS):
        return ()
    return tuple(name for name, typed in zip(PARTS, parts, strict=True) if not typed)


def _box(text: str) -> str:
    return (normalise(text).value or "").removesuffix("年").removesuffix("月").removesuffix("日")


def _day(year: str, month: str, day: str) -> date | str:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return f"{year}年{int(month)}月{int(day)}日不存在，请对照证件核对"
