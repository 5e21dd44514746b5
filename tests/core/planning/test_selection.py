"""Which items apply, what the applicant may leave out, and what falls with it."""

from builders.planning import LAW, bundle, compiled, item, library, question, rule
from onething.core.definitions import BundleItem, Drop, Include, PartyRole, Prerequisite, Route, Swap, Tie
from onething.core.planning import Holding, Plan, Selection, Standing


def standings(plan: Plan) -> dict[str, str]:
    return {entry.key: str(entry.standing) for entry in plan.items}


def test_every_item_applies_when_nothing_speaks_against_it() -> None:
    plan = compiled(bundle("a", "b"), library(item("a"), item("b")))

    assert standings(plan) == {"a": "applies", "b": "applies"}
    assert plan.complete


def test_an_answer_drops_an_item_and_the_reason_names_question_and_answer() -> None:
    thing = bundle("a", "b", questions=(question("sign", n=(Drop("b", "没有招牌就不用备案。"),)),))

    plan = compiled(thing, library(item("a"), item("b")), {"sign": "n"})

    assert standings(plan) == {"a": "applies", "b": "not_applicable"}
    assert plan.items[1].reasons[0].text == "“sign？”选的是“否”：没有招牌就不用备案。"


def test_an_open_question_that_could_drop_an_item_leaves_it_open_and_names_the_question() -> None:
    thing = bundle("a", "b", questions=(question("sign", n=(Drop("b", ""),)),))

    plan = compiled(thing, library(item("a"), item("b")))

    assert standings(plan) == {"a": "applies", "b": "open"}
    assert not plan.complete
    assert [(q.code, q.touches) for q in plan.open_questions] == [("sign", ("b",))]


def test_a_condition_decides_by_its_rule() -> None:
    gate = rule('sign == "y"', "sign")
    thing = bundle("a", BundleItem("b", when=gate), questions=(question("sign"),))
    shelf = library(item("a"), item("b"))

    assert standings(compiled(thing, shelf, {"sign": "y"}))["b"] == "applies"
    assert standings(compiled(thing, shelf, {"sign": "n"}))["b"] == "not_applicable"
    assert standings(compiled(thing, shelf))["b"] == "open"


def test_not_sure_keeps_the_item_open_without_asking_again() -> None:
    thing = bundle("a", questions=(question("sign", unsure="到窗口问", n=(Drop("a", ""),)),))

    plan = compiled(thing, library(item("a")), {"sign": "unsure"})

    assert standings(plan) == {"a": "open"}
    assert plan.complete


def test_swap_takes_one_item_out_and_the_other_in() -> None:
    swap = Swap("licence", "small", "面积小。")
    thing = bundle("licence", BundleItem("small", by_default=False), questions=(question("tiny", y=(swap,)),))
    shelf = library(item("licence"), item("small"))

    assert standings(compiled(thing, shelf, {"tiny": "y"})) == {"licence": "not_applicable", "small": "applies"}
    assert standings(compiled(thing, shelf, {"tiny": "n"})) == {"licence": "applies", "small": "not_applicable"}


def test_include_brings_an_item_that_is_off_by_default() -> None:
    thing = bundle(
        BundleItem("extra", by_default=False), questions=(question("more", y=(Include("extra", "要办。"),)),)
    )

    assert standings(compiled(thing, library(item("extra")), {"more": "y"})) == {"extra": "applies"}


def test_the_applicant_takes_an_item_that_is_off_by_default() -> None:
    thing = bundle(BundleItem("extra", by_default=False))

    plan = compiled(thing, library(item("extra")), selection=Selection(take=frozenset({"extra"})))

    assert standings(plan) == {"extra": "applies"}


def test_what_is_left_out_takes_its_dependants_with_it_transitively() -> None:
    shelf = library(
        item("register"),
        item("card", after=(Prerequisite("register", LAW),)),
        item("bus", after=(Prerequisite("card", LAW),)),
        item("other"),
    )

    plan = compiled(
        bundle("register", "card", "bus", "other"), shelf, selection=Selection(leave_out=frozenset({"register"}))
    )

    assert standings(plan) == {"register": "left_out", "card": "falls", "bus": "falls", "other": "applies"}
    assert "事项register" in plan.items[1].reasons[0].text
    assert plan.items[1].reasons[0].basis == LAW


def test_proof_that_it_was_done_before_keeps_the_dependant() -> None:
    shelf = library(item("register"), item("card", after=(Prerequisite("register", LAW, proof="page"),)))
    left = Selection(leave_out=frozenset({"register"}))

    plan = compiled(bundle("register", "card"), shelf, selection=left, holdings={("", "page"): Holding(held=True)})

    assert standings(plan)["card"] == "applies"


