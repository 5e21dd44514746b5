"""Codes of service items: base catalogue 12, implementation list 31, handling item 33.

Source: real codes of public guides; the structure is inferred, GB/T 39554.1 itself is 待核.
12 = 2 level or province + 2 type + 2 department + 3 main + 3 sub; 31 = USCC + 1 level + 12; 33 = 31 + 2.
"""

from onething.core.identifiers.checked import Checked, Failure, FailureCode, decide_checked
from onething.core.identifiers.organisations import USCC_PARTS, uscc_failures
from onething.core.identifiers.shapes import ALPHANUMERIC, DIGITS, Alphabet, Part, read_shape

_BASE_PARTS = (Part("层级、类型、部门和主项", 9, DIGITS), Part("子项", 3, ALPHANUMERIC))
ITEM_PARTS = (*USCC_PARTS, Part("行使层级", 1, Alphabet("123456", "1 至 6")), *_BASE_PARTS)
_HANDLING_PARTS = (*ITEM_PARTS, Part("业务办理项序号", 2, DIGITS))
_TYPES = frozenset({"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"})


def check_base_code(text: str) -> Checked:
    """基本编码 of 12 characters."""
    read = read_shape(text, label="基本编码", parts=_BASE_PARTS)
    if read.value is None:
        return read
    return decide_checked(read.value, failures=(), notices=_unknown_type(read.value))


def check_item_code(text: str) -> Checked:
    """实施编码 of 31 characters, with the checks of the body's USCC inside."""
    read = read_shape(text, label="实施编码", parts=ITEM_PARTS)
    if read.value is None:
        return read
    return decide_checked(read.value, failures=item_failures(read.value), notices=_unknown_type(read.value[19:]))


def check_handling_code(text: str) -> Checked:
    """业务办理项编码 of 33 characters: 实施编码 and a number from 01 to 99."""
    read = read_shape(text, label="业务办理项编码", parts=_HANDLING_PARTS)
    if read.value is None:
        return read
    failures = item_failures(read.value)
    if read.value[31:] == "00":
        failures += (Failure(FailureCode.SERIAL, "业务办理项序号从 01 开始，请把最后两位改为 01 至 99。"),)
    return decide_checked(read.value, failures=failures, notices=_unknown_type(read.value[19:]))


def item_failures(code: str) -> tuple[Failure, ...]:
    """What is wrong with the body's USCC in the first 18 characters."""
    return tuple(
        Failure(failure.code, f"前 18 位是实施主体的统一社会信用代码：{failure.message}")
        for failure in uscc_failures(code[:18])
    )


def _unknown_type(base_code: str) -> tuple[Failure, ...]:
    """A notice only: a real code of type 21 is in use, so the known list is not complete."""
    item_type = base_code[2:4]
    if item_type in _TYPES:
        return ()
    message = f"事项类型代码 {item_type} 不在常用的 01 至 10、20 之中，可以继续，请核对一遍。"
    return (Failure(FailureCode.TYPE_UNKNOWN, message),)
