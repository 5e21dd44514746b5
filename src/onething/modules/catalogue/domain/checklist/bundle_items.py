"""An item of a bundle beside its row in the implementation list: limit, promise, type and materials must agree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onething.core.calendar import Span, Unit
from onething.core.definitions import Item, LimitKind, Promise
from onething.modules.catalogue.domain.checklist import durations
from onething.modules.catalogue.domain.checklist.durations import Duration, known_duration
from onething.modules.catalogue.domain.checklist.terms import ItemFinding, Row, note, warn

UNITS = {
    Unit.WORKING_DAY: durations.WORKING_DAY,
    Unit.CALENDAR_DAY: durations.DAY,
    Unit.HOUR: durations.HOUR,
    Unit.MONTH: durations.MONTH,
    Unit.YEAR: durations.YEAR,
}
BOTH = "请查清哪一处对，改成一致。"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedItem:
    """An item of a bundle that names its row; `promise` is the one that applies, `materials` are the names."""

    code: str
    bundle: str
    item: Item
    promise: Promise | None
    materials: tuple[str, ...]


def compare_item(link: LinkedItem, row: Row) -> Iterator[ItemFinding]:
    """Where the two differ."""
    where = f"一件事“{link.bundle}”的“{link.item.name}”"
    if row.get("task_type", link.item.type.value) != link.item.type.value:
        message = f"{where}事项类型是 {link.item.type.value}，清单里是 {row['task_type']}。"
        yield warn("B1", "task_type", message, BOTH)
    yield from _limit(link, row, where)
    yield from _promise(link, row, where)
    yield from _materials(link, row, where)


def _limit(link: LinkedItem, row: Row, where: str) -> Iterator[ItemFinding]:
    listed = known_duration(row.get("anticipate_day"), row.get("anticipate_type"))
    statutory = link.item.statutory
    if listed is None or statutory.kind is LimitKind.ON_THE_SPOT:
        return
    law = statutory.span if statutory.kind is LimitKind.FIXED else None
    if (_twice(law) if law else None) != (Duration(listed.amount * 2, listed.unit) if listed.amount else None):
        said = law.label if law else "没有规定"
        yield warn("B2", "anticipate_day", f"{where}法定办结时限是{said}，清单里是 {_shown(listed)}。", BOTH)


def _promise(link: LinkedItem, row: Row, where: str) -> Iterator[ItemFinding]:
    """In a bundle an item may be promised sooner than by itself, never later."""
    listed = known_duration(row.get("promise_day"), row.get("promise_type"))
    if listed is None or link.promise is None:
        return
    if _twice(link.promise.span, listed.unit).is_longer_than(Duration(listed.amount * 2, listed.unit)):
        message = f"{where}承诺 {link.promise.span.label}，比清单里单独办理的 {_shown(listed)}还长。"
        yield warn("B3", "promise_day", message, "请缩短一件事里的承诺，或核对清单。")


def _materials(link: LinkedItem, row: Row, where: str) -> Iterator[ItemFinding]:
    if "materials" not in row:
        return
    listed = {_bare(material.get("name", "")): material.get("name", "") for material in row["materials"]}
    asked = {_bare(name): name for name in link.materials}
    more = [name for bare, name in asked.items() if bare not in listed]
    fewer = [name for bare, name in listed.items() if bare not in asked]
    if more:
        message = f"{where}要“{'”“'.join(more)}”，清单里没有。"
        yield warn("B4", "materials", message, "清单里没有的材料不得要求；名称不同的请统一。")
    if fewer:
        message = f"{where}不要“{'”“'.join(fewer)}”，清单里有。"
        yield note("B4", "materials", message, "如果一件事里确实不用交，可以保留；名称不同的请统一。")


def _twice(span: Span, unit: str = "") -> Duration:
    """Twice the span, so that half-days are whole; 当场 is nought of the unit it is compared in."""
    amount = span.amount if span.unit is Unit.WORKING_DAY else span.amount * 2
    return Duration(amount, UNITS.get(span.unit, unit))


def _shown(listed: Duration) -> str:
    unit = next(unit for unit, code in UNITS.items() if code == listed.unit)
    return Span(listed.amount * 2 if unit is Unit.WORKING_DAY else listed.amount, unit).label


def _bare(name: str) -> str:
    return re.sub(r"[\s（(].*$|《|》", "", name)
