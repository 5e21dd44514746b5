"""The shape of a plan as its JSON has it: every record an object, though in the plan most are named tuples."""

from dataclasses import MISSING, field, fields, is_dataclass, make_dataclass
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from onething.core.planning import Plan


@cache
def _as_object(kind: Any) -> Any:
    """The same annotation with a dataclass for every record in it."""
    if parts := get_args(kind):
        shaped = tuple(_as_object(part) for part in parts)
        return reduce(or_, shaped) if get_origin(kind) is UnionType else get_origin(kind)[shaped]
    if not is_dataclass(kind) and not hasattr(kind, "_fields"):
        return kind
    given = {one.name: one.default for one in fields(kind)} if is_dataclass(kind) else kind._field_defaults
    entries = [
        (name, _as_object(hint), field(default=given.get(name, MISSING))) for name, hint in get_type_hints(kind).items()
    ]
    about = {"__doc__": kind.__doc__, "__module__": kind.__module__}
    return make_dataclass(kind.__name__, entries, namespace=about, frozen=True)


PlanOut = _as_object(Plan)
