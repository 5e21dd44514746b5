"""One material list: merged by party, and for each material why it is needed, exempt or not needed."""

from builders.planning import LAW, bundle, compiled, days, item, library, material, question, rule
from onething.core.calendar import Span
from onething.core.definitions import (
    AddMaterial,
    BundleItem,
    Deferral,
    ExemptBy,
    Exemption,
    MaterialNeed,
    PartyRole,
    Pledge,
    RemoveMaterial,
    Result,
    ResultKind,
    RoleLink,
)
from onething.core.planning import Holding, Plan, Selection

LICENCE = (Exemption(ExemptBy.LICENCE, "身份证"),)


def needs(*codes: str, role: str = "", when: object = None) -> tuple[MaterialNeed, ...]:
    return tuple(MaterialNeed(code, role, LAW, when) for code in codes)  # type: ignore[arg-type]


def treatments(plan: Plan) -> dict[str, str]:
    return {m.key: str(m.treatment) for m in plan.materials}


def test_two_items_that_need_the_same_paper_ask_for_it_once_and_both_are_named() -> None:
    shelf = library(item("a", materials=needs("x")), item("b", materials=needs("x")), materials=(material("x"),))

    plan = compiled(bundle("a", "b"), shelf)

    assert treatments(plan) == {"x": "submit"}
    assert [use.item for use in plan.materials[0].uses] == ["a", "b"]


def test_two_parents_identity_cards_are_two_materials() -> None:
    both = (*needs("id", role="mother"), *needs("id", role="father"))
    thing = bundle("a", roles=(PartyRole("mother", "母亲"), PartyRole("father", "父亲")))

    plan = compiled(thing, library(item("a", materials=both), materials=(material("id"),)))

    assert treatments(plan) == {"mother:id": "submit", "father:id": "submit"}
    assert [m.party_label for m in plan.materials] == ["母亲", "父亲"]


def test_a_linked_role_brings_no_second_copy() -> None:
    who = question("mother_applies")
    link = RoleLink("mother", rule('mother_applies == "y"', "mother_applies"))
    both = (*needs("id", role="mother"), *needs("id", role="applicant"))
    thing = bundle(
        "a", roles=(PartyRole("mother", "母亲"), PartyRole("applicant", "申请人", links=(link,))), questions=(who,)
    )
    shelf = library(item("a", materials=both), materials=(material("id"),))

    assert treatments(compiled(thing, shelf, {"mother_applies": "y"})) == {"mother:id": "submit"}
    assert treatments(compiled(thing, shelf, {"mother_applies": "n"})) == {
        "mother:id": "submit",
        "applicant:id": "submit",
    }


def test_what_government_issued_is_expected_to_be_exempt_before_login() -> None:
    shelf = library(item("a", materials=needs("id")), materials=(material("id", exemptions=LICENCE),))

    plan = compiled(bundle("a"), shelf)

    assert (plan.materials[0].treatment, plan.materials[0].certainty) == ("exempt", "expected")
    assert plan.materials[0].exempt_by is ExemptBy.LICENCE


def test_holdings_make_it_certain_or_ask_for_it() -> None:
    shelf = library(item("a", materials=needs("id")), materials=(material("id", exemptions=LICENCE),))

    held = compiled(bundle("a"), shelf, holdings={("", "id"): Holding(True, "电子证照库", "2026-03-01")})
    absent = compiled(bundle("a"), shelf, holdings={("", "id"): Holding(False)})

    assert (held.materials[0].treatment, held.materials[0].certainty) == ("exempt", "certain")
    assert "来自电子证照库，2026年3月1日查得" in held.materials[0].reasons[0].text
    assert absent.materials[0].treatment == "submit"
    assert absent.materials[0].reasons[0].code == "not_found"


