"""What a plan charges: due, let off with the reason, or open; whole 分, and only for what is done."""

from typing import Any

import pytest

from builders.planning import LAW, RUMOUR, bundle, compiled, item, library, question, rule
from onething.core.definitions import Blocks, Fee, Relief, in_yuan
from onething.core.planning import Charge, Plan, Selection, canonical_json, read_plan

HOUSE, SMALL = rule('kind == "y"', "kind"), rule('small == "y"', "small")
SPARED = Relief("小微企业免收", RUMOUR, SMALL)


def fee(code: str = "card", **given: Any) -> Fee:
    return Fee(code, "工本费", **{"amount_fen": 8050, "unit": "件", "basis": LAW, **given})


def plan_with(*fees: Fee, **answers: str) -> Plan:
    thing = bundle("a", "b", questions=(question("kind", unsure="再看"), question("small", unsure="再看")))
    return compiled(thing, library(item("a", fees=fees), item("b")), answers)


def test_a_fee_stands_once_for_its_item_with_its_source() -> None:
    (line,) = plan_with(fee(blocks=Blocks.DELIVERY, blocks_by=LAW)).fees

    assert (line.key, line.item, line.charge, line.basis) == ("a:card", "a", Charge.DUE, LAW)
    assert (line.amount_fen, line.blocks, line.blocks_by) == (8050, Blocks.DELIVERY, LAW)


@pytest.mark.parametrize(
    ("answers", "charge", "reason", "due"),
    [
        ({"kind": "y", "small": "n"}, Charge.DUE, "要交。", 8050),
        ({"kind": "y", "small": "y"}, Charge.EXEMPT, "小微企业免收", 0),
        ({"kind": "y", "small": "unsure"}, Charge.OPEN, "要看后面问题的回答。", 0),
        ({"kind": "unsure", "small": "y"}, Charge.OPEN, "要看后面问题的回答。", 0),
        ({}, Charge.OPEN, "要看后面问题的回答。", 0),
    ],
)
def test_the_answers_decide(answers: dict[str, str], charge: Charge, reason: str, due: int) -> None:
    plan = plan_with(fee(when=HOUSE, exempt=(SPARED,)), **answers)

    assert [(line.charge, line.reason.text) for line in plan.fees] == [(charge, reason)]
    assert plan.due_fen == due


def test_what_the_answers_rule_out_is_not_mentioned() -> None:
    assert plan_with(fee(when=HOUSE), kind="n").fees == ()


def test_a_relief_that_surely_holds_counts_before_a_doubtful_one() -> None:
    (line,) = plan_with(fee(exempt=(SPARED, Relief("现在不收", LAW)))).fees

    assert (line.charge, line.reason.text, line.reason.basis) == (Charge.EXEMPT, "现在不收", LAW)


def test_a_relief_that_something_is_shown_for_is_decided_by_no_answer() -> None:
    (line,) = plan_with(fee(exempt=(Relief("低保家庭免收", LAW, proof="低保证"),))).fees

    assert (line.charge, line.reason.text) == (Charge.DUE, "要交。")


def test_nothing_is_charged_for_what_is_left_out() -> None:
    thing, shelf = bundle("a", "b"), library(item("a", fees=(fee(),)), item("b", fees=(fee(), fee("post"))))

    assert compiled(thing, shelf).due_fen == 3 * 8050
    left_out = compiled(thing, shelf, selection=Selection(leave_out=frozenset({"b"})))
    assert [line.key for line in left_out.fees] == ["a:card"]


def test_a_stored_plan_keeps_its_fees() -> None:
    plan = plan_with(fee(exempt=(SPARED,), blocks=Blocks.DELIVERY, blocks_by=LAW), small="y")

    assert read_plan(canonical_json(plan)) == plan


@pytest.mark.parametrize(
    ("fen", "words"), [(1, "0.01 元"), (8000, "80 元"), (8050, "80.50 元"), (12_345_605, "123456.05 元")]
)
def test_an_amount_reads_as_people_write_it(fen: int, words: str) -> None:
    assert in_yuan(fen) == words
