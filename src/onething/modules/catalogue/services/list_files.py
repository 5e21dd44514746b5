"""Files for people: the report of an import with the findings beside each row, and the list itself for export."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onething.core.definitions import Severity
from onething.modules.catalogue.checklists import ListedItem
from onething.modules.catalogue.domain.checklist.specification import ItemElement, Specification, ValueType
from onething.modules.catalogue.domain.checklist.terms import ItemFinding
from onething.modules.catalogue.domain.checklist.writing import item_cells, item_header, table_lines, write_grid
from onething.modules.catalogue.services.import_list import TakenList

WEIGHTS = {Severity.REFUSE: "拒绝", Severity.WARN: "警告", Severity.NOTE: "提示"}
LIST_SHEET = "实施清单"
CODE_HEADER = "实施编码"
_ABOUT = ("行号", "结果", "必须改正", "警告", "问题和改法")


def write_report(path: Path, done: TakenList) -> None:
    """One line a row: what became of it, how many findings, all of them in words, then its cells as they came."""
    write_grid(path, {"导入报告": _report_lines(done)})


def write_check(path: Path, checked: Iterable[tuple[ListedItem, Sequence[ItemFinding]]]) -> None:
    """The same for stored rows."""
    header = ("编码", "事项名称", "实施主体", "状态", *_ABOUT[2:])
    lines = ((item.code, item.name, item.body_name, item.state.label, *_summed(findings)) for item, findings in checked)
    write_grid(path, {"检查报告": (header, *lines)})


def write_items(path: Path, items: Sequence[ListedItem], specification: Specification) -> None:
    """The rows as they can be imported again: in a workbook each table on a sheet of its own, in CSV as JSON."""
    if path.suffix.lower() != ".xlsx":
        write_grid(path, {LIST_SHEET: _item_lines(items, specification, tables=True)})
        return
    tables = [one for one in specification.elements.values() if one.type is ValueType.TABLE]
    sheets: dict[str, Iterable[Sequence[Any]]] = {LIST_SHEET: _item_lines(items, specification, tables=False)}
    sheets |= {one.name: _table_lines(one, items, specification) for one in tables}
    write_grid(path, sheets)


def told(finding: ItemFinding) -> str:
    """A finding in one line."""
    return f"[{WEIGHTS[finding.severity]}] {finding.rule} {finding.message}{finding.remedy}"


def _report_lines(done: TakenList) -> Iterator[Sequence[Any]]:
    for finding in done.findings:
        yield ("文件", "", "", "", told(finding))
    yield (*_ABOUT, *done.header)
    for row in done.rows:
        cells = [cell if isinstance(cell, str | int | None) else str(cell) for cell in row.read.cells]
        yield (row.read.number, row.outcome.label, *_summed(row.findings), *cells)


def _summed(findings: Sequence[ItemFinding]) -> tuple[int, int, str]:
    refused, warned = (sum(one.severity is weight for one in findings) for weight in (Severity.REFUSE, Severity.WARN))
    return refused, warned, "\n".join(told(finding) for finding in findings)


def _item_lines(items: Sequence[ListedItem], specification: Specification, *, tables: bool) -> Iterator[Sequence[Any]]:
    yield item_header(specification)
    yield from (item_cells(item.row, specification, tables=tables) for item in items)


def _table_lines(
    element: ItemElement, items: Sequence[ListedItem], specification: Specification
) -> Iterator[Sequence[Any]]:
    yield [CODE_HEADER, *(part.name for part in specification.tables[element.group])]
    for item in items:
        yield from table_lines(element, item.code, item.row, specification)
