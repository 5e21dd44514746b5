"""From what stands in a cell to a value of the element's type, or what is wrong with it."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onething.core.identifiers import normalise
from onething.modules.catalogue.domain.checklist.specification import ItemElement, Specification, ValueType
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, refuse

MOST_LINES = 200
_GUARDED = ("+", "-", "@")
_FLAGS = {
    **dict.fromkeys(("是", "有", "支持", "1", "true", "TRUE", "True", "Y", "y", "yes", "√"), True),
    **dict.fromkeys(("否", "无", "不支持", "0", "false", "FALSE", "False", "N", "n", "no", "×"), False),
}
_AT_ONCE = frozenset({"即时", "当场", "即办", "当场办结", "即时办结"})
_NUMBER = re.compile(r"([0-9]{1,9})(\.0+)?(个工作日|工作日|天|日|次|份)?")
_DATE = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?([ T]00:00(:00)?)?")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
_SPLIT = re.compile(r"[;；\n、|]+")
_CODES = re.compile(r"[;；\n、|,， ]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Unreadable(ValueError):
    """The cell does not hold what the element needs; rule, message and remedy."""

    def __init__(self, rule: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.remedy = rule, message, remedy


@dataclass(frozen=True, slots=True)
class Read:
    """The value (None when the cell is empty or unreadable) and what is wrong."""

    value: Any = None
    findings: tuple[ItemFinding, ...] = ()


def read_cell(element: ItemElement, cell: Any, specification: Specification) -> Read:
    """Read one cell: text from a CSV file, or a number, date or flag from a spreadsheet."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return Read()
    try:
        if element.type is ValueType.TABLE:
            return _table(element, cell, specification)
        text = _text(cell)
        return Read(_READERS[element.type](element, text, specification))
    except Unreadable as bad:
        return Read(None, (refuse(bad.rule, element.code, f"“{element.name}”{bad.message}", bad.remedy),))


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
        if cell >= 10**15:
            raise Unreadable("V4", "被表格软件当成了数字，末尾的位数已经丢失", "请把这一列设为文本格式，重新填写编码。")
        return str(int(cell))
    return _typed(str(cell).strip())


def _typed(text: str) -> str:
    if text[:1] == "'" and text[1:2] in _GUARDED:
        return text[1:]  # the apostrophe that an export put before it
    if text.startswith("="):
        raise Unreadable("V5", "是公式，本系统不计算公式", "请在表格软件里复制这一列，选择性粘贴为“值”。")
    if _CONTROL.search(text):
        raise Unreadable("V1", "含有不可见的控制字符", "请删去后重新输入。")
    return text


def _plain(element: ItemElement, text: str, _: Specification) -> str:
    if len(text) > element.longest:
        raise Unreadable("V3", f"有 {len(text)} 个字，最多 {element.longest} 个", "请精简。")
    return text


def _code(element: ItemElement, text: str, specification: Specification) -> str:
    if _SCIENTIFIC.fullmatch(text):
        raise Unreadable(
            "V4", f"“{text}”是科学计数法，编码已经损坏", "请把这一列设为文本格式，从原来的系统里重新导出。"
        )
    read = normalise(text)
    if read.value is None:
        raise Unreadable("V1", "有无法识别的字符", "请手工重新输入。")
    if element.code == "catalog_code" and read.value.isdigit() and len(read.value) < element.longest:
        return read.value.zfill(element.longest)  # spreadsheets drop the noughts of national codes
    return _plain(element, read.value, specification)


def _integer(_: ItemElement, text: str, __: Specification) -> int:
    if text in _AT_ONCE:
        return 0
    found = _NUMBER.fullmatch(text.replace(" ", ""))
    if not found:
        raise Unreadable("V1", f"“{_cut(text)}”不是整数", "请只写数字，单位写在单位一列，例如 20。")
    return int(found[1])


