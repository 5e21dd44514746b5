"""One form: each element of each party is asked once, however many items need it. 一表申报."""

from collections.abc import Mapping

from onething.core.definitions import Element, ElementSource, FieldNeed, SetValue
from onething.core.planning.answers import Answers
from onething.core.planning.parties import Parties
from onething.core.planning.plan import FormSection, PlannedField
from onething.core.planning.selection import Instance
from onething.core.rules import Truth

Asked = tuple[Instance, FieldNeed, str]


def read_asked(instances: tuple[Instance, ...], answers: Answers, parties: Parties) -> list[Asked]:
    """Every (item, field, party) of the applying items."""
    applying = [instance for instance in instances if instance.applies]
    items = {instance.item.code: instance.item for instance in applying}
    # What the answers say of a field is the same for every subject: judged once an item, not once a child.
    wanted = {
        code: [need for need in item.fields if answers.holds(need.when) is Truth.TRUE] for code, item in items.items()
    }
    asked: list[Asked] = []
    for instance in applying:
        needs = wanted[instance.item.code]
        meant = {
            role: parties.of(role, subject=instance.subject, per=instance.entry.per) for role in {n.role for n in needs}
        }
        asked += [(instance, need, party) for need in needs for party in meant[need.role]]
    return asked


def merge_form(
    asked: list[Asked], elements: Mapping[str, Element], answers: Answers, parties: Parties
) -> tuple[FormSection, ...]:
    """Group by (party, element); sections in the order of the roles."""
    groups: dict[str, dict[str, list[Asked]]] = {}
    for entry in asked:
        groups.setdefault(entry[2], {}).setdefault(entry[1].element, []).append(entry)
    presets = _presets(answers, parties)
    order = [party.code for party in parties.all if not party.same_as] + [""]
    return tuple(
        FormSection(
            party,
            parties.label(party),
            tuple(
                _field(elements[code], party, group, presets.get((party, code), ""))
                for code, group in groups[party].items()
            ),
        )
        for party in order
        if party in groups
    )


def _presets(answers: Answers, parties: Parties) -> dict[tuple[str, str], str]:
    return {
        (party, chosen.effect.element): chosen.effect.value
        for chosen in answers.effects
        if isinstance(chosen.effect, SetValue)
        for party in parties.of(chosen.effect.role)
    }


def _field(element: Element, party: str, group: list[Asked], preset: str) -> PlannedField:
    return PlannedField(
        key=f"{party}.{element.code}" if party else element.code,
        element=element.code,
        label=element.label,
        party=party,
        kind=element.kind,
        source=element.source,
        required=element.source is not ElementSource.DERIVE and any(need.required for _, need, _ in group),
        items=tuple(dict.fromkeys([instance.key for instance, _, _ in group])),
        hint=element.hint,
        preset=preset,
    )
