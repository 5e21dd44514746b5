"""One form: each element of each party is asked once, however many items need it. 一表申报."""

from collections import defaultdict
from collections.abc import Mapping

from onething.core.definitions import Element, ElementSource, FieldNeed, SetValue
from onething.core.planning.answers import Answers
from onething.core.planning.parties import Parties
from onething.core.planning.plan import FormSection, PlannedField
from onething.core.planning.selection import Instance
from onething.core.rules import Truth

Asked = defaultdict[str, defaultdict[str, list[tuple[Instance, FieldNeed]]]]
"""By party and element, who asks for it: one entry for each field that would be filled in item by item."""


def read_asked(instances: tuple[Instance, ...], answers: Answers, parties: Parties) -> Asked:
    """Every field of the applying items, of every party."""
    applying = [instance for instance in instances if instance.applies]
    items = {instance.item.code: instance.item for instance in applying}
    # What the answers say of a field is the same for every subject: judged once an item, not once a child.
    wanted = {
        code: [need for need in item.fields if answers.holds(need.when) is Truth.TRUE] for code, item in items.items()
    }
    asked: Asked = defaultdict(lambda: defaultdict(list))
    for instance in applying:
        needs = wanted[instance.item.code]
        meant = {
            role: parties.of(role, subject=instance.subject, per=instance.entry.per) for role in {n.role for n in needs}
        }
        for need in needs:
            for party in meant[need.role]:
                asked[party][need.element].append((instance, need))
    return asked


def merge_form(
    asked: Asked, elements: Mapping[str, Element], answers: Answers, parties: Parties
) -> tuple[FormSection, ...]:
    """One field for each party and element; sections in the order of the roles."""
    presets = _presets(answers, parties)
    order = [party.code for party in parties.all if not party.same_as] + [""]
    return tuple(
        FormSection(
            party,
            parties.label(party),
            tuple(
                _field(elements[code], party, group, presets.get((party, code), ""))
                for code, group in asked[party].items()
            ),
        )
        for party in order
        if party in asked
    )


def _presets(answers: Answers, parties: Parties) -> dict[tuple[str, str], str]:
    return {
        (party, chosen.effect.element): chosen.effect.value
        for chosen in answers.effects
        if isinstance(chosen.effect, SetValue)
        for party in parties.of(chosen.effect.role)
    }


def _field(element: Element, party: str, group: list[tuple[Instance, FieldNeed]], preset: str) -> PlannedField:
    return PlannedField(
        key=f"{party}.{element.code}" if party else element.code,
        element=element.code,
        label=element.label,
        party=party,
        kind=element.kind,
        source=element.source,
        required=element.source is not ElementSource.DERIVE and any(need.required for _, need in group),
        items=tuple(dict.fromkeys([instance.key for instance, _ in group])),
        hint=element.hint,
        preset=preset,
    )
