"""From the plain mapping of a document to the mandates it grants, with every problem they have.

Shape: `mandates: [{code, bodies, sites, windows, items, from, until, document}]`; days are written 2026-12-01.
"""

from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from onething.modules.organisation.domain.problems import Findings, ProblemCode
from onething.modules.organisation.domain.texts import each, needed
from onething.modules.organisation.domain.values import MandateInfo

Data = Mapping[str, Any]
MOST = 1000
NAMES = {"bodies": ("部门", ProblemCode.BODY_UNKNOWN), "sites": ("场所", ProblemCode.SITE_UNKNOWN)}


def read_mandates(
    data: Data, *, bodies: Container[str], sites: Container[str], findings: Findings
) -> tuple[MandateInfo, ...]:
    """Every mandate of the document; a code names one of them."""
    read = [
        mandate
        for where, entry in each(data, "mandates", findings)
        if (mandate := _mandate(entry, where, bodies=bodies, sites=sites, findings=findings))
    ]
    codes = [mandate.code for mandate in read]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        findings.note("mandates", ProblemCode.DOUBLE, f"授权编号“{code}”出现了不止一次。请合并或改正。")
    return tuple(read)


def _mandate(
    entry: Data, where: str, *, bodies: Container[str], sites: Container[str], findings: Findings
) -> MandateInfo | None:
    from_day, until_day = (_day(entry, key, where, findings) for key in ("from", "until"))
    code = needed(entry, "code", where, findings, at_most=64)
    document = needed(entry, "document", where, findings, at_most=200)
    named = {key: _texts(entry, key, where, findings) for key in ("bodies", "sites", "windows", "items")}
    for key, known in (("bodies", bodies), ("sites", sites)):
        _refuse_unknown(named[key], known, f"{where}.{key}", key, findings)
    if from_day is None or until_day is None:
        return None
    if until_day <= from_day:
        findings.note(f"{where}.until", ProblemCode.SHAPE, "授权的截止日期要晚于开始日期。请改正。")
    return MandateInfo(code=code, document=document, from_day=from_day, until_day=until_day, **named)


def _refuse_unknown(codes: tuple[str, ...], known: Container[str], where: str, key: str, findings: Findings) -> None:
    name, problem = NAMES[key]
    if not codes:
        findings.note(where, ProblemCode.MISSING, f"至少写明一个{name}。请补上。")
    for code in codes:
        if code not in known:
            findings.note(where, problem, f"{name}“{code}”还没有登记。请先登记，或改正编码。")


def _texts(entry: Data, key: str, where: str, findings: Findings) -> tuple[str, ...]:
    found = entry.get(key) or ()
    if (
        not isinstance(found, (list, tuple))
        or len(found) > MOST
        or not all(isinstance(one, str) and 0 < len(one) <= 64 for one in found)
    ):
        findings.note(f"{where}.{key}", ProblemCode.SHAPE, f"这里应当是一个列表，每项是编码，最多 {MOST} 项。")
        return ()
    return tuple(dict.fromkeys(found))


def _day(entry: Data, key: str, where: str, findings: Findings) -> date | None:
    found = entry.get(key)
    if type(found) is date:
        return found
    try:
        return date.fromisoformat(str(found or ""))
    except ValueError:
        findings.note(f"{where}.{key}", ProblemCode.SHAPE, "日期要写成 2026-12-01 的形式。授权必须有起止日期。")
        return None
