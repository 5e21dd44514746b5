"""An order from its application to the money: made once, paid online or at the window, whatever the gateway says and when."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from builders.cases import CITIZEN, CLERK, MONDAY, NO, compose_handling, grant_item
from builders.newborn import publish_packs
from builders.payer import compose_payments, file_home
from onething.core.definitions import Basis, Blocks, Mark
from onething.core.planning import Charge
from onething.modules.delivery.api import HandOverRefused, hand_over
from onething.modules.delivery.codes import code_of
from onething.modules.exchange.api import NotReached
from onething.modules.handling.api import Case, CaseReopened, accept_application, refuse_acceptance
from onething.modules.notify.models import Message
from onething.modules.payments.api import (
    GatewayAway,
    NewsOutcome,
    OrderNotFound,
    OrderState,
    PaymentRefused,
    Settlement,
    begin_payment,
    order_of,
    orders_to_look_into,
    record_payment,
    record_refund,
    settle_lines,
)
from onething.modules.payments.domain.attempts import AttemptAction, AttemptState, PaymentNews
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.ask import ask_about_payments
from onething.modules.payments.services.let_fall import LOOKED_AFTER, let_fees_fall
from onething.modules.payments.services.settle import take_news
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.events import record
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import drain
from onething.platform.permissions import Actor, Role
from onething_simulators.launching import running

TOKEN, SECRET = "t0ken", "whsec_YSBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaA=="
STRANGER = Actor(role=Role.CITIZEN, account=new_public_id(), person=new_public_id(), channel="portal")
BEFORE_TRANSFER = ("contract-filing", "deed-tax")
LATER = MONDAY + timedelta(minutes=21)  # the page of an attempt has ended, and its grace


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    with running("payment_gateway", "--token", TOKEN, "--secret", SECRET, "--silent") as url:
        stand_at(url, MONDAY)
        yield url


@pytest.fixture
def house(db: None, empty_house: None, stores: object, settings: object, gateway: str) -> Iterator[None]:
    publish_packs()
    compose_handling()
    compose_payments()
    settings.PAYMENT_URL, settings.PAYMENT_TOKEN, settings.PAYMENT_SECRET = gateway, TOKEN, SECRET
    with moved(MONDAY):
        yield


def stand_at(url: str, now: datetime) -> None:
    """The gateway lives on the day of the test."""
    with httpx.Client(trust_env=False) as browser:
        browser.post(f"{url}/control/clock", json={"now": now.isoformat()})


def filed(**fee: object) -> UUID:
    application = file_home(**fee)
    drain(now=MONDAY, limit=5)
    return application


def begin(application: UUID, *, now: datetime = MONDAY, actor: Actor = CITIZEN) -> str:
    return begin_payment(
        application=application, return_url="http://us.example/back", notify_url="http://us.example/n", actor=actor,
        now=now,
    )  # fmt: skip


def pay(application: UUID, at_window: bool) -> None:
    if at_window:
        record_payment(application=application, receipt="票1", version=None, actor=CLERK, now=MONDAY)
    else:
        begin(application)


def begun(application: UUID, *, now: datetime = MONDAY) -> Attempt:
    begin(application, now=now)
    return Attempt.objects.latest("id")


def news_of(attempt: Attempt, action: AttemptAction = AttemptAction.PAY, *, fen: int = 8000) -> PaymentNews:
    return PaymentNews(id=str(attempt.public_id), action=action, amount_fen=fen, number="T1")


def reopened(application: UUID) -> CaseReopened:
    """The case that charges is taken up anew."""
    case = Case.objects.get(application_ref=application, item="property-transfer")
    return CaseReopened(
        case=case.public_id, application=application, key=case.key, item=case.item, actor=CLERK, at=MONDAY
    )


def state_of(application: UUID) -> OrderState:
    order = order_of(application)
    assert order is not None
    return order.state


def log_of(application: UUID) -> list[str]:
    order = Order.objects.get(application=application)
    return [line.kind for line in actions_of(subject_kind="payment_order", subject_id=order.public_id)]


def notify(content: object, *, secret: str = SECRET, at: datetime = MONDAY, now: datetime = MONDAY) -> HttpResponse:
    """As the gateway posts it, signed at `at`, arriving at `now`."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, f"m1.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    headers = {"webhook-id": "m1", "webhook-timestamp": stamp, "webhook-signature": f"v1,{signature}"}
    with moved(now):
        return Client().post(
            "/api/v1/payments/notifications", data=body, content_type="application/json", headers=headers
        )


