"""Names and mobile phone numbers of people, as wide as real life: rare characters, middle dots, foreign names.

Source: GB 18030 (every character may stand in a name); mainland mobile numbers have 11 digits and start 13 to 19.
"""

import re
import unicodedata

from onething.core.identifiers.checked import Checked, Failure, FailureCode, decide_checked, refused
from onething.core.identifiers.text import find_unreadable, half_width, is_invisible, normalise, shown

_NEVER_IN_NAMES = frozenset('{}[]"\\;@#$%^&*_')
_LONGEST_NAME = 64
_MIDDLE_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅●･", "·"))
_BLANKS = re.compile(r"[ \u00a0\u3000]+")
_AREA_PREFIX = re.compile(r"(?:\+|00)?86(?=1[0-9]{10}\Z)")
_MOBILE_LENGTH = 11


def check_name(text: str) -> Checked:
    """A person's name with one kind of middle dot, single blanks, nothing invisible, at most 64 characters."""
    trouble = find_unreadable(text)
    if trouble is not None:
        return trouble
    visible = "".join(char for char in text if not is_invisible(char))
    name = _BLANKS.sub(" ", half_width(visible).translate(_MIDDLE_DOTS)).strip()
    if not name:
        return refused(FailureCode.EMPTY, "还没有填写姓名，请填写。")
    return decide_checked(name, failures=_name_failures(name))


def check_mobile(text: str) -> Checked:
    """A mainland mobile number, with or without +86."""
    read = normalise(text, label="手机号码")
    if read.value is None:
        return read
    number = _AREA_PREFIX.sub("", read.value)
    if len(number) != _MOBILE_LENGTH:
        message = f"手机号码应为 {_MOBILE_LENGTH} 位，现在是 {len(number)} 位，请检查是否漏填或多填。"
        return refused(FailureCode.LENGTH, message)
    return decide_checked(number, failures=_mobile_failures(number))


def _name_failures(name: str) -> tuple[Failure, ...]:
    failures = [
        Failure(FailureCode.CHARACTER, f"姓名第 {place} 个字符{shown(char)}是控制字符，请删去。")
        for place, char in enumerate(name[:_LONGEST_NAME], start=1)
        if unicodedata.category(char) in {"Cc", "Zl", "Zp"}
    ]
    failures += [
        Failure(FailureCode.CHARACTER, f"姓名第 {place} 个字符{shown(char)}不会出现在姓名里，请照证件核对。")
        for place, char in enumerate(name[:_LONGEST_NAME], start=1)
        if unicodedata.category(char) == "Sm" or char in _NEVER_IN_NAMES
    ][:1]
    if len(name) > _LONGEST_NAME:
        message = f"姓名最多 {_LONGEST_NAME} 个字，现在是 {len(name)} 个，请检查是否粘贴了别的内容。"
        failures.append(Failure(FailureCode.LENGTH, message))
    if not any(_is_letter(char) for char in name):
        failures.append(Failure(FailureCode.SHAPE, "姓名里没有文字，请填写证件上的姓名。"))
    return tuple(failures)


def _is_letter(char: str) -> bool:
    """Also private-use and not yet catalogued characters: names were registered with them."""
    return unicodedata.category(char) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Co", "Cn"}


def _mobile_failures(number: str) -> tuple[Failure, ...]:
    failures = [
        Failure(FailureCode.CHARACTER, f"手机号码第 {place} 位{shown(char)}不是数字，请更正。")
        for place, char in enumerate(number, start=1)
        if char not in "0123456789"
    ]
    if not failures and (number[0] != "1" or number[1] < "3"):
        message = "大陆手机号码以 13 至 19 开头，请核对；只有座机或境外号码的，请到窗口办理。"
        failures.append(Failure(FailureCode.SHAPE, message))
    return tuple(failures)
