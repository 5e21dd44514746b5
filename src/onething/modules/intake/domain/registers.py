"""Which register answers which field or proves which document, and whose number it is asked with.

Source: the registers of the packs; 国务院关于在线政务服务的若干规定 第7条 (what sharing gives is not asked).
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from onething.core.calendar import SHANGHAI
from onething.core.definitions import Element, ExemptBy, Library, Register, basic_register, proving_register
from onething.core.planning import Holding, Holdings, Plan, PlannedMaterial
from onething.modules.intake.domain.content import DraftContent, Outcome, Told
from onething.modules.intake.domain.parties import kind_of, number_of, party_in_role

STATUS = "status"


def resources_of(plan: Plan, library: Library, party: str) -> tuple[Register, ...]:
    """The registers to ask with this party's number, the one that knows whose number it is first."""
    basic = basic_register(library.registers, kind_of(plan, party))
    asked = {basic.code: basic} if basic else {}
    for section in plan.form:
        for field in section.fields:
            resource = library.elements[field.element].resource
            if resource and asked_of(plan, library, resource, section.party) == party:
                asked[resource] = library.registers[resource]
    for material in plan.materials:
        register = proving_register(library.registers, material.exempt_reference)
        if register and asked_of(plan, library, register.code, material.party) == party:
            asked[register.code] = register
    return tuple(asked.values())


def asked_of(plan: Plan, library: Library, resource: str, party: str) -> str:
    """The party with whose number the register is asked about this party; empty when it keeps no such parties.

    Packs published before registers were their matter describe none: what they ask for is then filled in by hand.
    """
    register = library.registers.get(resource)
    if register is None:
        return ""
    asked = party_in_role(plan, register.kept_under) if register.kept_under else party
    return asked if kind_of(plan, asked) is register.about else ""


def parties_asked(plan: Plan, library: Library, party: str) -> tuple[str, ...]:
    """With whose numbers registers are asked for what the form needs about this party."""
    fields = (field for section in plan.form if section.party == party for field in section.fields)
    resources = (library.elements[field.element].resource for field in fields)
    asked = (asked_of(plan, library, resource, party) for resource in resources if resource)
    return tuple(dict.fromkeys(filter(None, asked)))


def statements_about(plan: Plan, content: DraftContent, library: Library, party: str) -> tuple[Told, ...]:
    """What the registers answered, found or not, that concerns this party's part of the form."""
    fields = (field for section in plan.form if section.party == party for field in section.fields)
    resources = dict.fromkeys(library.elements[field.element].resource for field in fields)
    told = (told_about(plan, content, library, resource, party) for resource in resources if resource)
    return tuple(statement for statement in told if statement is not None)


def told_about(plan: Plan, content: DraftContent, library: Library, resource: str, party: str) -> Told | None:
    """What the register told that concerns this party; None when it was not asked."""
    number = number_of(plan, content, asked_of(plan, library, resource, party))
    return content.told.get(number, {}).get(resource) if number else None


def shared_value(
    plan: Plan, content: DraftContent, library: Library, element: Element, party: str
) -> tuple[str, Told | None]:
    """The value that the register states for the element of this party, with the statement it stands in."""
    told = told_about(plan, content, library, element.resource, party) if element.resource else None
    if told is None or told.outcome is not Outcome.FOUND:
        return "", told
    return told.values.get(_place(element.resource_field, party), ""), told


def make_told(
    record: Mapping[str, Any], *, register: Register, source: str, as_of: datetime, fields: Collection[str]
) -> Told:
    """Keep of a record what the bundle uses: plain texts by field name, repeated ones with their index."""
    flat = _latest(record, register.listed, register.latest_by) if register.listed else _flatten(record)
    kept = {name: text for name, text in flat.items() if _bare(name) in {*fields, STATUS}}
    if register.in_force and flat.get(STATUS) != register.in_force:
        return Told(Outcome.ABSENT, source, as_of.isoformat())
    return Told(Outcome.FOUND, source, as_of.isoformat(), kept)


def holdings_of(plan: Plan, content: DraftContent, library: Library) -> Holdings:
    """What is known about the documents of this plan: held, not held; nothing where no register answered."""
    return {
        (material.party, material.material): holding
        for material in plan.materials
        if (holding := _holding(plan, content, library, material)) is not None
    }


def _holding(plan: Plan, content: DraftContent, library: Library, material: PlannedMaterial) -> Holding | None:
    if material.exempt_by is ExemptBy.EARLIER_COPY:
        return _holding_of_copy(plan, content, material)
    register = proving_register(library.registers, material.exempt_reference)
    told = told_about(plan, content, library, register.code, material.party) if register else None
    if told is None or told.outcome not in {Outcome.FOUND, Outcome.ABSENT}:
        return None
    day = told.instant.astimezone(SHANGHAI).date().isoformat() if told.instant else ""
    held = told.outcome is Outcome.FOUND and bool(not material.exempt_field or told.values.get(material.exempt_field))
    return Holding(held=held, source=told.source, as_of=day)


def _holding_of_copy(plan: Plan, content: DraftContent, material: PlannedMaterial) -> Holding:
    """Held only once the person took the earlier copy, and as long as it is the same party's."""
    reused = content.reused.get(material.key)
    if reused is None or reused.party != number_of(plan, content, material.party):
        return Holding(held=False)
    return Holding(held=True, source=reused.source, as_of=reused.filed_on)


def fields_used(library: Library, register: Register) -> set[str]:
    """The fields of its records that the bundle's form shows or that prove a document; the rest is not kept."""
    shown = {e.resource_field for e in library.elements.values() if e.resource == register.code}
    ways = (way for material in library.materials.values() for way in material.exemptions if way.field)
    return shown | {way.field for way in ways if proving_register(library.registers, way.reference) == register}


def _latest(record: Mapping[str, Any], name: str, dated_by: str) -> dict[str, str]:
    listed = record.get(name)
    entries = [_flatten(entry) for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return max(entries, key=lambda entry: entry.get(dated_by, ""), default={})


def _flatten(record: Mapping[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in record.items():
        if isinstance(value, list):
            rows = [row for row in value if isinstance(row, dict)]
            for index, row in enumerate(rows, start=1):
                flat |= {f"{name}.{index}.{inner}": text for inner, text in _flatten(row).items()}
        elif isinstance(value, str | int) and not isinstance(value, bool):
            flat[str(name)] = str(value)
    return flat


def _bare(name: str) -> str:
    """children.2.sex is the field children.sex."""
    return ".".join(part for part in name.split(".") if not part.isdigit())


def _place(field: str, party: str) -> str:
    """Where the party's value stands: for child[2] the field children.sex stands at children.2.sex."""
    group, dot, name = field.partition(".")
    index = party.partition("[")[2].rstrip("]") or "1"
    return f"{group}.{index}.{name}" if dot else field
