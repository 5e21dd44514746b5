"""One form with every question once, and what that saves."""

from builders.planning import LAW, bundle, compiled, days, item, library, material, question, rule
from onething.core.definitions import (
    Element,
    ElementSource,
    ExemptBy,
    Exemption,
    FieldNeed,
    MaterialNeed,
    PartyRole,
    SetValue,
)
from onething.core.planning import Plan

NAME = Element("name", "姓名", source=ElementSource.SHARE)
PHONE = Element("phone", "电话")
BORN = Element("born", "出生日期", source=ElementSource.DERIVE, derive_from="id")
ROLES = (PartyRole("mother", "母亲"), PartyRole("father", "父亲"))


def asks(*fields: FieldNeed) -> tuple[FieldNeed, ...]:
    return fields


def keys(plan: Plan) -> list[str]:
    return [field.key for section in plan.form for field in section.fields]


def test_an_element_is_asked_once_for_each_party() -> None:
    one = item("a", fields=asks(FieldNeed("name", "mother"), FieldNeed("phone", "mother", required=False)))
    two = item("b", fields=asks(FieldNeed("name", "mother"), FieldNeed("name", "father"), FieldNeed("phone", "mother")))

    plan = compiled(bundle("a", "b", roles=ROLES), library(one, two, elements=(NAME, PHONE)))

    assert keys(plan) == ["mother.name", "mother.phone", "father.name"]
    assert plan.form[0].fields[0].items == ("a", "b")
    assert plan.form[0].fields[1].required


def test_a_field_with_a_condition_appears_only_when_it_holds() -> None:
    gate = rule('post == "y"', "post")
    thing = bundle("a", roles=ROLES, questions=(question("post"),))
    shelf = library(item("a", fields=asks(FieldNeed("phone", "mother", when=gate))), elements=(PHONE,))

    assert keys(compiled(thing, shelf, {"post": "y"})) == ["mother.phone"]
    assert keys(compiled(thing, shelf, {"post": "n"})) == []


def test_an_answer_presets_a_field() -> None:
    thing = bundle("a", roles=ROLES, questions=(question("q", y=(SetValue("mother", "phone", "12345"),)),))
    shelf = library(item("a", fields=asks(FieldNeed("phone", "mother"))), elements=(PHONE,))

    plan = compiled(thing, shelf, {"q": "y"})

    assert plan.form[0].fields[0].preset == "12345"


def test_savings_compare_item_by_item_with_one_thing() -> None:
    fields = asks(FieldNeed("name", "mother"), FieldNeed("phone", "mother"), FieldNeed("born", "mother"))
    needs = (MaterialNeed("own", "", LAW), MaterialNeed("card", "", LAW))
    shelf = library(
        item("a", promise=days("3"), trips=1, fields=fields, materials=needs),
        item("b", promise=days("4"), trips=2, fields=fields, materials=needs),
        materials=(material("own"), material("card", exemptions=(Exemption(ExemptBy.LICENCE),))),
        elements=(NAME, PHONE, BORN),
    )

    plan = compiled(bundle("a", "b", roles=ROLES, promise=days("5")), shelf)

    assert {s.measure: (s.before, s.after) for s in plan.savings} == {
        "materials": (4, 1),
        "days": (14, 10),
        "steps": (2, 1),
        "visits": (3, 0),
        "fields": (4, 2),
    }
