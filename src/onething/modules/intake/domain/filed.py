"""The form as it was filed: frozen entries as canonical JSON, and the part of it that an item needs."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from onething.core.definitions import Element, ElementKind
from onething.core.planning import Plan
from onething.modules.intake.domain.form import DELIVERY_ADDRESS, POST, FilledField, FilledSection, Origin
from onething.modules.intake.domain.review import delivery_mode


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledField:
    """One field as filed; `items` are the plan's item keys that need it, `registered` what a disputed register says."""

    key: str
    element: str
    label: str
    party: str
    party_label: str
    kind: str
    value: str = field(repr=False)
    shown: str = field(repr=False)
    origin: Origin
    source: str
    as_of: datetime | None
    registered: str = field(repr=False)
    items: tuple[str, ...]
    sensitive: bool

    @property
    def disputed(self) -> bool:
        """True when the applicant says that the register is wrong."""
        return self.origin is Origin.DISPUTED


def file_form(form: tuple[FilledSection, ...]) -> tuple[FiledField, ...]:
    """Everything that was filled, without an address that nothing is posted to."""
    posted = delivery_mode(form) == POST
    return tuple(
        _filed(section, field)
        for section in form
        for field in section.fields
        if field.value and (posted or field.planned.element != DELIVERY_ADDRESS)
    )


def fields_for(filed: tuple[FiledField, ...], items: Collection[str]) -> tuple[FiledField, ...]:
    """The fields that at least one of these items needs."""
    return tuple(entry for entry in filed if set(entry.items) & set(items))


def correct_field(entry: FiledField, *, value: str, shown: str) -> FiledField:
    """The entry with what the applicant supplied in a correction."""
    return replace(entry, value=value, shown=shown, origin=Origin.FILLED, source="", as_of=None, registered="")


def empty_field(plan: Plan, element: Element, key: str) -> FiledField:
    """An entry for a field of the plan that nothing was filled into."""
    section, planned = next((s, f) for s in plan.form for f in s.fields if f.key == key)
    empty = FilledField(planned=planned, element=element, value="", origin=Origin.EMPTY)
    return _filed(FilledSection(party=section.party, label=section.label, fields=()), empty)


def is_own_writing(entry: FiledField) -> bool:
    """True for what the applicant wrote, and so may put right; not what was proven, shared, chosen or computed."""
    return entry.origin in {Origin.FILLED, Origin.DISPUTED} and entry.kind != ElementKind.CHOICE


def write_form(filed: tuple[FiledField, ...]) -> str:
    """Canonical JSON."""
    rows = [{**asdict(entry), "as_of": entry.as_of.isoformat() if entry.as_of else ""} for entry in filed]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_form(text: str) -> tuple[FiledField, ...]:
    """The entries that `write_form` wrote."""
    return tuple(
        FiledField(
            **{
                **row,
                "items": tuple(row["items"]),
                "origin": Origin(row["origin"]),
                "as_of": datetime.fromisoformat(row["as_of"]) if row["as_of"] else None,
            }
        )
        for row in json.loads(text)
    )


def _filed(section: FilledSection, filled: FilledField) -> FiledField:
    planned = filled.planned
    return FiledField(
        key=planned.key,
        element=planned.element,
        label=planned.label,
        party=planned.party,
        party_label=section.label,
        kind=planned.kind.value,
        value=filled.value,
        shown=filled.shown,
        origin=filled.origin,
        source=filled.source,
        as_of=filled.as_of,
        registered=filled.registered_shown,
        items=planned.items,
        sensitive=filled.element.sensitive,
    )
