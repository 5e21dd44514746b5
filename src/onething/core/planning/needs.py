"""Every material need of every item, resolved to parties: the raw list before merging."""

from collections.abc import Mapping
from typing import NamedTuple

from onething.core.definitions import AddMaterial, Basis, Item, Material, MaterialNeed, RemoveMaterial
from onething.core.planning.answers import Answers, Chosen
from onething.core.planning.parties import Parties
from onething.core.planning.selection import STILL_THERE, Instance
from onething.core.rules import Truth

_Judged = tuple[MaterialNeed, Material, Truth, str]


class Need(NamedTuple):
    """One item instance asks for one material of one party; FALSE ones are kept to say why not."""

    instance: Instance
    material: Material
    party: str
    truth: Truth
    text: str
    basis: Basis
    original: bool = False


def read_needs(
    instances: tuple[Instance, ...], materials: Mapping[str, Material], answers: Answers, parties: Parties
) -> list[Need]:
    """The needs of all items that apply or still may."""
    there = [instance for instance in instances if instance.standing in STILL_THERE]
    items = {instance.item.code: instance.item for instance in there}
    # What the answers say of a need is the same for every subject: judged once an item, not once a child.
    judged = {
        code: [(need, materials[need.material], *_truth(need, item, answers)) for need in item.materials]
        for code, item in items.items()
    }
    found: list[Need] = []
    for instance in there:
        found += _own(instance, judged[instance.item.code], parties)
        found += _added(instance, materials, answers, parties)
    return found


def _own(instance: Instance, judged: list[_Judged], parties: Parties) -> list[Need]:
    subject, per = instance.subject, instance.entry.per
    return [
        Need(instance, material, party, truth, text, need.basis, need.original)
        for need, material, truth, text in judged
        for party in parties.of(need.role, subject=subject, per=per)
    ]


def _truth(need: MaterialNeed, item: Item, answers: Answers) -> tuple[Truth, str]:
    removed = _removed(need, item, answers)
    if removed:
        return Truth.FALSE, removed.effect.because if isinstance(removed.effect, RemoveMaterial) else ""
    outcome = answers.judge(need.when)
    if outcome is None:
        return Truth.TRUE, need.why
    if outcome.truth is Truth.TRUE:
        return Truth.TRUE, need.why or answers.explain(outcome)
    return outcome.truth, answers.explain(outcome)


def _removed(need: MaterialNeed, item: Item, answers: Answers) -> Chosen | None:
    for chosen in answers.effects_on.get(item.code, ()):
        if isinstance(chosen.effect, RemoveMaterial) and chosen.effect.material == need.material:
            return chosen
    return None


def _added(instance: Instance, materials: Mapping[str, Material], answers: Answers, parties: Parties) -> list[Need]:
    found: list[Need] = []
    for chosen in answers.effects_on.get(instance.item.code, ()):
        effect = chosen.effect
        if isinstance(effect, AddMaterial):
            text = f"“{chosen.question.text}”选的是“{chosen.label}”：{effect.because}"
            material = materials[effect.material]
            found += [
                Need(instance, material, party, Truth.TRUE, text, effect.basis)
                for party in parties.of(effect.role, subject=instance.subject, per=instance.entry.per)
            ]
    return found
