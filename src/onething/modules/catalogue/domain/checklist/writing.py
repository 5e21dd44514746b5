"""Rows as cells again, so that what is exported can be imported as it is; and reports with the findings beside each row.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which reading takes away again.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from onething.modules.catalogue.domain.checklist.specification import ItemElement, Specification, ValueType
from onething.modules.catalogue.domain.checklist.terms import Row

Cells = Sequence[Any]
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def item_header(specification: Specification) -> list[str]:
    """The names of all elements."""
    return [one.name for one in specification.elements.values()]


def item_cells(row: Row, specification: Specification, *, tables: bool) -> list[Any]:
    """The values of a row; tables as JSON, or left to sheets of their own."""
    shown = []
    for element in specification.elements.values():
        skipped = element.type is ValueType.TABLE and not tables
        shown.append(None if skipped else _cell(element, row.get(element.code), specification))
    return shown


def table_lines(element: ItemElement, code: str, row: Row, specification: Specification) -> Iterator[list[Any]]:
    """The lines of one table of a row, each with the item's code before it."""
    for line in row.get(element.code, []):
        parts = specification.tables[element.group]
        yield [code, *(_cell(part, line.get(part.key), specification) for part in parts)]


def _cell(element: ItemElement, value: Any, specification: Specification) -> Any:
    match element.type:
        case _ if value is None:
            return None
        case ValueType.FLAG:
            return "是" if value else "否"
        case ValueType.CHOICE:
            return _choice(element, value, specification)
        case ValueType.CHOICES:
            return "；".join(_choice(element, one, specification) for one in value)
        case ValueType.TEXTS | ValueType.TABLE:
            return json.dumps(value, ensure_ascii=False)
        case _:
            return value


def _choice(element: ItemElement, value: str, specification: Specification) -> str:
    return f"{value} {specification.dictionaries[element.dictionary].names.get(value, '')}".strip()


def write_grid(path: Path, sheets: Mapping[str, Iterable[Cells]]) -> None:
    """Write the sheets as XLSX, or the first of them as CSV with a mark by which spreadsheets know UTF-8."""
    if path.suffix.lower() == ".xlsx":
        book = Workbook(write_only=True)
        for title, lines in sheets.items():
            sheet = book.create_sheet(title)
            for cells in lines:
                sheet.append([_safe(cell) for cell in cells])
        book.save(path)
        return
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([_safe(cell) for cell in cells] for cells in next(iter(sheets.values())))
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())


def _safe(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    text = _UNPRINTABLE.sub("", cell.encode("utf-8", "replace").decode())
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text
