"""Publication review: every code that is named must be declared, and be reachable from this bundle."""

from collections.abc import Iterator, Mapping

from onething.core.definitions.bundles import Bundle
from onething.core.definitions.effects import (
    AddMaterial,
    Drop,
    Effect,
    Include,
    RemoveMaterial,
    SetMode,
    SetValue,
    Swap,
)
from onething.core.definitions.items import Item, ItemType
from onething.core.definitions.library import Library
from onething.core.definitions.review_terms import Finding, refuse, warn

Where = tuple[str, ...]
RESERVED_OPTION = "unsure"


def review_references(bundle: Bundle, library: Library) -> Iterator[Finding]:
    """Unknown items, materials, elements, roles, bodies and questions."""
    here = ("bundle", bundle.code)
    known_roles = {role.code for role in bundle.roles}
    for entry in bundle.items:
        yield from unknown_code("item", entry.item, library.items, (*here, "items", entry.item))
        if entry.per:
            yield from unknown_code("role", entry.per, known_roles, (*here, "items", entry.item))
    for body in (bundle.lead, *bundle.joint):
        yield from unknown_code("body", body, library.bodies, (*here, "joint"))
    for tie in bundle.ties:
        yield from _outside(bundle, tie.items, (*here, "ties"))
    yield from _doubles(bundle)
    yield from _roles(bundle, known_roles)
    yield from _effects(bundle, library, known_roles)
    for entry in bundle.items:
        if entry.item in library.items:
            yield from _item(library.items[entry.item], bundle, library, known_roles)


def named_items(effect: Effect) -> tuple[str, ...]:
    """The items an effect acts on."""
    if isinstance(effect, Swap):
        return (effect.out, effect.into)
    if isinstance(effect, Include | Drop | AddMaterial | RemoveMaterial | SetMode):
        return (effect.item,)
    return ()


def unknown_code(kind: str, code: str, known: Mapping[str, object] | set[str], where: Where) -> Iterator[Finding]:
    """A refusal when nothing of this kind has the code."""
    if code not in known:
        name = {
            "item": "事项",
            "material": "材料",
            "element": "数据元",
            "role": "角色",
            "body": "部门",
            "register": "数据资源",
        }[kind]
        yield refuse(f"unknown_{kind}", where, f"没有代码为“{code}”的{name}。请先定义它，或改正代码。")


def _outside(bundle: Bundle, items: tuple[str, ...], where: Where) -> Iterator[Finding]:
    inside = {entry.item for entry in bundle.items}
    for item in items:
        if item not in inside:
            message = f"“{item}”不在这一件事的事项清单里，写了也不起作用。请加进清单，或删去这一处。"
            yield refuse("outside_bundle", where, message)


def _doubles(bundle: Bundle) -> Iterator[Finding]:
    """Codes that stand for two things, or for something the house says itself."""
    lists = [
        ("items", [entry.item for entry in bundle.items]),
        ("roles", [role.code for role in bundle.roles]),
        ("questions", [question.code for question in bundle.questions]),
        *((question.code, [option.code for option in question.options]) for question in bundle.questions),
    ]
    for name, codes in lists:
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            where = ("bundle", bundle.code, name, code)
            yield refuse("written_twice", where, f"“{code}”在 {name} 里写了两次。请只留一处。")
    for question in bundle.questions:
        if question.option(RESERVED_OPTION):
            message = f"选项代码 {RESERVED_OPTION} 留给“不确定”。请换一个代码，或改用 unsure。"
            yield refuse("reserved_option", ("bundle", bundle.code, "questions", question.code), message)


def _roles(bundle: Bundle, known_roles: set[str]) -> Iterator[Finding]:
    questions = {question.code: {option.code for option in question.options} for question in bundle.questions}
    for role in bundle.roles:
        where = ("bundle", bundle.code, "roles", role.code)
        for named in (*(link.to for link in role.links), *role.apart_from):
            yield from unknown_code("role", named, known_roles, where)
        if role.repeats and set(role.counts) != questions.get(role.count_by, set()):
            message = f"“{role.label}”的个数按“{role.count_by}”的回答定，每个选项都要写明个数。请补全 counts。"
            yield refuse("uncounted_role", where, message)


def _effects(bundle: Bundle, library: Library, known_roles: set[str]) -> Iterator[Finding]:
    for question in bundle.questions:
        for option in question.options:
            where = ("bundle", bundle.code, "questions", question.code, option.code)
            for effect in option.effects:
                yield from _outside(bundle, named_items(effect), where)
                if isinstance(effect, AddMaterial | RemoveMaterial):
                    yield from unknown_code("material", effect.material, library.materials, where)
                if isinstance(effect, SetValue):
                    yield from unknown_code("element", effect.element, library.elements, where)
                if isinstance(effect, AddMaterial | SetValue) and effect.role:
                    yield from unknown_code("role", effect.role, known_roles, where)


def _power(item: Item, library: Library) -> Iterator[Finding]:
    """Administrative power is for organs and those whom law authorises (行政许可法 第二十二条、第二十三条)."""
    body = library.bodies.get(item.body)
    if body and not body.kind.acts_in_law and item.type is not ItemType.PUBLIC_SERVICE:
        message = (
            f"“{item.name}”是行政权力事项，却由公共服务单位“{body.name}”办理。"
            "请改由行政机关或者法律法规授权的组织办理，或者把事项类型改为公共服务（20）。"
        )
        yield refuse("power_without_organ", ("item", item.code, "body"), message)


def _item(item: Item, bundle: Bundle, library: Library, known_roles: set[str]) -> Iterator[Finding]:
    here = ("item", item.code)
    yield from unknown_code("body", item.body, library.bodies, (*here, "body"))
    yield from _power(item, library)
    if item.supervision:
        yield from unknown_code("body", item.supervision.body, library.bodies, (*here, "supervision"))
    for need in item.materials:
        yield from unknown_code("material", need.material, library.materials, (*here, "materials", need.material))
        if need.role:
            yield from unknown_code("role", need.role, known_roles, (*here, "materials", need.material))
    for field in item.fields:
        yield from unknown_code("element", field.element, library.elements, (*here, "fields", field.element))
        yield from unknown_code("role", field.role, known_roles, (*here, "fields", field.element))
    if item.result.provides:
        yield from unknown_code("material", item.result.provides, library.materials, (*here, "result"))
    if item.result.holder:
        yield from unknown_code("role", item.result.holder, known_roles, (*here, "result"))
    for order in item.after:
        yield from _prerequisite(item, order.item, order.proof, bundle, library)


def _prerequisite(item: Item, before: str, proof: str, bundle: Bundle, library: Library) -> Iterator[Finding]:
    where = ("item", item.code, "after", before)
    yield from unknown_code("item", before, library.items, where)
    if proof:
        yield from unknown_code("material", proof, library.materials, where)
    if before in library.items and before not in {entry.item for entry in bundle.items}:
        message = f"“{item.name}”要先办“{before}”，但它不在这一件事里。请加进清单，或说明怎样确认已经办过。"
        yield warn("prerequisite_outside", where, message)
