"""Where a new national version meets what the local layer says about the same things, and which open drafts it touches."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onething.core.definitions import Severity
from onething.modules.catalogue.domain.diff import Change
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import Record, RecordKind, Records
from onething.modules.catalogue.domain.weights import Happened, Weight

# What the parameters of a region say, about which kind, and which national fields it stands in for.
SPOKEN_OF = (
    ("item_promises", RecordKind.ITEM, ("promise", "statutory"), "承诺时限"),
    ("visits", RecordKind.ITEM, ("visit",), "上门勘验"),
    ("bundle_promises", RecordKind.BUNDLE, ("promise",), "整件事的承诺"),
    ("deferrals", RecordKind.MATERIAL, ("deferral",), "容缺后补"),
    ("pledges", RecordKind.MATERIAL, ("pledge",), "告知承诺"),
)
Key = tuple[RecordKind, str]


def find_conflicts(changes: Iterable[Change], local: Iterable[Record]) -> tuple[PackFinding, ...]:
    """Each place of the local layer that a national change makes worth a look; the local layer itself stays as it is."""
    records = tuple(local)
    return tuple(finding for change in changes for finding in _conflicts_of(change, records))


def bundles_touched(change: Change, records: Records) -> tuple[str, ...]:
    """The bundles whose drafts may hold something of the changed definition."""
    changed = (change.kind, change.code)
    return tuple(
        code
        for (kind, code), record in records.items()
        if kind is RecordKind.BUNDLE and changed in _used(record, records)
    )


def forbidden(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that no open draft can follow."""
    return tuple(change for change in changes if change.weight is Weight.FORBIDDEN)


def _conflicts_of(change: Change, local: tuple[Record, ...]) -> Iterator[PackFinding]:
    for record in local:
        if record.kind is RecordKind.PARAMETERS:
            yield from _with_parameters(change, record)
        elif (record.kind, record.code) == (change.kind, change.code):
            message = f"全国包改了“{change.name}”的 {change.field or '定义'}；本地层有自己的定义，仍按本地层。请核对是否要跟着改。"
            yield record.finding("local_layer", message, severity=Severity.WARN)


def _with_parameters(change: Change, record: Record) -> Iterator[PackFinding]:
    gone = change.happened is Happened.REMOVED and not change.field
    for key, kind, fields, words in SPOKEN_OF:
        said: Mapping[str, Any] = record.data.get(key, {})
        if kind is not change.kind or change.code not in said:
            continue
        if gone:
            message = (
                f"全国包删去了“{change.name}”，本地层还写着它的{words}。请先公布去掉这一条的本地版本，再公布全国包。"
            )
            yield record.finding("local_layer", message, (key, change.code), severity=Severity.REFUSE)
        elif change.field.split(".")[0] in fields:
            message = (
                f"全国包把“{change.name}”的{words}从 {change.before or '没有'} 改成 {change.after or '没有'}；"
                f"本地层另有规定，仍按本地层。请核对是否要跟着改。"
            )
            yield record.finding("local_layer", message, (key, change.code), severity=Severity.WARN)


def _used(bundle: Record, records: Records) -> set[Key]:
    """The bundle itself, its items, and what they and its answers ask for."""
    items = {entry["item"] for entry in bundle.data.get("items", ())}
    effects = [effect for question in bundle.data.get("questions", ()) for option in question["options"]
               for effect in option.get("effects", ())]  # fmt: skip
    used: set[Key] = {(RecordKind.BUNDLE, bundle.code)}
    used |= _named(effects, "element", RecordKind.ELEMENT) | _named(effects, "material", RecordKind.MATERIAL)
    items |= {effect[key] for effect in effects for key in ("item", "into", "out") if key in effect}
    for code in items:
        used.add((RecordKind.ITEM, code))
        if record := records.get((RecordKind.ITEM, code)):
            used |= _named(record.data.get("fields", ()), "element", RecordKind.ELEMENT)
            used |= _named(record.data.get("materials", ()), "material", RecordKind.MATERIAL)
    return used


def _named(entries: Iterable[Mapping[str, Any]], key: str, kind: RecordKind) -> set[Key]:
    return {(kind, entry[key]) for entry in entries if key in entry}
