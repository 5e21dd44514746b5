"""Identity numbers of natural persons: 18 characters, one check for all kinds.

Source: GB 11643; 港澳台居民居住证 (810000, 820000, 830000) and the 外国人永久居留身份证 of 2023 (starts with 9;
then 2 province, 3 nationality, 8 birth, 3 order, 1 check: this inner layout is 待核).
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onething.core.identifiers.check_characters import citizen_check, wrong_check
from onething.core.identifiers.checked import (
    Checked,
    Failure,
    FailureCode,
    decide_checked,
    get_value,
    refused,
)
from onething.core.identifiers.regions import unknown_region
from onething.core.identifiers.shapes import DIGITS, Alphabet, Part, impossible_day, read_day, read_shape
from onething.core.identifiers.text import normalise

_LABEL = "身份证件号码"
_OLD_LENGTH = 15
_PARTS = (Part("前 17 位", 17, DIGITS), Part("最后一位", 1, Alphabet("0123456789X", "数字或 X")))


class CitizenIdKind(StrEnum):
    """Which document carries the number."""

    RESIDENT = "resident"
    HONG_KONG_PERMIT = "hong_kong_permit"
    MACAU_PERMIT = "macau_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    PERMANENT_FOREIGNER = "permanent_foreigner"


class Gender(StrEnum):
    """Read from the 17th digit: odd male, even female."""

    MALE = "male"
    FEMALE = "female"


_PERMITS = {
    "81": CitizenIdKind.HONG_KONG_PERMIT,
    "82": CitizenIdKind.MACAU_PERMIT,
    "83": CitizenIdKind.TAIWAN_PERMIT,
}


@dataclass(frozen=True, slots=True)
class CitizenId:
    """What a valid number tells; `region` is where it was first given, not where the person lives."""

    number: str
    kind: CitizenIdKind
    born: date
    gender: Gender
    region: str


def check_citizen_id(text: str, *, today: date, regions: Container[str] | None = None) -> Checked:
    """Hold a number against GB 11643; an unlisted region (when a list is given) is only a notice."""
    if _is_old(text):
        return refused(
            FailureCode.OLD_FORMAT,
            "这是 15 位的一代身份证号码，一代证自 2013 年 1 月 1 日起停用，请填写二代证上的 18 位号码。",
        )
    read = read_shape(text, label=_LABEL, parts=_PARTS)
    if read.value is None:
        return read
    number = read.value
    return decide_checked(
        number,
        failures=_failures(number, today=today),
        notices=unknown_region(number[:6], regions) if _kind(number) is CitizenIdKind.RESIDENT else (),
    )


def read_citizen_id(text: str, *, today: date) -> CitizenId:
    """What the number tells; raises `IdentifierRefused` when it is not valid."""
    number = get_value(check_citizen_id(text, today=today))
    kind = _kind(number)
    return CitizenId(
        number=number,
        kind=kind,
        born=date(int(number[6:10]), int(number[10:12]), int(number[12:14])),
        gender=Gender.MALE if int(number[16]) % 2 else Gender.FEMALE,
        region=f"{number[1:3]}0000" if kind is CitizenIdKind.PERMANENT_FOREIGNER else number[:6],
    )


def _is_old(text: str) -> bool:
    plain = normalise(text).value or ""
    return len(plain) == _OLD_LENGTH and all(char in DIGITS.characters for char in plain)


def _kind(number: str) -> CitizenIdKind:
    if number.startswith("9"):
        return CitizenIdKind.PERMANENT_FOREIGNER
    return _PERMITS.get(number[:2], CitizenIdKind.RESIDENT)


def _failures(number: str, *, today: date) -> tuple[Failure, ...]:
    born, failures = read_day(number[6:14]), []
    if born is None:
        failures.append(impossible_day(number[6:14], label="第 7 至 14 位的出生日期"))
    elif born > today:
        message = f"第 7 至 14 位的出生日期“{born}”晚于今天，请对照证件更正。"
        failures.append(Failure(FailureCode.DATE_FUTURE, message))
    if citizen_check(number[:17]) != number[17]:
        failures.append(wrong_check(_LABEL))
    return tuple(failures)