@pytest.mark.usefixtures("house")
def test_one_order_is_made_after_submitting_and_its_owner_is_told_once() -> None:
    application = filed()

    drain(now=MONDAY, limit=5)

    order = Order.objects.get()
    assert (order.application, order.owed_fen, order.state) == (application, 8000, "open")
    assert [line["name"] for line in order.lines] == ["不动产登记费（住宅）"]
    assert [(one.kind, one.application) for one in Message.objects.all()] == [("fee", application)]
    assert log_of(application) == ["payments.ordered"]


@pytest.mark.usefixtures("house")
def test_what_is_let_off_makes_no_order() -> None:
    filed(charge=Charge.EXEMPT)

    assert Order.objects.count() == 0


@pytest.mark.usefixtures("house")
def test_pressing_again_opens_the_same_page_and_nobody_pays_for_a_stranger() -> None:
    application = filed()

    pages = {begin(application), begin(application, now=MONDAY + timedelta(minutes=14))}

    assert (len(pages), Attempt.objects.count(), state_of(application)) == (1, 1, OrderState.PAYING)
    with pytest.raises(OrderNotFound):
        begin(application, actor=STRANGER)


@pytest.mark.usefixtures("house")
def test_a_gateway_that_is_away_charges_nothing_and_may_be_tried_again(settings: object, gateway: str) -> None:
    application = filed()
    settings.PAYMENT_URL = "http://127.0.0.1:9"
    with pytest.raises(GatewayAway):
        begin(application)
    settings.PAYMENT_URL = gateway

    after = state_of(application)

    assert after is OrderState.OPEN
    assert begin(application).startswith(gateway)
    assert [one.state for one in Attempt.objects.order_by("id")] == ["failed", "waiting"]


@pytest.mark.usefixtures("house")
def test_a_page_that_another_press_got_meanwhile_is_not_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    application, page = filed(), "http://pay.example/pay?id=1"

    class Slow:
        def open(self, purchase: object, *, now: datetime) -> NotReached:
            Attempt.objects.update(address=page)
            return NotReached(reason="8 秒没有答复")

    monkeypatch.setattr("onething.modules.payments.services.begin.find_gateway", Slow)

    assert begin(application) == page
    assert (Attempt.objects.get().state, state_of(application)) == ("waiting", OrderState.PAYING)


@pytest.mark.usefixtures("house")
def test_a_signed_notification_counts_once_however_often_it_comes() -> None:
    application = filed()
    attempt = begun(application)
    told = {"id": str(attempt.public_id), "state": "paid", "amount_fen": 8000, "number": "T1"}

    answers = [notify(told), notify(told), notify({**told, "state": "failed"})]

    order = Order.objects.get()
    assert [(one.status_code, one.json()["outcome"]) for one in answers] == [
        (200, "taken"), (200, "known"), (200, "known"),
    ]  # fmt: skip
    assert (order.state, order.paid_fen, order.paid_at, order.at_window) == ("paid", 8000, MONDAY, False)
    assert log_of(application) == ["payments.ordered", "payments.begun", "payments.attempt_paid"]


@pytest.mark.usefixtures("house")
def test_what_is_unsigned_late_replayed_or_unreadable_changes_nothing(settings: object) -> None:
    application = filed()
    attempt = begun(application)
    told = {"id": str(attempt.public_id), "state": "paid", "amount_fen": 8000, "number": "T1"}
    another = "whsec_YW5vdGhlciBzZWNyZXQsIGp1c3QgYXMgbG9uZw=="

    answers = [
        notify(told, secret=another),
        notify(told, at=MONDAY - timedelta(minutes=6)),
        notify(told, at=MONDAY, now=MONDAY + timedelta(hours=1)),
        notify(b"\xff\xfe<html>"),
        notify(b"[]"),
        notify({**told, "id": str(new_public_id())}),
        notify({**told, "id": "nobody"}),
    ]
    settings.PAYMENT_URL = ""
    answers.append(notify(told))

    assert [one.status_code for one in answers] == [401, 401, 401, 422, 422, 422, 422, 401]
    assert state_of(application) is OrderState.PAYING
    assert "attempt" not in log_of(application)[-1]


