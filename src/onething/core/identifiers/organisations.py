"""Numbers of organisations: the unified social credit code and the organisation code inside it.

Source: GB 32100 (1 登记管理部门 + 1 机构类别 + 6 区划 + 9 组织机构代码 + 1 check), GB 11714.
"""

from collections.abc import Container

from onething.core.identifiers.check_characters import USCC_ALPHABET, organisation_check, uscc_check, wrong_check
from onething.core.identifiers.checked import Checked, Failure, FailureCode, decide_checked
from onething.core.identifiers.regions import unknown_region
from onething.core.identifiers.shapes import ALPHANUMERIC, DIGITS, Alphabet, Part, read_shape

_USCC_CHARACTERS = Alphabet(USCC_ALPHABET, "数字或大写字母（没有 I、O、S、V、Z，注意与 1、0、5、2 区分）")
USCC_PARTS = (
    Part("登记管理部门和机构类别代码", 2, _USCC_CHARACTERS),
    Part("登记机关区划代码", 6, DIGITS),
    Part("主体标识码和校验码", 10, _USCC_CHARACTERS),
)
_ORGANISATION_PARTS = (
    Part("本体代码", 8, ALPHANUMERIC),
    Part("校验码", 1, Alphabet("0123456789X", "数字或 X")),
)


def check_uscc(text: str, *, regions: Container[str] | None = None) -> Checked:
    """Hold a 统一社会信用代码 against both of its checks; an unlisted region is only a notice."""
    read = read_shape(text, label="统一社会信用代码", parts=USCC_PARTS)
    if read.value is None:
        return read
    return decide_checked(
        read.value, failures=uscc_failures(read.value), notices=unknown_region(read.value[2:8], regions)
    )


def check_organisation_code(text: str) -> Checked:
    """Hold a 组织机构代码, with or without its hyphen, against its check character."""
    read = read_shape(text, label="组织机构代码", parts=_ORGANISATION_PARTS)
    if read.value is None:
        return read
    right = organisation_check(read.value[:8]) == read.value[8]
    return decide_checked(read.value, failures=() if right else (wrong_check("组织机构代码"),))


def uscc_failures(code: str) -> tuple[Failure, ...]:
    """Both check characters of 18 well-shaped characters."""
    failures = []
    if uscc_check(code[:17]) != code[17]:
        failures.append(wrong_check("统一社会信用代码"))
    if organisation_check(code[8:16]) != code[16]:
        message = "统一社会信用代码第 9 至 17 位（组织机构代码）的校验位对不上，请对照证照逐位核对。"
        failures.append(Failure(FailureCode.ORGANISATION_CHECK, message))
    return tuple(failures)
