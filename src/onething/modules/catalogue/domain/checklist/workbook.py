"""A workbook (XLSX) read row by row: bounded before it is unpacked, formulas kept as the text they are."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from onething.modules.catalogue.domain.checklist.grid import MOST_BYTES, MOST_COLUMNS, Grid, Line, ListRefused, gathered

MOST_PARTS = 500
MOST_UNPACKED = 200 * 1024 * 1024
MOST_SHARED_TEXT = 60 * 1024 * 1024
MOST_SHEETS = 30
_BROKEN = (
    zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, NotImplementedError, OSError, RuntimeError,
)  # fmt: skip


def read_workbook(content: bytes) -> Grid:
    """The first sheet as the list, the others as tables by name; raises ListRefused."""
    _measure(content)
    try:
        return _read(content)
    except ListRefused:
        raise
    except _BROKEN:
        raise ListRefused("这个 XLSX 打不开，可能已损坏或加了密。", "请用表格软件打开后另存一份，再导入。") from None


def _measure(content: bytes) -> None:
    """Refuse what would unpack into too much; a part never yields more than the size it declares."""
    if len(content) > MOST_BYTES:
        raise ListRefused(f"文件超过 {MOST_BYTES // 1024 // 1024} MB。", "请拆成几个文件。")
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ListRefused("这个 XLSX 打不开，可能已损坏或加了密。", "请用表格软件另存一份，再导入。") from None
    shared = sum(part.file_size for part in parts if "sharedStrings" in part.filename)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED or shared > MOST_SHARED_TEXT:
        raise ListRefused("解开后太大。", "请只留要导入的工作表，去掉图片和格式，再另存一份。")


def _read(content: bytes) -> Grid:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheets = book.worksheets
        if not sheets or len(sheets) > MOST_SHEETS:
            raise ListRefused(f"有 {len(sheets)} 个工作表。", f"请留 1 至 {MOST_SHEETS} 个。")
        first, *others = [(sheet.title, tuple(_lines(sheet))) for sheet in sheets]
        return Grid(lines=first[1], tables=dict(others))
    finally:
        book.close()


def _lines(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says about its size may be wrong
    yield from gathered(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1))
