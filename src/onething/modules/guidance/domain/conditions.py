"""Rules and effects of a bundle in words: when an item is done, when a material is asked for, what an answer causes. Pure.

A rule is put into words by what it answers, not by how it is written: the answers that make it true are tried out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from onething.core.definitions import (
    AddMaterial,
    Bundle,
    BundleItem,
    Drop,
    Effect,
    Include,
    Library,
    MaterialNeed,
    Option,
    Question,
    RemoveMaterial,
    Route,
    SetMode,
    SetValue,
    Swap,
)
from onething.core.rules import Rule, Truth

Choices = Mapping[str, tuple[str, ...]]
Chosen = dict[str, str]
Change = Include | Drop | Swap | AddMaterial | RemoveMaterial | SetMode


def rule_words(bundle: Bundle, rule: Rule) -> str:
    """For example “父母民族相同吗”选“不同”; all parts that must hold together, or each that is enough alone."""
    return _words(rule, tuple(question for question in bundle.questions if question.code in rule.names), {})


def _words(rule: Rule, asked: tuple[Question, ...], fixed: Chosen) -> str:
    every = {question.code: tuple(option.code for option in question.options) for question in asked}
    needed = _kept(rule, every, fixed, lambda truth: truth is not Truth.FALSE)
    if all(_holds(rule, fixed | chosen) is Truth.TRUE for chosen in _combinations(needed)):
        return "，并且".join(_chosen_words(q, needed[q.code]) for q in asked if needed[q.code] != every[q.code])
    enough = _kept(rule, every, fixed, lambda truth: truth is Truth.TRUE)
    rest = {code: tuple(c for c in codes if c not in enough[code]) for code, codes in every.items()}
    if all(_holds(rule, fixed | chosen) is Truth.FALSE for chosen in _combinations(rest)):
        return "，或者".join(_chosen_words(q, enough[q.code]) for q in asked if enough[q.code])
    return "；或者".join(_by_first(rule, asked, fixed))


def _by_first(rule: Rule, asked: tuple[Question, ...], fixed: Chosen) -> Iterator[str]:
    """The answers to the first question one after the other, each with what it asks of the others."""
    first, others = asked[0], asked[1:]
    told: dict[str, list[str]] = {}
    for option in first.options:
        chosen = fixed | {first.code: option.code}
        truth = _holds(rule, chosen)
        if truth is not Truth.FALSE:
            words = "" if truth is Truth.TRUE else _words(rule, others, chosen)
            told.setdefault(words, []).append(option.code)
    for words, codes in told.items():
        yield f"{_chosen_words(first, codes)}，并且{words}" if words else _chosen_words(first, codes)


def _kept(rule: Rule, every: Choices, fixed: Chosen, fits: Callable[[Truth], bool]) -> dict[str, tuple[str, ...]]:
    """Per question the answers that fit when nothing else is known."""
    return {
        name: tuple(code for code in codes if fits(_holds(rule, fixed | {name: code}))) for name, codes in every.items()
    }


def _holds(rule: Rule, chosen: Chosen) -> Truth:
    return rule.evaluate(chosen).truth


def _combinations(choices: Choices) -> Iterator[Chosen]:
    return (dict(zip(choices, codes, strict=True)) for codes in product(*choices.values()))


def _chosen_words(question: Question, codes: Sequence[str]) -> str:
    others = [option for option in question.options if option.code not in codes]
    if len(others) == 1 < len(codes):
        return f"“{question.text}”不选“{others[0].label}”"
    return f"“{question.text}”选{'或'.join(f'“{o.label}”' for o in question.options if o.code in codes)}"


def item_conditions(bundle: Bundle, library: Library, entry: BundleItem) -> tuple[str, ...]:
    """When the item is done and when not; nothing when it is always done."""
    said = [f"{rule_words(bundle, entry.when)}的，才办。"] if entry.when else []
    swaps = [effect for _, _, effect in effects_of(bundle) if isinstance(effect, Swap)]
    brought = [effect.out for effect in swaps if effect.into == entry.item]
    said += [f"代替“{library.items[out].name}”。" for out in dict.fromkeys(brought)]
    said += [_effect_on_item(*found, library) for found in effects_of(bundle) if _touches(found[2], entry.item)]
    if entry.optional:
        said.append("可选，申请人可以选择不办。" if entry.by_default else "可选，申请人要办才办。")
    return tuple(said)


def _touches(effect: Effect, item: str) -> bool:
    if isinstance(effect, Swap):
        return effect.out == item
    return isinstance(effect, Drop | Include | SetMode) and effect.item == item


def _effect_on_item(question: Question, option: Option, effect: Effect, library: Library) -> str:
    told = f"“{question.text}”选“{option.label}”的，"
    match effect:
        case Swap(into=into):
            return f"{told}改办“{library.items[into].name}”：{effect.because}"
        case Include(because=because):
            return f"{told}才办：{because}"
        case SetMode(mode=mode, because=because):
            return f"{told}按“{mode_words(mode)}”方式办：{because}"
        case Drop(because=because):
            return f"{told}不办：{because}"
        case _:
            return told


def mode_words(mode: str) -> str:
    """The name of a mode; the one mode with a code is the pledge."""
    return "告知承诺" if mode == "pledge" else mode


def material_conditions(bundle: Bundle, item: str, need: MaterialNeed) -> tuple[str, ...]:
    """When this material is not asked for although it stands with the item, or only then."""
    said = [f"{rule_words(bundle, need.when)}的，才要。"] if need.when else []
    for question, option, effect in effects_of(bundle):
        told = f"“{question.text}”选“{option.label}”的，"
        if isinstance(effect, AddMaterial) and effect.item == item and effect.material == need.material:
            said.append(f"{told}才要：{effect.because}。".replace("。。", "。"))
        if isinstance(effect, RemoveMaterial) and effect.item == item and effect.material == need.material:
            said.append(f"{told}不要：{effect.because}。".replace("。。", "。"))
    return tuple(said)


def option_words(bundle: Bundle, library: Library, option: Option) -> tuple[str, ...]:
    """What choosing this option causes."""
    return tuple(_effect_words(bundle, library, effect) for effect in option.effects)


def _effect_words(bundle: Bundle, library: Library, effect: Effect) -> str:
    if isinstance(effect, Route):
        return f"不走一件事，{effect.title}：{effect.because}"
    if isinstance(effect, SetValue):
        return f"表单里“{bundle.role(effect.role).label}”的“{library.elements[effect.element].label}”由这个回答带出"
    return f"{_change_words(library, effect)}：{effect.because}"


def _change_words(library: Library, effect: Change) -> str:
    """What the answer changes, without the reason."""
    items, materials = library.items, library.materials
    if isinstance(effect, Swap):
        return f"不办“{items[effect.out].name}”，改办“{items[effect.into].name}”"
    name = items[effect.item].name
    match effect:
        case AddMaterial(material=material):
            words = f"“{name}”要交“{materials[material].name}”"
        case RemoveMaterial(material=material):
            words = f"“{name}”不要“{materials[material].name}”"
        case SetMode(mode=mode):
            words = f"“{name}”按“{mode_words(mode)}”方式办"
        case _:
            words = f"{'办' if isinstance(effect, Include) else '不办'}“{name}”"
    return words


def effects_of(bundle: Bundle) -> Iterator[tuple[Question, Option, Effect]]:
    """Every effect with the answer that causes it."""
    for question in bundle.questions:
        for option in question.options:
            for effect in option.effects:
                yield question, option, effect