def test_the_result_of_one_item_is_the_material_of_another_and_makes_it_wait() -> None:
    maker = item("maker", result=Result("证", ResultKind.LICENCE, provides="paper"), promise=days("2"))
    user = item("user", materials=needs("paper"))

    plan = compiled(bundle("user", "maker"), library(maker, user, materials=(material("paper"),)))

    assert plan.materials[0].exempt_by is ExemptBy.UPSTREAM_RESULT
    assert plan.materials[0].from_item == "maker"
    assert plan.schedule is not None
    assert {slot.item: slot.waits_for for slot in plan.schedule.slots} == {"user": ("maker",), "maker": ()}


def test_when_the_maker_is_left_out_its_paper_is_asked_for() -> None:
    maker = item("maker", result=Result("证", ResultKind.LICENCE, provides="paper"))
    shelf = library(maker, item("user", materials=needs("paper")), materials=(material("paper"),))

    plan = compiled(bundle("maker", "user"), shelf, selection=Selection(leave_out=frozenset({"maker"})))

    assert treatments(plan) == {"paper": "submit"}
    assert plan.schedule is not None
    assert [slot.waits_for for slot in plan.schedule.slots] == [()]


def test_each_child_gets_its_own_result() -> None:
    child = PartyRole("child", "孩子", count_by="twins", counts={"y": 2})
    maker = item("maker", result=Result("证", ResultKind.LICENCE, provides="paper"))
    user = item("user", materials=needs("paper", role="child"))
    thing = bundle(
        BundleItem("maker", per="child"),
        BundleItem("user", per="child"),
        roles=(child,),
        questions=(question("twins"),),
    )

    plan = compiled(thing, library(maker, user, materials=(material("paper"),)), {"twins": "y"})

    assert {m.key: m.from_item for m in plan.materials} == {
        "child[1]:paper": "maker:child[1]",
        "child[2]:paper": "maker:child[2]",
    }


def test_a_material_with_a_condition_says_why_it_is_not_needed() -> None:
    gate = rule('differs == "y"', "differs")
    shelf = library(item("a", materials=needs("x", when=gate)), materials=(material("x"),))
    thing = bundle("a", questions=(question("differs"),))

    plan = compiled(thing, shelf, {"differs": "n"})

    assert treatments(plan) == {"x": "not_needed"}
    assert plan.materials[0].reasons[0].text == "因为“differs？”选的是“否”，不用提交。"
    assert treatments(compiled(thing, shelf, {"differs": "y"})) == {"x": "submit"}
    assert treatments(compiled(thing, shelf)) == {"x": "open"}


def test_answers_add_and_remove_materials() -> None:
    effects = {
        "y": (AddMaterial("a", "letter", "", "父亲代办要母亲委托。", LAW),),
        "n": (RemoveMaterial("a", "x", "本人办理。"),),
    }
    shelf = library(item("a", materials=needs("x")), materials=(material("x"), material("letter")))
    thing = bundle("a", questions=(question("agent", **effects),))

    assert treatments(compiled(thing, shelf, {"agent": "y"})) == {"x": "submit", "letter": "submit"}
    assert treatments(compiled(thing, shelf, {"agent": "n"})) == {"x": "not_needed"}


def test_a_generated_form_is_never_asked_for() -> None:
    form = material("form", exemptions=(Exemption(ExemptBy.GENERATED_FORM),))

    plan = compiled(bundle("a"), library(item("a", materials=needs("form")), materials=(form,)))

    assert (plan.materials[0].treatment, plan.materials[0].certainty) == ("exempt", "certain")


def test_only_what_must_be_submitted_is_offered_for_deferral_or_pledge() -> None:
    soft = {"deferral": Deferral(Span.working_days(10), LAW), "pledge": Pledge("属实", "撤销", LAW)}
    shelf = library(
        item("a", materials=needs("x", "y")),
        materials=(material("x", **soft), material("y", exemptions=LICENCE, **soft)),
    )

    plan = compiled(bundle("a"), shelf)

    assert [(m.deferrable_half_days, m.pledgeable) for m in plan.materials] == [(20, True), (None, False)]