@pytest.mark.usefixtures("house")
def test_another_amount_is_not_believed_and_stops_further_paying_until_somebody_looked() -> None:
    application = filed()
    attempt = begun(application)

    outcomes = [take_news(news_of(attempt, fen=7999), now=MONDAY) for _ in range(2)]

    order = order_of(application)
    assert order is not None
    assert outcomes == [NewsOutcome.DISPUTED, NewsOutcome.DISPUTED]
    assert (order.state, order.paid_fen, order.disputes) == (
        OrderState.PAYING, 0, ("支付平台说付了 7999 分，应当是 8000 分",),
    )  # fmt: skip
    assert log_of(application).count("payments.disputed") == 1
    with pytest.raises(PaymentRefused, match="对不上"):
        begin(application, now=LATER)
    assert [row.application for row in orders_to_look_into(actor=CLERK).rows] == [application]


@pytest.mark.usefixtures("house")
def test_out_of_order_and_late_news_end_the_same_and_a_second_payment_is_to_be_given_back() -> None:
    application = filed()
    first = begun(application)
    take_news(news_of(first, AttemptAction.FAIL), now=MONDAY)
    after_failure = state_of(application)
    second = begun(application)

    late = take_news(news_of(first), now=MONDAY)
    after_late = state_of(application)
    take_news(news_of(second), now=MONDAY)

    order = order_of(application)
    assert order is not None
    assert (after_failure, late, after_late) == (OrderState.OPEN, NewsOutcome.TAKEN, OrderState.PAID)
    assert (order.state, order.paid_fen, order.excess_fen) == (OrderState.REFUNDING, 16000, 8000)
    record_refund(application=application, receipt="退1", version=order.version, actor=CLERK, now=MONDAY)
    assert (state_of(application), Order.objects.get().refunded_fen) == (OrderState.REFUNDED, 8000)


@pytest.mark.usefixtures("house")
def test_where_no_notification_came_the_worker_asks_and_what_was_never_paid_runs_out(gateway: str) -> None:
    paid = filed()
    attempt = begun(paid)
    with httpx.Client(trust_env=False) as browser:
        browser.post(f"{gateway}/pay", data={"id": str(attempt.public_id), "act": "paid"})

    early = ask_about_payments(MONDAY)
    asked = ask_about_payments(MONDAY + timedelta(minutes=1))

    assert (early, asked, state_of(paid)) == (0, 1, OrderState.PAID)


@pytest.mark.usefixtures("house")
def test_money_that_came_in_the_last_minute_is_asked_about_after_another_attempt_was_begun(gateway: str) -> None:
    application = filed()
    first = begun(application)
    with httpx.Client(trust_env=False) as browser:
        browser.post(f"{gateway}/pay", data={"id": str(first.public_id), "act": "paid"})  # and no notification comes
    with pytest.raises(PaymentRefused, match="09:20"):
        begin(application, now=LATER - timedelta(minutes=5))
    second = begun(application, now=LATER)

    asked = ask_about_payments(LATER)

    assert (asked, state_of(application)) == (1, OrderState.PAID)
    assert [one.state for one in (Attempt.objects.get(pk=first.pk), Attempt.objects.get(pk=second.pk))] == [
        "paid", "waiting",
    ]  # fmt: skip
    assert "payments.attempt_expired" in log_of(application)


@pytest.mark.usefixtures("house")
def test_an_attempt_nobody_paid_ends_after_its_time_and_its_grace() -> None:
    application = filed()
    attempt = begun(application)
    Attempt.objects.filter(pk=attempt.pk).update(public_id=new_public_id())  # the gateway never heard of it

    within = ask_about_payments(LATER - timedelta(minutes=2))
    after = ask_about_payments(LATER)

    assert (within, after, state_of(application)) == (0, 1, OrderState.OPEN)
    assert Attempt.objects.get().state == AttemptState.EXPIRED


@pytest.mark.usefixtures("house")
def test_the_window_records_with_a_receipt_and_not_while_a_page_lives() -> None:
    application = filed()
    begin(application)
    with pytest.raises(PaymentRefused, match="09:20"):
        record_payment(application=application, receipt="票1", version=None, actor=CLERK, now=MONDAY)
    assert state_of(application) is OrderState.PAYING

    record_payment(application=application, receipt=" 票1 ", version=None, actor=CLERK, now=LATER)

    order = Order.objects.get()
    assert (order.state, order.receipt, order.at_window, order.paid_fen) == ("paid", "票1", True, 8000)
    line = actions_of(subject_kind="payment_order", subject_id=order.public_id).last()
    assert line is not None
    assert (line.kind, line.actor_account) == ("payments.recorded", CLERK.account)
    with pytest.raises(PaymentRefused, match="已缴费"):
        record_payment(application=application, receipt="票2", version=None, actor=CLERK, now=LATER)