def _date(_: ItemElement, text: str, __: Specification) -> str:
    found = _DATE.fullmatch(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        pass
    raise Unreadable("V1", f"“{_cut(text)}”不是日期", "请写成 2026-01-31 的形式。")


def _flag(_: ItemElement, text: str, __: Specification) -> bool:
    if text not in _FLAGS:
        raise Unreadable("V1", f"“{_cut(text)}”看不出是或否", "请写“是”或“否”。")
    return _FLAGS[text]


def _url(element: ItemElement, text: str, specification: Specification) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']{3,2000}", text):
        raise Unreadable("V1", f"“{_cut(text)}”不是网址", "请写 http:// 或 https:// 开头的完整网址。")
    return _plain(element, text, specification)


def _choice(element: ItemElement, text: str, specification: Specification) -> str:
    dictionary = specification.dictionaries[element.dictionary]
    code = dictionary.find(text)
    if code is None:
        choices = "、".join(f"{code} {name}" for code, name in list(dictionary.names.items())[:12])
        more = "等" if len(dictionary.names) > 12 else ""
        raise Unreadable("V2", f"“{_cut(text)}”不在代码表“{dictionary.name}”里", f"请写代码或名称：{choices}{more}。")
    return code


def _choices(element: ItemElement, text: str, specification: Specification) -> list[str]:
    if text.startswith("["):
        listed = [str(one) for one in _parsed(text, list)]
    else:
        listed = [part for part in _CODES.split(text) if part]
    return sorted({_choice(element, part, specification) for part in listed})


def _texts(element: ItemElement, text: str, specification: Specification) -> list[str]:
    if text.startswith("["):
        return [_plain(element, str(one), specification) for one in _parsed(text, list)]
    return [part.strip() for part in _SPLIT.split(_plain(element, text, specification)) if part.strip()]


_READERS: dict[ValueType, Callable[[ItemElement, str, Specification], Any]] = {
    ValueType.TEXT: _plain,
    ValueType.TEXTS: _texts,
    ValueType.CODE: _code,
    ValueType.INTEGER: _integer,
    ValueType.DATE: _date,
    ValueType.FLAG: _flag,
    ValueType.URL: _url,
    ValueType.CHOICE: _choice,
    ValueType.CHOICES: _choices,
}


def _table(element: ItemElement, cell: Any, specification: Specification) -> Read:
    """The lines of a table: a list from a sheet of its own, or JSON in the cell."""
    lines = cell if isinstance(cell, list) else _lines(element, _text(cell))
    if len(lines) > MOST_LINES:
        raise Unreadable("V3", f"有 {len(lines)} 行，最多 {MOST_LINES} 行", "请检查是否重复。")
    read = [_line(element, number, line, specification) for number, line in enumerate(lines, start=1)]
    return Read([one.value for one in read], tuple(found for one in read for found in one.findings))


def _lines(element: ItemElement, text: str) -> list[Any]:
    if element.group == "place" and not text.startswith("["):
        return [{"addr": part.strip()} for part in _SPLIT.split(text) if part.strip()]
    if not text.startswith("["):
        raise Unreadable(
            "V1",
            "要写成表，不能只写一段文字",
            f"请在 XLSX 里另建工作表“{element.name}”，每行写实施编码和一条；或在格子里写 JSON 清单。",
        )
    return _parsed(text, list)


def _line(element: ItemElement, number: int, line: Any, specification: Specification) -> Read:
    if not isinstance(line, Mapping):
        raise Unreadable("V1", f"第 {number} 条不是“名称: 值”的形式", "请按导出的样子填写。")
    value: dict[str, Any] = {}
    findings: list[ItemFinding] = []
    known = {header: part for part in specification.tables[element.group] for header in (*part.headers, part.key)}
    for name, cell in line.items():
        part = known.get(str(name).strip())
        if part is None:
            raise Unreadable("V1", f"第 {number} 条有不认识的一项“{_cut(str(name))}”", "请按导出的表头填写。")
        read = read_cell(part, cell, specification)
        findings += [_inside(element, number, found) for found in read.findings]
        if read.value is not None:
            value[part.key] = read.value
    return Read(value, tuple(findings))


def _inside(element: ItemElement, number: int, found: ItemFinding) -> ItemFinding:
    message = f"“{element.name}”第 {number} 条：{found.message}"
    return refuse(found.rule, element.code, message, found.remedy)


def _parsed(text: str, expected: type[list[Any]]) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, expected):
        raise Unreadable("V1", "不是正确的 JSON 清单", "请按导出的样子填写，或改写成文字。")
    return found


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
