"""One value of each kind of field: read as people type it, told what is wrong, kept in one canonical form."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from onething.core.definitions import Element, ElementKind
from onething.core.identifiers import (
    Checked,
    check_citizen_id,
    check_mobile,
    check_name,
    check_uscc,
    is_unreadable,
    normalise,
)
from onething.modules.intake.domain.dates import PARTS, missing_parts, read_date

LONGEST_TEXT = 200
MINUS = ("-", "－", "−")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
_YUAN = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2}))?")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """The canonical value, or the problem in words for people; `wrong` names the boxes of a date at fault."""

    value: str = ""
    problem: str = ""
    wrong: tuple[str, ...] = ()


def check_field(element: Element, text: str, *, today: date) -> FieldCheck:
    """Hold what was typed against the element's kind; empty text is an empty value, never a problem."""
    if is_unreadable(text):
        return FieldCheck(problem=f"{element.label}里有无法识别的字符（可能是复制时带入的），请删去后重新输入。")
    plain = _tidy(text)
    return _CHECKS[element.kind](element, plain, today) if plain else FieldCheck()


def show_value(element: Element, value: str) -> str:
    """The value as people read it."""
    if not value:
        return ""
    if element.kind is ElementKind.CHOICE:
        return next((choice.label for choice in element.choices if choice.code == value), value)
    if element.kind is ElementKind.DATE:
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    if element.kind is ElementKind.DATETIME:
        return datetime.fromisoformat(value).strftime("%Y年%-m月%-d日 %H:%M")
    if element.kind is ElementKind.MONEY:
        return f"{Decimal(value):,} 元"
    return f"{value} {element.unit}" if element.unit else value


def _tidy(text: str) -> str:
    """Without invisible characters, with single blanks."""
    visible = "".join(" " if char in "\t\r\n" else char for char in text if unicodedata.category(char) != "Cf")
    return re.sub(r"[ \u00a0\u3000]+", " ", visible).strip()


def _from_checked(checked: Checked) -> FieldCheck:
    if checked.value is not None:
        return FieldCheck(value=checked.value)
    return FieldCheck(problem="".join(failure.message for failure in checked.failures))


def _text(element: Element, text: str, _today: date) -> FieldCheck:
    most = element.maximum or LONGEST_TEXT
    if len(text) > most:
        return FieldCheck(problem=f"{element.label}最多 {most} 个字，现在是 {len(text)} 个，请删减。")
    if any(unicodedata.category(char) == "Cc" for char in text):
        return FieldCheck(problem=f"{element.label}里有控制字符，请删去后重新输入。")
    return FieldCheck(value=text)


def _name(_element: Element, text: str, _today: date) -> FieldCheck:
    return _from_checked(check_name(text))


def _citizen_id(_element: Element, text: str, today: date) -> FieldCheck:
    return _from_checked(check_citizen_id(text, today=today))


def _phone(_element: Element, text: str, _today: date) -> FieldCheck:
    return _from_checked(check_mobile(text))


def _date(element: Element, text: str, today: date) -> FieldCheck:
    """A day that has been, as forms state what happened; a planned one may lie ahead, within a century."""
    if missing := missing_parts(text):
        words = "和".join(PARTS[part] for part in missing)
        return FieldCheck(problem=f"{element.label}缺少{words}，请补上。", wrong=missing)
    day = read_date(text)
    if isinstance(day, str):
        return FieldCheck(problem=f"{element.label}：{day}。")
    if day > (LATEST if element.ahead else today):
        return FieldCheck(problem=f"{element.label}不能晚于今天，请核对年份和月份。")
    if day < EARLIEST:
        return FieldCheck(problem=f"{element.label}早于 {EARLIEST.year} 年，请核对年份。", wrong=("year",))
    return FieldCheck(value=day.isoformat())