@pytest.mark.usefixtures("house")
def test_an_open_line_is_settled_by_the_window_before_anything_is_paid() -> None:
    application = filed(charge=Charge.OPEN)
    line = "property-transfer:registration"
    with pytest.raises(PaymentRefused, match="窗口核定"):
        begin(application)
    said = {line: Settlement(due=False, reason="小微企业减免")}

    settle_lines(application=application, said=said, version=None, actor=CLERK, now=MONDAY)

    order = order_of(application)
    assert order is not None
    assert (order.state, order.lines[0].reason) == (OrderState.CANCELLED, "窗口核定：小微企业减免")
    assert Message.objects.count() == 0
    with pytest.raises(PaymentRefused, match="已经有人核定过"):
        settle_lines(application=application, said=said, version=None, actor=CLERK, now=MONDAY)


@pytest.mark.usefixtures("house")
def test_whoever_has_to_pay_after_all_is_told_once_it_is_settled() -> None:
    application = filed(charge=Charge.OPEN)
    said = {"property-transfer:registration": Settlement(due=True)}

    settle_lines(application=application, said=said, version=None, actor=CLERK, now=MONDAY)

    assert (state_of(application), Order.objects.get().owed_fen) == (OrderState.OPEN, 8000)
    assert [(one.kind, one.application) for one in Message.objects.all()] == [("fee", application)]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("paid", "state"), [(False, OrderState.CANCELLED), (True, OrderState.REFUNDING)])
def test_a_case_refused_before_acceptance_owes_nothing(paid: bool, state: OrderState) -> None:
    application = filed()
    if paid:
        take_news(news_of(begun(application)), now=MONDAY)
    untouched = let_fees_fall(MONDAY)
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)

    fallen = let_fees_fall(MONDAY + LOOKED_AFTER)

    assert (untouched, fallen, state_of(application)) == (0, 1, state)
    assert not Order.objects.get().watched
    assert [row.application for row in orders_to_look_into(actor=CLERK).rows] == ([application] if paid else [])
    assert Message.objects.filter(kind="refund").count() == int(paid)


@pytest.mark.usefixtures("house")
def test_nobody_is_asked_to_pay_for_what_was_refused_before_the_worker_came() -> None:
    application = file_home()
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)

    drain(now=MONDAY, limit=5)

    assert (Order.objects.count(), Message.objects.filter(kind="fee").count()) == (0, 0)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("at_window", [False, True])
def test_no_money_is_taken_once_the_case_was_refused_although_nobody_looked_yet(at_window: bool) -> None:
    application = filed()
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)

    with pytest.raises(PaymentRefused, match="刚刚有了变化" if at_window else "不用再交"):
        pay(application, at_window)

    assert state_of(application) is OrderState.CANCELLED


@pytest.mark.usefixtures("house")
def test_what_fell_is_owed_again_when_its_case_is_taken_up_anew() -> None:
    application = filed()
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)
    let_fees_fall(MONDAY)
    Case.objects.filter(application_ref=application).update(state="waiting", accepted_on=None)

    with transaction.atomic():
        record(reopened(application))
    drain(now=MONDAY, limit=5)

    order = Order.objects.get()
    assert (order.state, order.owed_fen, order.watched) == ("open", 8000, True)
    assert Message.objects.filter(kind="fee").count() == 2


@pytest.mark.usefixtures("house")
def test_an_accepted_case_goes_on_owing_and_is_not_watched_any_more() -> None:
    application = filed()
    accept_application(application=application, actor=CLERK, now=MONDAY)
    for item in BEFORE_TRANSFER:
        grant_item(application, item)

    assert (let_fees_fall(MONDAY), state_of(application), Order.objects.get().watched) == (0, OrderState.OPEN, False)


@pytest.mark.usefixtures("house")
def test_only_a_fee_whose_article_says_so_keeps_a_result_at_the_window() -> None:
    article = Basis("收费条例", "第7条", Mark.CONFIRMED)
    application = filed(blocks=Blocks.DELIVERY, blocks_by=article)
    accept_application(application=application, actor=CLERK, now=MONDAY)
    for item in BEFORE_TRANSFER:
        grant_item(application, item)
    grant_item(application, "property-transfer")
    row = Case.objects.get(application_ref=application, item="property-transfer")
    give = {
        "application": application, "code": code_of(application), "receiver": "林知夏", "cases": [row.public_id],
        "actor": CLERK, "now": MONDAY,
    }  # fmt: skip

    with pytest.raises(HandOverRefused, match="《收费条例》第7条"):
        hand_over(**give)
    record_payment(application=application, receipt="票1", version=None, actor=CLERK, now=MONDAY)

    assert hand_over(**give) == ("不动产权证书",)
