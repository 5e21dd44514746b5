"""The identifier of an electronic licence (电子证照标识): root, type, issuer, serial, version, check character.

Source: GB/T 36904; check by GB/T 17710 over the parts without root and dots; real identifiers recomputed.
The type is a USCC and 3 digits; the issuer a USCC or a region code of 6 digits.
"""

import re

from onething.core.identifiers.check_characters import USCC_ALPHABET, hybrid_check, wrong_check
from onething.core.identifiers.checked import Checked, Failure, FailureCode, IdentifierRefused, decide_checked, refused
from onething.core.identifiers.text import normalise

LICENCE_ROOT = "1.2.156.3005.2"
_LABEL = "电子证照标识"
_USCC = f"[{USCC_ALPHABET}]{{2}}[0-9]{{6}}[{USCC_ALPHABET}]{{10}}"
_PATTERNS = (
    ("证照类型代码（18 位信用代码加 3 位数字）", re.compile(f"{_USCC}[0-9]{{3}}")),
    ("颁发机构代码（18 位信用代码或 6 位区划代码）", re.compile(f"{_USCC}|[0-9]{{6}}")),
    ("流水号（1 至 32 位数字或大写字母）", re.compile(r"[0-9A-Z]{1,32}")),
    ("版本号（3 位数字）", re.compile(r"[0-9]{3}")),
)
_CHECK = ("校验位（1 位数字或大写字母）", re.compile(r"[0-9A-Z]"))
_LAST_VERSION = 999


def make_licence_id(*, type_code: str, issuer: str, serial: str, version: int = 1) -> str:
    """The identifier with its check character; raises `IdentifierRefused` naming every wrong part."""
    if not 1 <= version <= _LAST_VERSION:
        message = f"{_LABEL}的版本号应为 1 至 {_LAST_VERSION}，现在是 {version}，请更正。"
        raise IdentifierRefused((Failure(FailureCode.SERIAL, message),))
    parts = (type_code, issuer, serial, f"{version:03d}")
    failures = _wrong_parts(parts, _PATTERNS)
    if failures:
        raise IdentifierRefused(failures)
    return ".".join((LICENCE_ROOT, *parts, hybrid_check("".join(parts))))


def check_licence_id(text: str) -> Checked:
    """Root, the shape of each part and the check character."""
    read = normalise(text)
    if read.value is None:
        return read
    parts = read.value.removeprefix(f"{LICENCE_ROOT}.").split(".")
    if not read.value.startswith(f"{LICENCE_ROOT}.") or len(parts) != len(_PATTERNS) + 1:
        message = f"{_LABEL}应为“{LICENCE_ROOT}.类型.颁发机构.流水号.版本.校验位”，请完整复制证照上的标识。"
        return refused(FailureCode.SHAPE, message)
    failures = _wrong_parts(tuple(parts), (*_PATTERNS, _CHECK))
    if not failures and hybrid_check("".join(parts[:-1])) != parts[-1]:
        failures = (wrong_check(_LABEL),)
    return decide_checked(read.value, failures=failures)


def _wrong_parts(parts: tuple[str, ...], patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[Failure, ...]:
    return tuple(
        Failure(FailureCode.CHARACTER, f"{_LABEL}中的{label}写法不对，请对照证照更正。")
        for part, (label, pattern) in zip(parts, patterns, strict=True)
        if pattern.fullmatch(part) is None
    )
