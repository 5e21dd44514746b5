"""Is everything there that must be there: 必填, 条件必填, in the row and in the lines of its tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onething.core.definitions import Severity
from onething.modules.catalogue.domain.checklist.specification import ItemElement, Requirement, Specification, ValueType
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, Row


def check_requirements(row: Row, specification: Specification) -> Iterator[ItemFinding]:
    """What is missing; elements that a quality rule speaks of are left to it."""
    for element in specification.elements.values():
        value = row.get(element.code)
        yield from _missing(element, row, place="", about=element.code)
        if element.type is ValueType.TABLE and value:
            yield from _in_lines(element, value, specification.tables[element.group])


def _in_lines(
    element: ItemElement, lines: Sequence[Mapping[str, Any]], parts: Sequence[ItemElement]
) -> Iterator[ItemFinding]:
    for number, line in enumerate(lines, start=1):
        place = f"“{element.name}”第 {number} 条"
        for part in parts:
            yield from _missing(part, line, place=place, about=element.code)


def _missing(element: ItemElement, row: Mapping[str, Any], *, place: str, about: str) -> Iterator[ItemFinding]:
    if element.checked_by or element.required is Requirement.OPTIONAL or _is_there(row.get(element.key)):
        return
    severity = Severity.REFUSE if element.confirmed else Severity.WARN
    rule, why = "R1", ""
    if element.when is not None:
        if not element.when.holds(row):
            return
        rule, why = "R2", "（按本行的其他内容要填）"
    unsure = "" if element.confirmed else "是否必填待核；"
    yield ItemFinding(
        rule=rule,
        severity=severity,
        field=about,
        message=f"{place}缺少“{element.name}”{why}。",
        remedy=f"{unsure}请补填“{element.name}”。",
    )


def _is_there(value: Any) -> bool:
    return value is not None and value not in ("", [])
