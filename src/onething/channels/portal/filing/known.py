"""What is known about a party already, gathered under who says so and since when. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from onething.modules.intake.api import IDENTITY_ELEMENTS, FilledField, Origin


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One value, and the way to say that it is wrong (or, for somebody's identity, to change it)."""

    label: str
    value: str
    action: str
    address: str


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """Values from one source."""

    source: str
    as_of: datetime | None
    rows: tuple[KnownRow, ...]


def group_known(fields: Iterable[FilledField], *, address: str) -> tuple[KnownGroup, ...]:
    """By source, in the order of the form; `address` is the page on which something can be put right."""
    groups: dict[str, list[FilledField]] = {}
    for field in fields:
        groups.setdefault(field.source, []).append(field)
    return tuple(
        KnownGroup(
            source=source,
            as_of=group[0].as_of,
            rows=tuple(_row(field, address) for field in group),
        )
        for source, group in groups.items()
    )


def _row(field: FilledField, address: str) -> KnownRow:
    if field.origin is not Origin.SHARED:
        return KnownRow(field.planned.label, field.shown, "", "")
    join = "&" if "?" in address else "?"
    if field.planned.element in IDENTITY_ELEMENTS:
        return KnownRow(field.planned.label, field.shown, "修改", f"{address}{join}identify=1")
    return KnownRow(
        field.planned.label, field.shown, "信息有误", f"{address}{join}{urlencode({'wrong': field.key})}#form"
    )
