"""The application number (总办件编号), a format of our own: one per bundle filing.

21 characters: region 6 + day of filing yyyymmdd + serial 6 (region and day, from 000001) + check character,
ISO 7064 MOD 37,36 over the 20 before it. It finds any one wrong character and nearly every exchange of two neighbours.
"""

from datetime import date

from onething.core.identifiers.check_characters import hybrid_check, wrong_check
from onething.core.identifiers.checked import (
    Checked,
    Failure,
    FailureCode,
    IdentifierRefused,
    decide_checked,
    get_value,
)
from onething.core.identifiers.shapes import ALPHANUMERIC, DIGITS, Part, impossible_day, read_day, read_shape

_LABEL = "申请编号"
_LAST_SERIAL = 999_999
_REGION = Part("区划代码", 6, DIGITS)
_PARTS = (_REGION, Part("日期", 8, DIGITS), Part("流水号", 6, DIGITS), Part("校验位", 1, ALPHANUMERIC))


def make_application_number(*, region: str, day: date, serial: int) -> str:
    """The number of the `serial`-th filing (1 to 999999) in a region on a day; raises `IdentifierRefused`."""
    code = get_value(read_shape(region, label="申请编号中的区划代码", parts=(_REGION,)))
    if not 1 <= serial <= _LAST_SERIAL:
        message = f"申请编号的流水号只有 6 位（1 至 {_LAST_SERIAL}），第 {serial} 号编不出来，请于次日再提交。"
        raise IdentifierRefused((Failure(FailureCode.SERIAL, message),))
    body = f"{code}{day:%Y%m%d}{serial:06d}"
    return body + hybrid_check(body)


def check_application_number(text: str) -> Checked:
    """Shape, a real date, a serial from 000001 and the check character."""
    read = read_shape(text, label=_LABEL, parts=_PARTS)
    if read.value is None:
        return read
    number, failures = read.value, []
    if read_day(number[6:14]) is None:
        failures.append(impossible_day(number[6:14], label="第 7 至 14 位的日期"))
    if number[14:20] == "000000":
        failures.append(Failure(FailureCode.SERIAL, "申请编号的流水号从 000001 开始，请对照回执更正。"))
    if hybrid_check(number[:20]) != number[20]:
        failures.append(wrong_check(_LABEL))
    return decide_checked(number, failures=tuple(failures))
