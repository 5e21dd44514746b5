"""One form: each element of each party is asked once, however many items need it. 一表申报."""

from collections import defaultdict
from collections.abc import Mapping

from onething.core.definitions import Element, ElementSource, SetValue
from onething.core.planning.answers import Answers
from onething.core.planning.parties import Parties
from onething.core.planning.plan import FormSection, PlannedField
from onething.core.planning.selection import Instance
from onething.core.rules import Truth

Asked = defaultdict[str, defaultdict[str, list[tuple[str, bool]]]]
"""By party and element, the keys of those who ask, and whether they must know: one entry a field filled in singly."""


def read_asked(applying: tuple[Instance, ...], answers: Answers, parties: Parties) -> Asked:
    """Every field of the applying items, of every party."""
    items = {instance.item.code: instance.item for instance in applying}
    # What the answers say of a field is the same for every subject: judged once an item, not once a child.
    wanted = {
        code: [need for need in item.fields if answers.holds(need.when) is Truth.TRUE] for code, item in items.items()
    }
    roles = {code: {need.role for need in needs} for code, needs in wanted.items()}
    asked: Asked = defaultdict(lambda: defaultdict(list))
    for instance in applying:
        key, code, per = instance.key, instance.item.code, instance.entry.per
        meant = {role: parties.of(role, subject=instance.subject, per=per) for role in roles[code]}
        for need in wanted[code]:
            for party in meant[need.role]:
                asked[party][need.element].append((key, need.required))
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
                _field(elements[code], party, asking, presets.get((party, code), ""))
                for code, asking in asked[party].items()
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


def _field(element: Element, party: str, asking: list[tuple[str, bool]], preset: str) -> PlannedField:
    return PlannedField(
        key=f"{party}.{element.code}" if party else element.code,
        element=element.code,
        label=element.label,
        party=party,
        kind=element.kind,
        source=element.source,
        required=element.source is not ElementSource.DERIVE and True in [required for _, required in asking],
        items=tuple(dict.fromkeys([key for key, _ in asking])),
        hint=element.hint,
        preset=preset,
    )
