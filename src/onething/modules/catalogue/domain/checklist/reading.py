"""From a grid to rows: which column is which element, and what each cell says."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onething.core.identifiers import normalise
from onething.modules.catalogue.domain.checklist.grid import HEADER_WITHIN, Grid, Line, ListRefused
from onething.modules.catalogue.domain.checklist.specification import Requirement, Specification, ValueType
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, Row, note, refuse, warn
from onething.modules.catalogue.domain.checklist.values import Read, read_cell

KNOWN_AT_LEAST = 3
CODE_HEADERS = ("handle_code", "task_code")
Seen = dict[tuple[str, type, Any], Read]  # lists say the same thing thousands of times
_IN_BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """One line of the list: what it says, what could not be read, and its cells as they stand."""

    number: int
    row: Row
    findings: tuple[ItemFinding, ...]
    cells: tuple[Any, ...]

    @property
    def code(self) -> str:
        """业务办理项编码 or 实施编码."""
        return str(self.row.get("handle_code") or self.row.get("task_code") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadList:
    """The list: its header as it stands, its rows, and what there is to say about the whole file."""

    header: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    findings: tuple[ItemFinding, ...]


def read_list(grid: Grid, specification: Specification) -> ReadList:
    """Find the header, then read row by row; raises ListRefused when it is no list of items."""
    known = {_plain(header): one.code for one in specification.elements.values() for header in one.headers}
    at, header = _header(grid.lines, known)
    columns, findings = _columns(header, known, specification)
    tables = dict(_tables(grid, specification, known, findings))
    seen: Seen = {}
    rows = tuple(_row(line, columns, tables, specification, seen) for line in grid.lines[at + 1 :])
    if not rows:
        raise ListRefused("只有表头，没有事项。", "请检查导出的范围。")
    return ReadList(header=header, rows=tuple(_told_doubles(rows)), findings=tuple(findings))


def _header(lines: tuple[Line, ...], known: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    """Lists often begin with a title: the header is the first line that names three elements."""
    for index, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        names = tuple("" if cell is None else str(cell).strip() for cell in cells)
        if sum(_plain(name) in known for name in names) >= KNOWN_AT_LEAST:
            if "task_code" not in {known.get(_plain(name)) for name in names}:
                raise ListRefused("没有“实施编码”一列。", "请补上这一列：没有编码就不知道每行是哪个事项。")
            return index, names
    raise ListRefused(
        f"前 {HEADER_WITHIN} 行里没有找到表头。",
        "请用“事项名称、实施编码、基本编码……”作表头，或照 items export 的样子。",
    )


def _columns(
    header: tuple[str, ...], known: Mapping[str, str], specification: Specification
) -> tuple[dict[int, str], list[ItemFinding]]:
    columns: dict[int, str] = {}
    findings: list[ItemFinding] = []
    for place, name in enumerate(header):
        code = known.get(_plain(name))
        if code is None and name:
            findings.append(
                note("F2", "", f"表头“{name[:40]}”不认识，这一列没有采用。", "如果需要，请改成要素的名称。")
            )
        elif code in columns.values():
            findings.append(warn("F2", str(code), f"表头“{name}”出现两次，只用了第一列。", "请删去一列。"))
        elif code is not None:
            columns[place] = code
    needed = [one for one in specification.elements.values() if one.required is Requirement.ALWAYS]
    lacking = [one.name for one in needed if one.code not in columns.values()]
    if lacking:
        findings.append(
            warn("F3", "", f"没有这些必填的列：{'、'.join(lacking)}。", "请补列；补齐以前这些事项都算待补全。")
        )
    return columns, findings


def _tables(
    grid: Grid, specification: Specification, known: Mapping[str, str], findings: list[ItemFinding]
) -> Iterator[tuple[str, dict[str, list[dict[str, Any]]]]]:
    """Sheets named like a table element: their lines by the code of the item they belong to."""
    for title, lines in grid.tables.items():
        code = known.get(_plain(title))
        if code is None or specification.elements[code].type is not ValueType.TABLE:
            findings.append(
                note("F2", "", f"工作表“{title[:40]}”没有采用。", "下级表请用要素名作表名，例如“申请材料”。")
            )
        elif lines:
            yield code, _by_item(title, lines, known, findings)


def _by_item(
    title: str, lines: tuple[Line, ...], known: Mapping[str, str], findings: list[ItemFinding]
) -> dict[str, list[dict[str, Any]]]:
    names = ["" if cell is None else str(cell).strip() for cell in lines[0][1]]
    places = [place for wanted in CODE_HEADERS for place, name in enumerate(names) if known.get(_plain(name)) == wanted]
    if not places:
        raise ListRefused(f"工作表“{title}”没有“实施编码”一列。", "请补上，写明每一条属于哪个事项。")
    found: dict[str, list[dict[str, Any]]] = {}
    for _, cells in lines[1:]:
        owner = next((str(cells[place]) for place in places if place < len(cells) and cells[place]), "")
        line = {
            name: cell
            for place, (name, cell) in enumerate(zip(names, cells, strict=False))
            if place not in places and name and cell not in (None, "")
        }
        found.setdefault(normalise(owner).value or "", []).append(line)
    if "" in found:
        findings.append(
            warn("F2", "", f"工作表“{title}”有 {len(found[''])} 条没有写编码，没有采用。", "请补写实施编码。")
        )
    return found


def _row(
    line: Line,
    columns: Mapping[int, str],
    tables: Mapping[str, Mapping[str, list[dict[str, Any]]]],
    specification: Specification,
    seen: Seen,
) -> ReadRow:
    number, cells = line
    row: dict[str, Any] = {}
    findings: list[ItemFinding] = []
    for place, code in columns.items():
        cell = cells[place] if place < len(cells) else None
        key = (code, type(cell), cell)
        if (read := seen.get(key)) is None:
            read = seen[key] = read_cell(specification.elements[code], cell, specification)
        findings += read.findings
        if read.value is not None:
            row[code] = read.value
    for code, lines in tables.items():
        own = [line for key in CODE_HEADERS if key in row for line in lines.get(row[key], [])]
        if own:
            read = read_cell(specification.elements[code], own, specification)
            findings += read.findings
            row[code] = [*row.get(code, []), *(read.value or [])]
    return ReadRow(number=number, row=row, findings=tuple(findings), cells=cells)


def _told_doubles(rows: tuple[ReadRow, ...]) -> Iterator[ReadRow]:
    """The first of two rows with one code is taken, the other told."""
    first: dict[str, int] = {}
    for one in rows:
        if one.code and one.code in first:
            message = f"编码与第 {first[one.code]} 行重复。"
            double = refuse("F4", "task_code", message, "同一编码只留一行；不同情形请写业务办理项编码。")
            yield ReadRow(number=one.number, row=one.row, findings=(*one.findings, double), cells=one.cells)
        else:
            first[one.code] = one.number
            yield one


def _plain(name: str) -> str:
    """A header without marks, blanks and what stands in brackets, in plain letters: “法定时限（工作日）*” is 法定时限."""
    return re.sub(r"[\s*＊:：_]", "", _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", name))).casefold()
