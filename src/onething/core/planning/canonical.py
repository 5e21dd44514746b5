"""A plan as canonical JSON and back: sorted keys, no floats, no spaces; the same plan always gives the same bytes."""

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from onething.core.planning.plan import Plan

_PLAIN = frozenset({str, int, bool})


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: dates as ISO text, enumerations as their codes, tuples as lists."""
    return {name: _plain(getattr(plan, name)) for name in _names(Plan)}


def canonical_json(plan: Plan) -> bytes:
    """The bytes that are stored and digested."""
    return json.dumps(plan_data(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_plan(stored: bytes) -> Plan:
    """The plan that these bytes were made from."""
    plan = _reader(Plan)(json.loads(stored))
    if not isinstance(plan, Plan):
        raise TypeError("not a plan")
    return plan


def _plain(value: Any) -> Any:
    if value is None or type(value) in _PLAIN:
        return value
    if type(value) is tuple:  # a record is a named tuple
        return [_plain(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(get_type_hints(kind))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How plain values of this annotation become typed again; None is always let through."""
    if get_origin(kind) is UnionType:
        return _reader(next(k for k in get_args(kind) if k is not type(None)))
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if kind in _PLAIN:
        return lambda value: value
    if kind is date:
        return lambda value: value and date.fromisoformat(value)
    if issubclass(kind, StrEnum):
        return lambda value: value if value is None else kind(value)
    return _record_reader(kind)


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    # A plan stored before a field was added lacks it: the field's default stands.
    return lambda value: value and kind(**{name: read(value[name]) for name, read in readers.items() if name in value})


def _tuple_reader(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if kinds[-1] is Ellipsis:
        read = _reader(kinds[0])
        return lambda value: tuple(map(read, value))
    readers = tuple(map(_reader, kinds))
    return lambda value: tuple(read(entry) for read, entry in zip(readers, value, strict=True))
