"""Flat lists of items as files: the sound row of the written-down cases, once or many times, in every format."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from builders.tables import read_yaml

CASES = Path(__file__).parents[1] / "modules/catalogue/checklist_cases.yaml"
SOUND: dict[str, Any] = read_yaml(CASES)["sound"]
BODY = SOUND["dept_code"]
HEADERS = {
    "task_name": "事项名称",
    "task_code": "实施编码*",
    "handle_code": "业务办理项编码",
    "catalog_code": "基本目录编码",
    "anticipate_day": "法定办结时限（工作日）",
    "promise_day": "承诺时限",
    "supervise_way": "监督电话",
}
Line = dict[str, Any]


def line(number: int = 0, **changes: Any) -> Line:
    """A sound row as cells: the numbered item, some of it changed."""
    row = dict(SOUND)
    if number:
        code = f"{BODY}3{number_code(number)}"
        row |= {
            "task_code": code,
            "catalog_code": code[19:],
            "handle_code": None,
            "task_name": f"示例事项第 {number} 号",
        }
    return {key: cell(value) for key, value in (row | changes).items()}


def number_code(number: int) -> str:
    """A base code of twelve characters for the number."""
    return f"0001{23 + number // 1000:02}{number % 1000:03}000"


def cell(value: Any) -> Any:
    """How a value stands in a cell."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        plain = all(isinstance(one, str) for one in value)
        return "；".join(value) if plain else json.dumps(value, ensure_ascii=False)
    return value


def as_csv(lines: Sequence[Mapping[str, Any]], *, encoding: str = "utf-8", title: str = "") -> bytes:
    """The lines under Chinese headers."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if title:
        writer.writerow([title])
    keys = list(dict.fromkeys(key for one in lines for key in one))
    writer.writerow([HEADERS.get(key, key) for key in keys])
    writer.writerows([one.get(key) for key in keys] for one in lines)
    return text.getvalue().encode(encoding)


def as_workbook(
    lines: Sequence[Mapping[str, Any]], tables: Mapping[str, Sequence[Sequence[Any]]] | None = None
) -> bytes:
    """The lines on the first sheet, the tables on sheets of their own."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("事项")
    keys = list(dict.fromkeys(key for one in lines for key in one))
    sheet.append([HEADERS.get(key, key) for key in keys])
    for one in lines:
        sheet.append([one.get(key) for key in keys])
    for title, rows in (tables or {}).items():
        other = book.create_sheet(title)
        for row in rows:
            other.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
