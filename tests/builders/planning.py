"""Builders of small definitions for planning tests: an item, a bundle, a compile, each with sensible silence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from onething.core.calendar import Calendar, Span
from onething.core.definitions import (
    Basis,
    Body,
    Bundle,
    BundleItem,
    Element,
    Item,
    ItemType,
    Library,
    Limit,
    LimitKind,
    Mark,
    Material,
    MaterialNature,
    MaterialOrigin,
    Option,
    Promise,
    Question,
    Result,
    ResultKind,
    Subject,
)
from onething.core.planning import Plan, compile_plan
from onething.core.rules import Kind, NameType, Rule, compile_rule

LAW = Basis("某法", "第一条", Mark.CONFIRMED)
RUMOUR = Basis("某传闻")
# Monday-Friday only: dates in these tests can be counted on the fingers.
PLAIN = Calendar("plain", frozenset({2026, 2027}), frozenset(), frozenset(), "test")
MONDAY = date(2026, 3, 2)


def days(text: str) -> Promise:
    return Promise(Span.working_days(text), LAW)


def limit(kind: LimitKind = LimitKind.NONE, span: Span | None = None, basis: Basis = LAW) -> Limit:
    return Limit(kind, basis, span)


def item(code: str, **given: Any) -> Item:
    defaults: dict[str, Any] = {
        "name": f"事项{code}",
        "body": "office",
        "type": ItemType.PUBLIC_SERVICE,
        "bases": (LAW,),
        "statutory": limit(),
        "promise": days("1"),
        "result": Result(f"{code}结果", ResultKind.DOCUMENT),
    }
    return Item(code=code, **{**defaults, **given})


def material(code: str, **given: Any) -> Material:
    defaults: dict[str, Any] = {"nature": MaterialNature.OTHER, "origin": MaterialOrigin.APPLICANT}
    return Material(code=code, name=f"材料{code}", **{**defaults, **given})


def question(code: str, *, when: Rule | None = None, unsure: str = "", **effects: Any) -> Question:
    """A yes/no question; `y=` and `n=` give the effects of the answers."""
    options = tuple(Option(c, {"y": "是", "n": "否"}[c], effects=effects.get(c, ())) for c in ("y", "n"))
    return Question(code, f"{code}？", options, when=when, unsure=unsure)


def rule(text: str, *codes: str) -> Rule:
    return compile_rule(text, names={code: NameType(Kind.CHOICE, frozenset("yn")) for code in codes})


def bundle(*entries: BundleItem | str, **given: Any) -> Bundle:
    defaults: dict[str, Any] = {
        "name": "某件事",
        "title": "某件事",
        "stage": "",
        "subject": Subject.PERSON,
        "lead": "office",
        "joint": (),
        "summary": "",
        "promise": days("10"),
        "questions": (),
        "roles": (),
        "bases": (LAW,),
    }
    items = tuple(BundleItem(entry) if isinstance(entry, str) else entry for entry in entries)
    return Bundle(code="thing", items=items, **{**defaults, **given})


def library(*items: Item, materials: tuple[Material, ...] = (), elements: tuple[Element, ...] = ()) -> Library:
    return Library(
        items={i.code: i for i in items},
        materials={m.code: m for m in materials},
        elements={e.code: e for e in elements},
        bodies={"office": Body("office", "某局"), "bureau": Body("bureau", "另一局")},
    )


def compiled(thing: Bundle, shelf: Library, answers: Mapping[str, str] | None = None, **given: Any) -> Plan:
    return compile_plan(
        bundle=thing, library=shelf, answers=answers or {}, **{"calendar": PLAIN, "start": MONDAY, **given}
    )