def _datetime(element: Element, text: str, today: date) -> FieldCheck:
    written, _, clock = text.replace("T", " ").replace("：", ":").rpartition(" ")
    found = _CLOCK.fullmatch(normalise(clock).value or "")
    if not found:
        return FieldCheck(problem=f"{element.label}要写日期和时间，例如“2026-01-05 08:15”。")
    day = _date(element, written, today)
    if not day.value:
        return day
    moment = datetime.combine(date.fromisoformat(day.value), time(int(found[1]), int(found[2])))
    return FieldCheck(value=moment.isoformat(timespec="minutes"))


def _time(element: Element, text: str, _today: date) -> FieldCheck:
    found = _CLOCK.fullmatch((normalise(text).value or "").replace("点", ":").replace("时", ":").removesuffix("分"))
    if not found:
        return FieldCheck(problem=f"{element.label}按 24 小时制填写，例如“08:15”。")
    return FieldCheck(value=f"{int(found[1]):02}:{found[2]}")


def _choice(element: Element, text: str, _today: date) -> FieldCheck:
    if text in {choice.code for choice in element.choices}:
        return FieldCheck(value=text)
    return FieldCheck(problem=f"{element.label}没有这个选项，请重新选择。")


def _number(element: Element, text: str, _today: date) -> FieldCheck:
    plain = (normalise(text).value or "").removesuffix(element.unit.upper())
    if not re.fullmatch(r"[0-9]{1,12}", plain) or text.lstrip().startswith(MINUS):
        return FieldCheck(problem=f"{element.label}要填整数，例如“{element.minimum or 1}”。")
    amount = int(plain)
    low, high = element.minimum, element.maximum
    if (low is not None and amount < low) or (high is not None and amount > high):
        return FieldCheck(problem=f"{element.label}{_range(element)}，现在是 {amount}，请核对单位和数字。")
    return FieldCheck(value=str(amount))


def _range(element: Element) -> str:
    unit = f" {element.unit}" if element.unit else ""
    if element.minimum is None:
        return f"最多 {element.maximum}{unit}"
    if element.maximum is None:
        return f"最少 {element.minimum}{unit}"
    return f"应在 {element.minimum} 到 {element.maximum}{unit}之间"


def _money(element: Element, text: str, _today: date) -> FieldCheck:
    """元 with two decimals as text: exact, and the same whether typed with separators or not."""
    plain = (normalise(text).value or "").replace(",", "").removesuffix("元")
    found = _YUAN.fullmatch(plain)
    if not found or text.lstrip().startswith(MINUS):
        return FieldCheck(problem=f"{element.label}以元为单位填写，最多两位小数，例如“500000”。")
    return FieldCheck(value=f"{int(found[1])}.{(found[2] or '').ljust(2, '0')}")


def _uscc(_element: Element, text: str, _today: date) -> FieldCheck:
    return _from_checked(check_uscc(text))


def _bank_account(element: Element, text: str, _today: date) -> FieldCheck:
    digits = normalise(text).value or ""
    if not re.fullmatch(r"[0-9]+", digits):
        return FieldCheck(problem=f"{element.label}只有数字，请去掉其他文字。")
    if not 8 <= len(digits) <= 30:
        return FieldCheck(problem=f"{element.label}一般是 8 到 30 位，现在是 {len(digits)} 位，请对照银行卡核对。")
    return FieldCheck(value=digits)


_CHECKS: Mapping[ElementKind, Callable[[Element, str, date], FieldCheck]] = MappingProxyType(
    {
        ElementKind.TEXT: _text,
        ElementKind.NAME: _name,
        ElementKind.CITIZEN_ID: _citizen_id,
        ElementKind.DATE: _date,
        ElementKind.DATETIME: _datetime,
        ElementKind.TIME: _time,
        ElementKind.CHOICE: _choice,
        ElementKind.NUMBER: _number,
        ElementKind.PHONE: _phone,
        ElementKind.ADDRESS: _text,
        ElementKind.BANK_ACCOUNT: _bank_account,
        ElementKind.USCC: _uscc,
        ElementKind.MONEY: _money,
    }
)
