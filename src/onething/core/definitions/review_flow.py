"""Publication review: questions that nobody reaches, conditions that never hold, orders that bite their own tail."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from onething.core.definitions.bundles import Bundle, Question
from onething.core.definitions.effects import AddMaterial, Route
from onething.core.definitions.items import Item
from onething.core.definitions.library import Library
from onething.core.definitions.review_terms import Finding, refuse, warn
from onething.core.rules import Rule, Truth

Edges = Mapping[str, tuple[str, ...]]
MOST_COMBINATIONS = 4096


def dependencies(bundle: Bundle, library: Library) -> Edges:
    """Item -> the items of the bundle whose results or conclusion it waits for."""
    items = [library.items[entry.item] for entry in bundle.items if entry.item in library.items]
    return {item.code: _waits(item, items, _needed(item, bundle)) for item in items}


def _needed(item: Item, bundle: Bundle) -> set[str]:
    added = {
        effect.material
        for question in bundle.questions
        for option in question.options
        for effect in option.effects
        if isinstance(effect, AddMaterial) and effect.item == item.code
    }
    return added | {need.material for need in item.materials}


def _waits(item: Item, items: list[Item], needed: set[str]) -> tuple[str, ...]:
    before = {order.item for order in item.after}
    return tuple(
        other.code
        for other in items
        if other.code in before or (other.code != item.code and other.result.provides in needed)
    )


def find_ring(edges: Edges) -> tuple[str, ...]:
    """The first ring, in waiting order and closed; empty when there is none."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        todo = [(start, iter(edges[start]))] if start not in done else []
        while todo:
            code, following = todo[-1]
            if len(path) < len(todo):
                path.append(code)
            found = next(following, None)
            if found is None:
                done.add(code)
                todo.pop()
                path.pop()
            elif found in path:
                return (*path[path.index(found) :], found)
            elif found not in done:
                todo.append((found, iter(edges.get(found, ()))))
    return ()


def review_flow(bundle: Bundle, library: Library) -> Iterator[Finding]:
    """Rings, unreachable questions and options, conditions that never hold."""
    ring = find_ring(dependencies(bundle, library))
    if ring:
        names = " → ".join(library.items[code].name for code in ring)
        message = f"事项互相等待，谁也开始不了：{names}。请检查 after，以及谁的结果是谁的材料，断开其中一处。"
        yield refuse("dependency_ring", ("bundle", bundle.code, "items"), message)
    yield from _questions(bundle)
    yield from _conditions(bundle, library)


def _questions(bundle: Bundle) -> Iterator[Finding]:
    earlier: list[Question] = []
    for question in bundle.questions:
        where = ("bundle", bundle.code, "questions", question.code)
        later = question.when.names - {before.code for before in earlier} if question.when else frozenset()
        if later:
            message = f"“{question.text}”的条件看的是排在后面的问题：{'、'.join(sorted(later))}。请调整顺序。"
            yield refuse("question_order", where, message)
        elif question.when and not can_hold(question.when, earlier):
            message = f"“{question.text}”的条件不可能成立，没有人会被问到。请改条件，或删去这个问题。"
            yield refuse("question_unreachable", where, message)
        yield from _after_route(question, where)
        earlier.append(question)


def _after_route(question: Question, where: tuple[str, ...]) -> Iterator[Finding]:
    for option in question.options:
        if len(option.effects) > 1 and any(isinstance(effect, Route) for effect in option.effects):
            message = f"选“{option.label}”就转到别处办，同一选项里其他影响不会发生。请删去它们。"
            yield warn("effect_unreachable", (*where, option.code), message)


def _conditions(bundle: Bundle, library: Library) -> Iterator[Finding]:
    for where, rule in _rules(bundle, library):
        if not can_hold(rule, bundle.questions):
            message = f"条件“{rule.text}”不可能成立，这一处永远用不上。请改条件，或删去这一处。"
            yield warn("condition_never_holds", where, message)


def _rules(bundle: Bundle, library: Library) -> Iterator[tuple[tuple[str, ...], Rule]]:
    for entry in bundle.items:
        if entry.when:
            yield ("bundle", bundle.code, "items", entry.item), entry.when
        item = library.items.get(entry.item)
        for need in item.materials if item else ():
            if need.when:
                yield ("item", entry.item, "materials", need.material), need.when
        for field in item.fields if item else ():
            if field.when:
                yield ("item", entry.item, "fields", field.element), field.when
    for role in bundle.roles:
        for link in role.links:
            yield ("bundle", bundle.code, "roles", role.code), link.when


def can_hold(rule: Rule, questions: list[Question] | tuple[Question, ...]) -> bool:
    """Whether some combination of answers makes it true; taken as possible when there are too many to try."""
    named = [question for question in questions if question.code in rule.names]
    if prod(len(question.options) for question in named) > MOST_COMBINATIONS:
        return True
    codes = [question.code for question in named]
    return any(
        rule.evaluate(dict(zip(codes, chosen, strict=True))).truth is Truth.TRUE
        for chosen in product(*([option.code for option in question.options] for question in named))
    )
