"""An order from its application to the money online: made once, paid once, whatever the gateway says and when."""

from datetime import datetime, timedelta

import httpx
import pytest

from builders.cases import CLERK, MONDAY
from builders.paying import (
    LATER,
    STRANGER,
    begin,
    begun,
    filed,
    log_of,
    news_of,
    notify,
    state_of,
)
from onething.core.planning import Charge
from onething.modules.exchange.api import NotReached
from onething.modules.notify.models import Message
from onething.modules.payments.api import (
    GatewayAway,
    NewsOutcome,
    OrderNotFound,
    OrderState,
    PaymentRefused,
    order_of,
    orders_to_look_into,
    record_refund,
)
from onething.modules.payments.domain.attempts import AttemptAction, AttemptState
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.ask import ask_about_payments
from onething.modules.payments.services.settle import take_news
from onething.platform.database import new_public_id
from onething.platform.outbox.api import drain


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
    assert (order.state, order.paid_fen) == (OrderState.PAYING, 0)
    assert [one.words for one in order.disputes] == ["支付平台说付了 79.99 元，这一次应当付 80 元"]
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
def test_what_a_clock_that_ran_ahead_asked_about_is_asked_again(gateway: str) -> None:
    paid = filed()
    attempt = begun(paid)
    Attempt.objects.update(asked_at=MONDAY + timedelta(days=30))
    with httpx.Client(trust_env=False) as browser:
        browser.post(f"{gateway}/pay", data={"id": str(attempt.public_id), "act": "paid"})

    assert (ask_about_payments(MONDAY + timedelta(minutes=1)), state_of(paid)) == (1, OrderState.PAID)
