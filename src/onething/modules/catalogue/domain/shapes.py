"""The published JSON Schema (2020-12) of every kind of document, and Chinese messages for what does not fit."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs

from onething.modules.catalogue.domain.documents import Document
from onething.modules.catalogue.domain.problems import PackFinding, field_path

KINDS = (
    "pack", "registers", "elements", "materials", "items", "bundle", "bodies", "parameters", "calendar",
    "dictionaries", "item_elements", "regions",
)  # fmt: skip
MOST_FINDINGS = 100
_TYPES = {
    "string": "文字（数字、日期和 yes/no 请加引号）",
    "integer": "整数",
    "boolean": "true 或 false",
    "array": "清单",
    "object": "“键: 值”的形式",
    "null": "空",
    "number": "数字",
}


@cache
def schema_of(kind: str) -> dict[str, Any]:
    """The self-contained schema of one kind."""
    folder = files("onething.modules.catalogue") / "schema"
    own: dict[str, Any] = json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
    parts = json.loads((folder / "parts.json").read_text(encoding="utf-8"))
    return {**own, "$id": f"urn:onething:pack:{kind}", "$defs": parts["$defs"]}


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.Draft202012Validator(schema_of(kind))


def check_shape(document: Document) -> tuple[PackFinding, ...]:
    """Everything in the document that does not fit its kind."""
    if document.kind not in KINDS:
        message = f"kind 是“{document.kind}”，不认识。请写 {'、'.join(KINDS)} 之一。"
        return (PackFinding(code="kind", message=message, file=document.file, line=document.line_of(("kind",))),)
    return tuple(_findings(document))


def _findings(document: Document) -> Iterator[PackFinding]:
    for count, error in enumerate(_validator(document.kind).iter_errors(document.data)):
        if count == MOST_FINDINGS:
            yield PackFinding(code="too_many", message="问题太多，只列出前 100 处。请先改这些。", file=document.file)
            return
        path = tuple(error.instance_path)
        yield PackFinding(
            code=f"shape_{error.kind.name}",
            message=_message(error),
            file=document.file,
            line=document.line_of(_culprit(path, error)),
            field=field_path(path) or document.kind,
        )


def _culprit(path: tuple[Any, ...], error: Any) -> tuple[Any, ...]:
    """Point at the unexpected key itself rather than at the mapping around it."""
    if error.kind.name == "additionalProperties":
        return (*path, error.kind.unexpected[0])
    return path


def _message(error: Any) -> str:
    write = _MESSAGES.get(error.kind.name)
    if write is None:
        return f"不符合格式（{error.kind.name}）。请对照 onething pack schema 的说明改正。"
    return write(error)


def _too_few(error: Any) -> str:
    return f"不能少于 {error.kind.limit} 项（或字）。请补全。"


def _too_many(error: Any) -> str:
    return f"不能多于 {error.kind.limit} 项（或字）。请精简或拆分。"


def _out_of_range(error: Any) -> str:
    return f"数值超出范围，界限是 {error.kind.limit}。请改正。"


_MESSAGES: dict[str, Callable[[Any], str]] = {
    "required": lambda e: f"缺少 {e.kind.property}。请补上。",
    "additionalProperties": lambda e: (
        f"不认识的字段：{'、'.join(_cut(name) for name in e.kind.unexpected)}。请检查拼写，或删去。"
    ),
    "type": lambda e: f"类型不对，应为{'或'.join(_TYPES[name] for name in e.kind.types)}。",
    "enum": lambda e: f"“{_cut(e.instance)}”不在可选值里。请写 {'、'.join(map(str, e.kind.options))} 之一。",
    "const": lambda e: f"应写 {e.kind.expected_value}。",
    "pattern": lambda e: f"“{_cut(e.instance)}”格式不对，应符合 {e.kind.pattern}。",
    "propertyNames": lambda e: f"这里不能有这个键：{_cut(e.kind.error.instance)}。请按本字段的说明改正，或删去。",
    "minItems": _too_few,
    "minLength": _too_few,
    "minProperties": _too_few,
    "maxItems": _too_many,
    "maxLength": _too_many,
    "maxProperties": _too_many,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
}


def _cut(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
