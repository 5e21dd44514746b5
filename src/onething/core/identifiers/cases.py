"""The case number of 43 characters: 实施编码 31 + yyyymmdd + serial of the item on that day.

Source: real case numbers of provincial uploads (国标式); no check character of its own.
"""

from datetime import date

from onething.core.identifiers.checked import (
    Checked,
    Failure,
    FailureCode,
    IdentifierRefused,
    decide_checked,
    get_value,
)
from onething.core.identifiers.items import ITEM_PARTS, check_item_code, item_failures
from onething.core.identifiers.shapes import DIGITS, Part, impossible_day, read_day, read_shape

_LAST_SERIAL = 9999
_PARTS = (*ITEM_PARTS, Part("日期", 8, DIGITS), Part("流水号", 4, DIGITS))


def make_case_number(*, item_code: str, day: date, serial: int) -> str:
    """The number of the `serial`-th case (1 to 9999) of an item on a day; raises `IdentifierRefused`."""
    code = get_value(check_item_code(item_code))
    if not 1 <= serial <= _LAST_SERIAL:
        message = (
            f"办件编号的流水号只有 4 位（1 至 {_LAST_SERIAL}），第 {serial} 号编不出来。"
            "请于次日收件，或为该事项启用另一个实施编码。"
        )
        raise IdentifierRefused((Failure(FailureCode.SERIAL, message),))
    return f"{code}{day:%Y%m%d}{serial:04d}"


def check_case_number(text: str) -> Checked:
    """Shape, the body's USCC, a real date and a serial from 0001."""
    read = read_shape(text, label="办件编号", parts=_PARTS)
    if read.value is None:
        return read
    number, failures = read.value, list(item_failures(read.value))
    if read_day(number[31:39]) is None:
        failures.append(impossible_day(number[31:39], label="第 32 至 39 位的日期"))
    if number[39:] == "0000":
        failures.append(Failure(FailureCode.SERIAL, "办件编号的流水号从 0001 开始，请对照回执更正最后四位。"))
    return decide_checked(number, failures=tuple(failures))
