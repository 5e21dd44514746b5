"""What of a filed form counts as verified (核验): values that a register stated, with source and time, and nobody changed."""

from collections.abc import Collection, Mapping, Sequence

from onething.core.definitions import Item, fact_name
from onething.core.rules import Kind, NameType, Value
from onething.modules.handling.domain.automatic import Fact
from onething.modules.intake.api import FiledField, MaterialInfo, Origin

CERTAIN = "certain"


def verified_facts(
    form: Collection[FiledField], names: Mapping[str, NameType], *, key: str, subject: str
) -> dict[str, Fact]:
    """The facts of this item by name; what was written, disputed or corrected is unknown."""
    facts = {}
    for entry in form:
        role, _, place = entry.party.partition("[")
        name = fact_name(role, entry.element)
        if key not in entry.items or name not in names or (place and entry.party != subject):
            continue
        value = _value(entry.value, names[name].kind)
        if entry.origin is Origin.SHARED and entry.source and entry.as_of and value is not None:
            facts[name] = Fact(
                name=name, label=entry.label, value=value, shown=entry.shown, source=entry.source, as_of=entry.as_of
            )
    return facts


def labels_of(item: Item, form: Sequence[FiledField]) -> dict[str, str]:
    """What people call the fields that a rule names."""
    known = {(entry.party.partition("[")[0], entry.element): entry.label for entry in form}
    return {
        fact_name(field.role, field.element): known.get((field.role, field.element), field.element)
        for field in item.fields
    }


def unproven_materials(materials: Sequence[MaterialInfo]) -> tuple[str, ...]:
    """What no register or earlier result proves for certain, and everything that was handed in."""
    return tuple(
        entry.name for entry in materials if entry.files or not (entry.from_item or entry.certainty == CERTAIN)
    )


def _value(text: str, kind: Kind) -> Value | None:
    if kind is not Kind.INT:
        return text or None
    return int(text) if text.isascii() and text.isdigit() else None
