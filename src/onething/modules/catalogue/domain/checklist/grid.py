"""A flat list as a grid of cells, from a CSV file or a workbook of untrusted bytes."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onething.modules.catalogue.domain.checklist.terms import ItemFinding, refuse

MOST_BYTES = 30 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_CELL = 50_000
HEADER_WITHIN = 10
WORKBOOK = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

Line = tuple[int, tuple[Any, ...]]


class ListRefused(Exception):
    """The file cannot be read as a list; `finding` says why and what to do."""

    code = "list-refused"

    def __init__(self, message: str, remedy: str) -> None:
        self.finding: ItemFinding = refuse("F1", "", message, remedy)
        super().__init__(f"{message}{remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Lines with their numbers (from 1), empty ones left out; `tables` are the other sheets by name."""

    lines: tuple[Line, ...]
    tables: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)


def read_csv(content: bytes) -> Grid:
    """UTF-8 with or without a mark, or GB 18030; comma, semicolon or tab; raises ListRefused."""
    text = _text(content)
    csv.field_size_limit(MOST_CELL)
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",\t;", key=first.count)
    try:
        return Grid(lines=tuple(_lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))))
    except csv.Error as error:
        raise ListRefused(
            f"CSV 写法有误（{error}）。", "多半是引号没有成对，或一格里的字太多；请用表格软件打开后另存为 CSV。"
        ) from None


def gathered(lines: Iterator[tuple[Any, ...]]) -> Iterator[Line]:
    """Number the lines, leave out the empty ones, and give up when there are too many."""
    for number, cells in enumerate(lines, start=1):
        if number > MOST_ROWS + HEADER_WITHIN:
            raise ListRefused(f"超过 {MOST_ROWS} 行。", "请拆成几个文件；如果后面都是空行，请删去空行。")
        if any(cell not in (None, "") for cell in cells):
            if len(cells) > MOST_COLUMNS and any(cell not in (None, "") for cell in cells[MOST_COLUMNS:]):
                raise ListRefused(f"第 {number} 行超过 {MOST_COLUMNS} 列。", "请删去多余的列。")
            yield number, cells[:MOST_COLUMNS]


def _lines(reader: Iterator[list[str]]) -> Iterator[Line]:
    yield from gathered(tuple(cells) for cells in reader)


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise ListRefused(f"文件超过 {MOST_BYTES // 1024 // 1024} MB。", "请拆成几个文件。")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ListRefused("文件是 UTF-16 编码。", "请另存为“CSV UTF-8”。")
    if content.startswith(OLD_WORKBOOK):
        raise ListRefused("文件是旧的 XLS 格式。", "请用表格软件另存为 XLSX 或 CSV。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise ListRefused("不是文本文件。", "请另存为“CSV UTF-8”或 XLSX。")
