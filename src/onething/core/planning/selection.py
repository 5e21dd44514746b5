"""Which items apply, which the applicant left out, what falls with them, and why. 情形引导, 自主选择."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onething.core.definitions import (
    Bundle,
    BundleItem,
    Drop,
    Effect,
    Include,
    Item,
    Library,
    Prerequisite,
    SetMode,
    Swap,
    Tie,
)
from onething.core.planning.answers import Answers, Chosen
from onething.core.planning.parties import Parties
from onething.core.planning.plan import Reason, Standing
from onething.core.rules import Truth


@dataclass(frozen=True, slots=True)
class Selection:
    """What the applicant leaves out, or takes although it is off by default; item codes or instance keys.

    With `only`, nothing but these keys is wanted: what the law sets before them was done long ago (延续).
    """

    leave_out: frozenset[str] = frozenset()
    take: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holding:
    """What government already knows about one material of one party."""

    held: bool
    source: str = ""
    as_of: str = ""


Holdings = Mapping[tuple[str, str], Holding]


class Instance(NamedTuple):
    """One item for one subject, with its standing so far."""

    key: str
    entry: BundleItem
    item: Item
    subject: str
    standing: Standing
    reasons: tuple[Reason, ...]
    mode: str = ""
    tied: bool = False
    stands_for: tuple[str, ...] = ()  # the items whose place it took

    @property
    def applies(self) -> bool:
        """True when it becomes a case."""
        return self.standing is Standing.APPLIES


Groups = Mapping[str, Sequence[Instance]]
STILL_THERE = frozenset({Standing.APPLIES, Standing.OPEN})


@dataclass(frozen=True, slots=True)
class Selected:
    """All instances in pack order."""

    instances: tuple[Instance, ...]
    warnings: tuple[Reason, ...]

    def applying(self) -> tuple[Instance, ...]:
        """Those that become cases."""
        return tuple([instance for instance in self.instances if instance.applies])


def select(
    *, bundle: Bundle, library: Library, answers: Answers, parties: Parties, selection: Selection, holdings: Holdings
) -> Selected:
    """Decide the standing of every instance."""
    instances: list[Instance] = []
    for entry in bundle.items:
        subjects = parties.by_role[entry.per] if entry.per else ("",)
        instances += _gated(entry, library.items[entry.item], subjects, answers, selection)
    if selection.only:
        return Selected(tuple(instance for instance in instances if instance.key in selection.only), ())
    chosen, warnings = _choose(instances, bundle.ties, selection)
    return Selected(tuple(_fall(chosen, holdings)), tuple(warnings))


def _gated(
    entry: BundleItem, item: Item, subjects: Sequence[str], answers: Answers, selection: Selection
) -> Iterator[Instance]:
    """One instance a subject. What the answers say is the same for all: judged once an item, not once a child."""
    effects = answers.effects_on.get(item.code, ())
    modes = [chosen for chosen in effects if isinstance(chosen.effect, SetMode)]
    because = tuple(map(_because, modes))
    mode = next((c.effect.mode for c in reversed(modes) if isinstance(c.effect, SetMode)), "")
    swaps = [c.effect for c in effects if isinstance(c.effect, Swap) and c.effect.into == item.code]
    stands_for = tuple(swap.out for swap in swaps)
    gates: dict[bool, tuple[Standing, Reason]] = {}
    for subject in subjects:
        key = f"{item.code}:{subject}" if subject else item.code
        wanted = entry.by_default or not (selection.take | selection.only).isdisjoint((item.code, key))
        if wanted not in gates:
            gates[wanted] = _gate(entry, wanted, answers)
        standing, reason = gates[wanted]
        yield Instance(key, entry, item, subject, standing, (reason, *because), mode=mode, stands_for=stands_for)


def _gate(entry: BundleItem, wanted: bool, answers: Answers) -> tuple[Standing, Reason]:
    effects = answers.effects_on.get(entry.item, ())
    for chosen in effects:
        if _removes(chosen.effect, entry.item):
            return Standing.NOT_APPLICABLE, _because(chosen)
    for chosen in effects:
        if _brings(chosen.effect, entry.item):
            return Standing.APPLIES, _because(chosen)
    return _by_condition(entry, wanted, answers)


def _by_condition(entry: BundleItem, wanted: bool, answers: Answers) -> tuple[Standing, Reason]:
    outcome = answers.judge(entry.when)
    why = answers.explain(outcome) if outcome else ""
    if outcome and outcome.truth is Truth.FALSE:
        return Standing.NOT_APPLICABLE, Reason("condition", entry.because or f"{why}，不涉及。")
    missing = outcome.missing if outcome else frozenset()
    doubts = [d.question.text for d in answers.doubts if d.question.code in missing or entry.item in d.items]
    if doubts or (outcome and outcome.truth is Truth.UNKNOWN):
        return Standing.OPEN, Reason("open", f"要看{'、'.join(f'“{text}”' for text in doubts)}的回答。")
    if not wanted:
        return Standing.NOT_APPLICABLE, Reason("not_chosen", "默认不办，需要时可以勾选。")
    return Standing.APPLIES, Reason("applies", why or "您的情形需要办理。")


def _removes(effect: Effect, item: str) -> bool:
    return isinstance(effect, Drop) or (isinstance(effect, Swap) and effect.out == item)


def _brings(effect: Effect, item: str) -> bool:
    return isinstance(effect, Include) or (isinstance(effect, Swap) and effect.into == item)


def _because(chosen: Chosen) -> Reason:
    told = getattr(chosen.effect, "because", "")
    return Reason("answer", f"“{chosen.question.text}”选的是“{chosen.label}”：{told}")


def _choose(
    instances: list[Instance], ties: tuple[Tie, ...], selection: Selection
) -> tuple[list[Instance], list[Reason]]:
    """Apply what the applicant leaves out, except where law ties items together."""
    there = {i.item.code for i in instances if i.standing in STILL_THERE}
    tied = {i.item.code: _tie(i.item.code, ties, there) for i in instances}
    chosen: list[Instance] = []
    warnings: list[Reason] = []
    for instance in instances:
        tie = tied[instance.item.code]
        unwanted = instance.item.code in selection.leave_out or instance.key in selection.leave_out
        if unwanted and tie and instance.item.code in there:
            others = "、".join(_others(instance, tie, instances))
            warnings.append(
                Reason("tied", f"“{instance.item.name}”依法须与“{others}”一并办理，不能单独去掉。", tie.basis)
            )
        elif unwanted and instance.item.code in there:
            left = Reason("left_out", "您选择这次不办。")
            chosen.append(instance._replace(standing=Standing.LEFT_OUT, reasons=(left,)))
            continue
        chosen.append(instance._replace(tied=True) if tie else instance)
    return chosen, warnings


def _others(instance: Instance, tie: Tie, instances: list[Instance]) -> dict[str, None]:
    """The names of what is done together with it, each once however many there are."""
    there = (i.item for i in instances if i.standing in STILL_THERE and i.item.code in tie.items)
    return dict.fromkeys(item.name for item in there if item.code != instance.item.code)


def _tie(item: str, ties: tuple[Tie, ...], there: set[str]) -> Tie | None:
    return next((tie for tie in ties if item in tie.items and there.intersection(tie.items) - {item}), None)


def _fall(instances: list[Instance], holdings: Holdings) -> list[Instance]:
    """Let fall, transitively, what cannot be done without an item that is not done here."""
    current = instances
    while not STILL_THERE.issuperset([instance.standing for instance in current]):
        groups = by_item(current)
        following = [_fallen(instance, groups, holdings) for instance in current]
        if following == current:
            break
        current = following
    return current


def _fallen(instance: Instance, groups: Groups, holdings: Holdings) -> Instance:
    if instance.standing not in STILL_THERE:
        return instance
    for need in instance.item.after:
        missing = None if need.soft else _missing(need, instance, groups, holdings)
        if missing:
            text = f"须先办“{missing.item.name}”，这次不办它，本事项也办不了。已办过的，登录后凭已有结果可继续。"
            reason = Reason("falls", text, need.basis)
            return instance._replace(standing=Standing.FALLS, reasons=(reason,))
    return instance


def _missing(need: Prerequisite, instance: Instance, groups: Groups, holdings: Holdings) -> Instance | None:
    """The prerequisite instance that neither runs here nor is proven to be done."""
    before = prerequisite_instances(need, instance, groups)
    if not before or not STILL_THERE.isdisjoint([other.standing for other in before]):
        return None
    subject = instance.subject if before[0].subject else ""
    return None if _proven(need.proof, subject, holdings) else before[0]


def _proven(proof: str, subject: str, holdings: Holdings) -> bool:
    """Whether the subject holds the proof, or any party when one of the two items is about nobody in particular."""
    return any(
        holding.held and material == proof and (not subject or party in {"", subject})
        for (party, material), holding in holdings.items()
    )


def by_item(instances: Iterable[Instance]) -> Groups:
    """Instances by item code, and by the code of an item whose place they took."""
    groups: dict[str, list[Instance]] = {}
    for instance in instances:
        for code in (instance.item.code, *instance.stands_for):
            groups.setdefault(code, []).append(instance)
    return groups


def prerequisite_instances(need: Prerequisite, instance: Instance, groups: Groups) -> list[Instance]:
    """The instances of the prerequisite item for the same subject, or for all when either has none."""
    return [
        other
        for other in groups.get(need.item, ())
        if other.subject == instance.subject or not (other.subject and instance.subject)
    ]
