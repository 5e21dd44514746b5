"""The states of an order and of an attempt, what may be done in each, and what of a gateway's words is believed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from onething.modules.exchange.api import NotReached
from onething.modules.payments.domain.attempts import (
    ATTEMPT,
    AttemptAction,
    AttemptState,
    NotOpened,
    PaymentNews,
    PayPage,
    Purchase,
    dispute_words,
    read_findings,
    read_notification,
    read_opening,
)
from onething.modules.payments.domain.orders import (
    ORDER,
    UNSETTLED,
    OrderAction,
    OrderState,
    balancing,
    why_not_payable,
    why_not_recordable,
)

S, A = OrderState, OrderAction
NOW = datetime(2026, 3, 2, 9, 12, tzinfo=UTC)
GATEWAY = "https://pay.example/base"
PAGE = "https://pay.example/pay?id=p1"
PURCHASE = Purchase(
    id="p1", amount_fen=8000, subject="二手房", expires_at=NOW, return_url="https://us/", notify_url="https://us/n"
)
PAID = {"id": "p1", "state": "paid", "amount_fen": 8000, "number": "T1"}


@pytest.mark.parametrize(
    ("state", "legal"),
    [
        (S.OPEN, (A.BEGIN, A.RECORD, A.PAY, A.CANCEL)),
        (S.PAYING, (A.PAY, A.FAIL, A.CANCEL)),
        (S.PAID, (A.EXCEED, A.RESUME)),
        (S.CANCELLED, (A.EXCEED, A.RESUME)),
        (S.REFUNDING, (A.REFUND, A.KEEP, A.RESUME)),
        (S.REFUNDED, (A.EXCEED, A.RESUME)),
    ],
)
def test_each_state_allows_this(state: OrderState, legal: tuple[OrderAction, ...]) -> None:
    assert ORDER.legal(state) == legal


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("owed", [0, 8000, 18000])
@pytest.mark.parametrize("kept", [0, 8000, 18000, 26000])
@pytest.mark.parametrize("open_lines", [False, True])
def test_whatever_comes_or_falls_the_state_says_what_the_money_says(
    state: OrderState, owed: int, kept: int, open_lines: bool
) -> None:
    after = state
    for action in balancing(state, owed=owed, kept=kept, open_lines=open_lines):
        after = ORDER.follow(after, action)

    assert (after in UNSETTLED) is (open_lines or kept < owed)
    assert (after is S.REFUNDING) is (kept > owed and not open_lines)
    assert balancing(after, owed=owed, kept=kept, open_lines=open_lines) == ()


@pytest.mark.parametrize(
    ("state", "owed", "kept", "actions"),
    [
        (S.PAYING, 8000, 8000, (A.PAY,)),
        (S.OPEN, 8000, 16000, (A.PAY, A.EXCEED)),
        (S.PAYING, 0, 0, (A.CANCEL,)),
        (S.PAID, 0, 8000, (A.EXCEED,)),
        (S.CANCELLED, 0, 8000, (A.EXCEED,)),
        (S.CANCELLED, 8000, 0, (A.RESUME,)),
        (S.REFUNDING, 8000, 8000, (A.KEEP,)),
        (S.REFUNDED, 8000, 0, (A.RESUME,)),
        (S.REFUNDED, 0, 0, ()),
    ],
)
def test_what_comes_falls_or_is_owed_again_moves_the_order_so(
    state: OrderState, owed: int, kept: int, actions: tuple[OrderAction, ...]
) -> None:
    assert balancing(state, owed=owed, kept=kept, open_lines=False) == actions


def test_an_amount_of_any_length_is_noted_in_what_the_column_holds() -> None:
    assert dispute_words(said=7999, due=8000) == "支付平台说付了 79.99 元，这一次应当付 80 元"
    assert len(dispute_words(said=10**150, due=8000)) == 120


@pytest.mark.parametrize("state", [AttemptState.FAILED, AttemptState.EXPIRED])
def test_money_that_comes_after_a_failure_has_still_come_and_nothing_undoes_it(state: AttemptState) -> None:
    assert ATTEMPT.legal(state) == (AttemptAction.PAY,)
    assert ATTEMPT.legal(AttemptState.PAID) == ()


@pytest.mark.parametrize(
    ("state", "owed", "open_lines", "online", "why"),
    [
        (S.OPEN, 8000, False, True, ""),
        (S.PAYING, 8000, False, True, ""),
        (S.PAID, 8000, False, True, "这张缴费单现在是“已缴费”，不能再缴费。"),
        (S.OPEN, 8000, True, True, "有一项要不要交，还要窗口核定。核定以后会再告诉您。"),
        (S.OPEN, 0, False, True, "没有要交的费用。"),
        (S.OPEN, 8000, False, False, "这里没有开通网上支付，请到受理窗口缴费。"),
    ],
)
def test_paying_online_needs_an_order_that_is_whole_and_a_gateway(
    state: OrderState, owed: int, open_lines: bool, online: bool, why: str
) -> None:
    assert why_not_payable(state, owed=owed, open_lines=open_lines, online=online) == why


@pytest.mark.parametrize(
    ("given", "at_fault"),
    [
        ({}, set()),
        ({"receipt": " "}, {"receipt"}),
        ({"receipt": "1" * 41}, {"receipt"}),
        ({"receipt": "--"}, {"receipt"}),
        ({"alive_until": NOW}, {""}),
        ({"state": S.PAID, "receipt": ""}, {"", "receipt"}),
    ],
)
def test_the_window_records_no_payment_while_a_page_of_the_gateway_lives(
    given: dict[str, Any], at_fault: set[str]
) -> None:
    facts = {"state": S.OPEN, "owed": 8000, "open_lines": False, "alive_until": None, "receipt": "票1", **given}

    assert set(why_not_recordable(facts.pop("state"), **facts)) == at_fault


@pytest.mark.parametrize(
    ("status", "content", "opening"),
    [
        (201, {"id": "p1", "address": PAGE}, PayPage(address=PAGE)),
        (200, {"id": "p1", "address": PAGE}, PayPage(address=PAGE)),
        (422, {"id": "p1", "detail": "商户停用"}, NotOpened(reason="商户停用")),
        (422, {"id": "p1", "detail": "\x00"}, NotOpened(reason="支付平台不收这一笔")),
        (201, {"id": "p2", "address": PAGE}, None),
        (201, {"id": "p1", "address": "https://elsewhere.example/pay"}, None),
        (201, {"id": "p1", "address": "http://pay.example/pay"}, None),
        (201, {"id": "p1", "address": "javascript:alert(1)"}, None),
        (201, {"id": "p1", "address": "https://[pay.example"}, None),
        (500, {"id": "p1"}, None),
        (200, None, None),
    ],
)
def test_only_the_gateways_own_page_for_this_very_purchase_is_opened(
    status: int, content: Any, opening: object
) -> None:
    found = read_opening(PURCHASE, GATEWAY, status, content)

    assert found == opening or (opening is None and isinstance(found, NotReached))


def test_of_findings_strangers_doubles_and_what_says_nothing_are_left_out() -> None:
    rows = [PAID, {**PAID, "id": "p9"}, {"id": "p2", "state": "waiting", "amount_fen": 1}, PAID, "x", None]

    news = PaymentNews(id="p1", action=AttemptAction.PAY, amount_fen=8000, number="T1")
    assert read_findings({"p1", "p2"}, 200, {"payments": rows}) == (news,)
    assert isinstance(read_findings({"p1"}, 500, {"payments": rows}), NotReached)
    assert isinstance(read_findings({"p1"}, 200, {"data": rows}), NotReached)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe<html>",
        b"[]",
        b'{"id": "p1", "state": "paid"}',
        b'{"id": "p1", "state": "waiting", "amount_fen": 1}',
        b'{"id": "p1", "state": "paid", "amount_fen": "8000"}',
        b'{"id": "p1", "state": "paid", "amount_fen": true}',
        b'{"id": "p1", "state": "paid", "amount_fen": -1}',
        b'{"id": 1, "state": "paid", "amount_fen": 8000}',
        b'{"id": "p1", "state": "paid", "amount_fen": 8000, "number": "\\u0000"}',
    ],
)
def test_a_notification_that_says_nothing_is_none(body: bytes) -> None:
    assert read_notification(body) is None
