"""A plan as canonical JSON and back: sorted keys, no floats, no spaces; the same plan always gives the same bytes."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from onething.core.planning.plan import Plan


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: dates as ISO text, enumerations as their codes, tuples as lists."""
    return {field.name: _plain(getattr(plan, field.name)) for field in fields(plan)}


def canonical_json(plan: Plan) -> bytes:
    """The bytes that are stored and digested."""
    return json.dumps(plan_data(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_plan(stored: bytes) -> Plan:
    """The plan that these bytes were made from."""
    plan = _typed(json.loads(stored), Plan)
    if not isinstance(plan, Plan):
        raise TypeError("not a plan")
    return plan


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _typed(value: Any, kind: Any) -> Any:
    if get_origin(kind) is UnionType:
        return None if value is None else _typed(value, next(k for k in get_args(kind) if k is not type(None)))
    if get_origin(kind) is tuple:
        return _typed_tuple(value, get_args(kind))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _typed(value[name], hints[name]) for name in hints})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, StrEnum) else value


def _typed_tuple(value: list[Any], kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_typed(entry, kinds[0]) for entry in value)
    return tuple(_typed(entry, kind) for entry, kind in zip(value, kinds, strict=True))