def test_proof_in_the_hands_of_any_party_serves_an_item_that_is_about_nobody_in_particular() -> None:
    shelf = library(item("register"), item("card", after=(Prerequisite("register", LAW, proof="page"),)))
    left = Selection(leave_out=frozenset({"register"}))

    held = compiled(bundle("register", "card"), shelf, selection=left, holdings={("owner", "page"): Holding(held=True)})
    other = compiled(
        bundle("register", "card"), shelf, selection=left, holdings={("owner", "leaf"): Holding(held=True)}
    )

    assert standings(held)["card"] == "applies"
    assert standings(other)["card"] == "falls"


def test_proof_held_by_one_child_does_not_serve_the_other() -> None:
    child = PartyRole("child", "新生儿", count_by="births", counts={"y": 2, "n": 1})
    thing = bundle(
        BundleItem("register", per="child"),
        BundleItem("card", per="child"),
        roles=(child,),
        questions=(question("births"),),
    )
    shelf = library(item("register"), item("card", after=(Prerequisite("register", LAW, proof="page"),)))
    left = Selection(leave_out=frozenset({"register"}))

    held = {("child[1]", "page"): Holding(held=True)}
    plan = compiled(thing, shelf, {"births": "y"}, selection=left, holdings=held)

    assert standings(plan)["card:child[1]"] == "applies"
    assert standings(plan)["card:child[2]"] == "falls"


def test_items_that_law_ties_together_cannot_be_parted() -> None:
    thing = bundle("a", "b", "c", ties=(Tie(("a", "b"), LAW),))

    plan = compiled(thing, library(item("a"), item("b"), item("c")), selection=Selection(leave_out=frozenset("bc")))

    assert standings(plan) == {"a": "applies", "b": "applies", "c": "left_out"}
    assert [(w.code, w.basis) for w in plan.warnings] == [("tied", LAW)]
    assert [entry.droppable for entry in plan.items] == [False, False, True]


def test_a_tie_binds_only_while_its_partner_is_there() -> None:
    gone = Drop("a", "不涉及。")
    thing = bundle("a", "b", ties=(Tie(("a", "b"), LAW),), questions=(question("q", n=(gone,)),))

    plan = compiled(thing, library(item("a"), item("b")), {"q": "n"}, selection=Selection(leave_out=frozenset("b")))

    assert standings(plan) == {"a": "not_applicable", "b": "left_out"}


def test_a_repeating_party_gives_one_case_each_and_each_waits_for_its_own() -> None:
    child = PartyRole("child", "孩子", count_by="twins", counts={"y": 2, "n": 1})
    shelf = library(item("register"), item("card", after=(Prerequisite("register", LAW),)))
    thing = bundle(
        BundleItem("register", per="child"),
        BundleItem("card", per="child"),
        roles=(child,),
        questions=(question("twins"),),
    )

    plan = compiled(thing, shelf, {"twins": "y"}, selection=Selection(leave_out=frozenset({"register:child[2]"})))

    assert standings(plan) == {
        "register:child[1]": "applies",
        "register:child[2]": "left_out",
        "card:child[1]": "applies",
        "card:child[2]": "falls",
    }
    assert [party.label for party in plan.parties] == ["孩子1", "孩子2"]


def test_a_route_ends_the_plan_with_what_to_do_next() -> None:
    away = Route("请到窗口办理", "网上暂不支持。", ("带上身份证",), LAW)
    thing = bundle("a", questions=(question("married", n=(away,)), question("later")))

    plan = compiled(thing, library(item("a")), {"married": "n"})

    assert plan.route is not None
    assert plan.route.steps == ("带上身份证",)
    assert plan.items == ()
    assert plan.schedule is None
    assert plan.complete


def test_answers_that_mean_nothing_are_reported_and_change_nothing() -> None:
    gate = rule('first == "y"', "first")
    thing = bundle("a", questions=(question("first"), question("second", when=gate)))
    shelf = library(item("a"))

    plan = compiled(thing, shelf, {"first": "n", "second": "y", "third": "y"})

    assert [w.code for w in plan.warnings] == ["answer_unknown", "answer_ignored"]
    assert plan.answers == (("first", "n"),)
    assert standings(plan) == {"a": str(Standing.APPLIES)}


def test_an_option_that_does_not_exist_leaves_the_question_open() -> None:
    plan = compiled(bundle("a", questions=(question("first"),)), library(item("a")), {"first": "maybe"})

    assert [q.code for q in plan.open_questions] == ["first"]
    assert [w.code for w in plan.warnings] == ["answer_unknown"]
