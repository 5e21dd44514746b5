"""The difference between two versions of a pack: every definition and field, weighed for open drafts. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onething.modules.catalogue.domain.records import Record, RecordKind
from onething.modules.catalogue.domain.weight_rules import RULES
from onething.modules.catalogue.domain.weights import Happened, Weight, weigh

TERMS = frozenset({"promise", "statutory", "deferral", "correction_term"})
TERMS_BY_CODE = frozenset({"item_promises", "bundle_promises", "deferrals"})
UNSAID = {RecordKind.PARAMETERS: frozenset({"kind", "version"}), RecordKind.CALENDAR: frozenset({"kind", "version"})}
NAMES = ("code", "item", "material", "element", "number", "by", "to", "effect", "document")
WITH_NAME = ("role", "item", "material", "element", "article", "into")
ABSENT: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: of which definition, where in it, what it was and is, how it weighs and by which rule."""

    kind: RecordKind
    code: str
    name: str
    field: str
    happened: Happened
    before: str
    after: str
    weight: Weight
    rule: str
    why: str


def diff_records(before: Iterable[Record], after: Iterable[Record]) -> tuple[Change, ...]:
    """Every difference, by kind and code, in the order of the fields."""
    old = {(record.kind, record.code): record for record in before}
    new = {(record.kind, record.code): record for record in after}
    keys = sorted(old.keys() | new.keys(), key=lambda key: (list(RecordKind).index(key[0]), key[1]))
    return tuple(change for key in keys for change in _diff_record(old.get(key), new.get(key)))


def heaviest(changes: Iterable[Change]) -> Weight | None:
    """The weight of the whole; None when nothing changed."""
    order = list(Weight)
    return max((change.weight for change in changes), key=order.index, default=None)


def _diff_record(before: Record | None, after: Record | None) -> Iterator[Change]:
    about = after or before
    if about is None:
        return
    unsaid = UNSAID.get(about.kind, frozenset({"kind"} if about.kind is RecordKind.BUNDLE else ()))
    old = _said(before, unsaid) if before else ABSENT
    new = _said(after, unsaid) if after else ABSENT
    for path, happened, was, now in _walk((), old, new):
        rule = weigh(about.kind, path, happened, before=was, after=now, rules=RULES)
        yield Change(
            kind=about.kind, code=about.code, name=about.name, field=".".join(path), happened=happened,
            before=_shown(was), after=_shown(now), weight=rule.weight, rule=rule.number, why=rule.why,
        )  # fmt: skip


def _said(record: Record, unsaid: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in record.data.items() if key not in unsaid}


Step = tuple[tuple[str, ...], Happened, Any, Any]


def _walk(path: tuple[str, ...], old: Any, new: Any) -> Iterator[Step]:
    """The outermost places that differ; a part that is new or gone is told once, as a whole."""
    if old == new:
        return
    if old is ABSENT or new is ABSENT:
        yield path, Happened.ADDED if old is ABSENT else Happened.REMOVED, old, new
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _walk_mapping(path, old, new)
    elif (named_old := _named(old)) is not None and (named_new := _named(new)) is not None:
        yield from _walk_mapping(path, named_old, named_new)
    else:
        yield path, Happened.CHANGED, old, new


def _walk_mapping(path: tuple[str, ...], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Step]:
    if _is_term(path):
        old_term, new_term = _term(old), _term(new)
        if old_term != new_term:
            yield path, Happened.CHANGED, old_term, new_term
        old, new = _without(old, old_term), _without(new, new_term)
    for key in dict.fromkeys((*old, *new)):
        yield from _walk((*path, key), old.get(key, ABSENT), new.get(key, ABSENT))


def _is_term(path: Sequence[str]) -> bool:
    return bool(path) and (path[-1] in TERMS or (len(path) == 2 and path[0] in TERMS_BY_CODE))


def _term(data: Mapping[str, Any]) -> dict[str, Any]:
    """How long, apart from why."""
    return {key: data[key] for key in ("kind", "unit", "amount") if key in data}


def _without(data: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in part}


def _named(value: Any) -> dict[str, Any] | None:
    """A list of mappings by what each is called; None for anything else, or when two are called the same."""
    if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
        return None
    named = {_name(entry): entry for entry in value}
    return named if len(named) == len(value) else None


def _name(entry: Mapping[str, Any]) -> str:
    first = next((key for key in NAMES if key in entry), "")
    more = [str(entry[key]) for key in WITH_NAME if key in entry and key != first]
    return "@".join([str(entry.get(first, "")), *more])


def _shown(value: Any) -> str:
    if value is ABSENT:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "；".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
