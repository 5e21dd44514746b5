"""Which fees are collected, what is owed, what the window settles, and what may not leave the house unpaid."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onething.core.definitions import Basis, Blocks, Mark
from onething.core.planning import Charge, PlannedFee, Reason
from onething.modules.payments.domain.lines import (
    OrderLine,
    Settlement,
    decide_settlement,
    is_open,
    lines_of,
    may_hand_over,
    owed_fen,
    read_lines,
    settled,
    taken_up,
    without_ended,
    write_lines,
)

SOURCE = Basis("收费标准的通知", "第1条", Mark.CONFIRMED)
ARTICLE = Basis("收费条例", "第7条", Mark.CONFIRMED)
FEE = PlannedFee(
    key="a:registration", item="a", name="登记费", amount_fen=8000, unit="件", charge=Charge.DUE,
    reason=Reason("due", "要交。"), basis=SOURCE, blocks=Blocks.NOTHING, blocks_by=None,
)  # fmt: skip
LINE = OrderLine(
    key="a:registration", case="a", item_name="甲项", name="登记费", amount_fen=8000, unit="件", charge=Charge.DUE,
    reason="要交。", basis="《收费标准的通知》第1条", confirmed=True,
)  # fmt: skip
OPEN = replace(LINE, key="b:test", case="b", amount_fen=3050, charge=Charge.OPEN)
FREE = replace(LINE, key="c:card", case="c", amount_fen=2000, charge=Charge.EXEMPT, reason="低保家庭减免。")
HELD = replace(LINE, blocks=Blocks.DELIVERY, blocks_by="《收费条例》第7条")


def plan_with(*fees: PlannedFee) -> SimpleNamespace:
    return SimpleNamespace(fees=fees, items=(SimpleNamespace(key="a", name="甲项"),))


@pytest.mark.parametrize(
    ("mark", "charge", "demonstration", "lines"),
    [
        (Mark.CONFIRMED, Charge.DUE, False, 1),
        (Mark.UNCONFIRMED, Charge.DUE, False, 0),
        (Mark.UNCONFIRMED, Charge.DUE, True, 1),
        (Mark.CONFIRMED, Charge.OPEN, False, 1),
        (Mark.CONFIRMED, Charge.EXEMPT, True, 0),
    ],
)
def test_only_confirmed_fees_are_collected_outside_the_demonstration(
    mark: Mark, charge: Charge, demonstration: bool, lines: int
) -> None:
    fee = FEE._replace(basis=replace(SOURCE, mark=mark), charge=charge)

    assert len(lines_of(plan_with(fee), demonstration=demonstration)) == lines  # type: ignore[arg-type]


def test_a_line_keeps_what_was_told_and_comes_back_as_it_was_stored() -> None:
    fee = FEE._replace(blocks=Blocks.DELIVERY, blocks_by=ARTICLE)

    lines = lines_of(plan_with(fee), demonstration=False)  # type: ignore[arg-type]

    assert lines == (HELD,)
    assert read_lines(write_lines(lines)) == lines


def test_a_block_without_an_article_is_no_block() -> None:
    fee = FEE._replace(blocks=Blocks.DELIVERY, blocks_by=replace(ARTICLE, article=""))

    (line,) = lines_of(plan_with(fee), demonstration=True)  # type: ignore[arg-type]

    assert line.blocks is Blocks.NOTHING


@pytest.mark.parametrize(
    ("line", "paid", "may"),
    [
        (HELD, False, False),
        (HELD, True, True),
        (LINE, False, True),
        (replace(HELD, charge=Charge.OPEN), False, True),
        (replace(HELD, charge=Charge.EXEMPT), False, True),
        (replace(HELD, blocks_by=""), False, True),
    ],
)
def test_only_a_due_unpaid_line_whose_article_says_so_keeps_a_result(line: OrderLine, paid: bool, may: bool) -> None:
    assert may_hand_over(line, paid=paid) is may


@settings(max_examples=40)
@given(charge=st.sampled_from(Charge), paid=st.booleans(), amount=st.integers(0, 10**9), cited=st.text(max_size=8))
def test_no_line_without_a_block_ever_holds_anything_back(charge: Charge, paid: bool, amount: int, cited: str) -> None:
    line = replace(LINE, charge=charge, amount_fen=amount, blocks_by=cited)

    assert may_hand_over(line, paid=paid)


def test_what_is_open_or_let_off_is_not_owed() -> None:
    assert owed_fen((LINE, OPEN, FREE)) == 8000
    assert (is_open((LINE, OPEN)), is_open((LINE, FREE))) == (True, False)


def test_what_a_case_charged_that_ended_before_acceptance_is_not_owed() -> None:
    left = without_ended((LINE, OPEN, FREE), {"a", "c"})

    assert [line.charge for line in left] == [Charge.EXEMPT, Charge.OPEN, Charge.EXEMPT]
    assert [line.reason for line in left] == ["这一项没有受理就结束了，不用交。", "要交。", "低保家庭减免。"]


def test_what_fell_with_a_case_that_is_taken_up_anew_is_as_it_was_told_at_first() -> None:
    told = (LINE, OPEN, FREE)
    settled_before = settled(told, {"b:test": Settlement(due=False, reason="残疾人减免")})
    fallen = without_ended(settled_before, {"a"})

    assert taken_up(fallen, told, {"a", "b", "c"}) == (LINE, settled_before[1], FREE)
    assert taken_up(fallen, told, {"b", "c"}) == fallen


@pytest.mark.parametrize(
    ("said", "at_fault"),
    [
        ({}, {"b:test"}),
        ({"b:test": Settlement(due=True)}, set()),
        ({"b:test": Settlement(due=False)}, {"b:test-reason"}),
        ({"b:test": Settlement(due=False, reason="因" * 101)}, {"b:test-reason"}),
        ({"b:test": Settlement(due=False, reason="残疾人减免")}, set()),
    ],
)
def test_the_window_settles_every_open_line_and_says_why_one_is_let_off(
    said: dict[str, Settlement], at_fault: set[str]
) -> None:
    assert set(decide_settlement((LINE, OPEN), said)) == at_fault


@pytest.mark.parametrize(
    ("answer", "charge", "reason", "owed"),
    [
        (Settlement(due=True), Charge.DUE, "窗口核定：要交。", 11050),
        (Settlement(due=False, reason=" 残疾人减免 "), Charge.EXEMPT, "窗口核定：残疾人减免", 8000),
    ],
)
def test_a_settled_line_reads_what_the_window_said(answer: Settlement, charge: Charge, reason: str, owed: int) -> None:
    lines = settled((LINE, OPEN), {"b:test": answer})

    assert (lines[0], lines[1].charge, lines[1].reason, owed_fen(lines)) == (LINE, charge, reason, owed)
