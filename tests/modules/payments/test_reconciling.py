"""What the gateway says another amount of, and what a receipt stands for: nothing is counted twice, and nothing stays without an end."""

from uuid import UUID

import pytest

from builders.cases import CLERK, MONDAY
from builders.paying import LATER, begin, begun, filed, log_of, news_of, pay, state_of
from onething.modules.notify.models import Message
from onething.modules.payments.api import (
    Came,
    NewsOutcome,
    OrderState,
    PaymentRefused,
    Reconciliation,
    order_of,
    orders_to_look_into,
    reconcile,
    record_payment,
    record_refund,
)
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services.settle import take_news
from onething.platform.database import new_public_id
from onething.platform.logs.api import actions_of


def found(attempt: Attempt, came: Came | None, *, reason: str = "平台客服答复，工单 0731") -> dict[str, object]:
    told = Reconciliation(attempt=str(attempt.public_id), came=came, reason=reason)
    return {"application": attempt.order.application, "told": told, "version": None, "actor": CLERK, "now": LATER}


@pytest.mark.usefixtures("house")
def test_what_contradicts_money_that_was_counted_is_looked_into_too() -> None:
    """The window found 79.99 yuan; after that the gateway says the whole amount came after all."""
    application = filed()
    attempt = begun(application)
    take_news(news_of(attempt, fen=7999), now=MONDAY)
    reconcile(**found(attempt, Came.SAID))

    contradicts = take_news(news_of(attempt), now=LATER)
    order = order_of(application)
    assert order is not None
    assert (contradicts, order.paid_fen) == (NewsOutcome.DISPUTED, 7999)
    assert [one.words for one in order.disputes] == ["支付平台说付了 80 元，这一次应当付 80 元，已经记下 79.99 元"]

    reconcile(**found(attempt, Came.DUE))

    assert (state_of(application), Order.objects.get().paid_fen) == (OrderState.PAID, 8000)


def two_homes() -> tuple[UUID, UUID]:
    """An order, and another of the same site."""
    first, second = filed(), new_public_id()
    Order.objects.bulk_create([copy_of(Order.objects.get(), second)])
    return first, second


def copy_of(row: Order, application: UUID) -> Order:
    row.pk, row.public_id, row.application, row.application_number = None, new_public_id(), application, "another"
    row._state.adding = True
    return row


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("fen", "came", "state", "paid", "lacking"),
    [
        (7999, Came.SAID, OrderState.OPEN, 7999, 1),
        (7999, Came.DUE, OrderState.PAID, 8000, 0),
        (7999, Came.NOTHING, OrderState.OPEN, 0, 8000),
        (8001, Came.SAID, OrderState.REFUNDING, 8001, 0),
    ],
)
def test_an_amount_in_dispute_ends_with_what_truly_came(
    fen: int, came: Came, state: OrderState, paid: int, lacking: int
) -> None:
    application = filed()
    attempt = begun(application)
    take_news(news_of(attempt, fen=fen), now=MONDAY)

    reconcile(**found(attempt, came))
    again = take_news(news_of(attempt, fen=fen), now=LATER)

    order = order_of(application)
    assert order is not None
    assert (order.state, order.paid_fen, order.lacking_fen, order.disputes) == (state, paid, lacking, ())
    assert again is NewsOutcome.KNOWN
    assert log_of(application)[-1] == "payments.reconciled"
    line = actions_of(subject_kind="payment_order", subject_id=Order.objects.get().public_id).last()
    assert line is not None
    assert (line.actor_account, line.payload["said_fen"], line.payload["reason"]) == (
        CLERK.account, fen, "平台客服答复，工单 0731",
    )  # fmt: skip
    assert Message.objects.filter(kind="fee").count() == (2 if lacking else 1)


@pytest.mark.usefixtures("house")
def test_a_dispute_does_not_end_while_its_page_lives_nor_without_a_reason_nor_twice() -> None:
    attempt = begun(filed())
    take_news(news_of(attempt, fen=7999), now=MONDAY)
    with pytest.raises(PaymentRefused, match="09:20"):
        reconcile(**{**found(attempt, Came.NOTHING), "now": MONDAY})
    with pytest.raises(PaymentRefused) as unsaid:
        reconcile(**found(attempt, None, reason=" "))
    assert set(unsaid.value.reasons) == {"came", "reason"}

    reconcile(**found(attempt, Came.NOTHING))

    with pytest.raises(PaymentRefused, match="已经有人核对过"):
        reconcile(**found(attempt, Came.SAID))
    begin(attempt.order.application, now=LATER)
    assert state_of(attempt.order.application) is OrderState.PAYING


@pytest.mark.usefixtures("house")
def test_money_in_dispute_stays_listed_although_the_window_took_the_fee_meanwhile() -> None:
    application = filed()
    attempt = begun(application)
    take_news(news_of(attempt, fen=7999), now=MONDAY)
    record_payment(application=application, receipt="票1", version=None, actor=CLERK, now=LATER)

    listed = [row.application for row in orders_to_look_into(actor=CLERK).rows]
    reconcile(**found(attempt, Came.SAID))

    order = order_of(application)
    assert order is not None
    assert (listed, order.state, order.excess_fen) == ([application], OrderState.REFUNDING, 7999)


@pytest.mark.usefixtures("house")
def test_a_receipt_number_stands_for_one_payment_and_says_for_which() -> None:
    first, second = two_homes()
    pay(first, at_window=True)
    number = Order.objects.get(application=first).application_number

    with pytest.raises(PaymentRefused, match=number):
        record_payment(application=second, receipt=" 票－１", version=None, actor=CLERK, now=LATER)

    Order.objects.filter(application=first).update(site_code="elsewhere", region_path="elsewhere")
    with pytest.raises(PaymentRefused, match="别的窗口") as unseen:
        record_payment(application=second, receipt="票1", version=None, actor=CLERK, now=LATER)
    assert number not in str(unseen.value)
    assert state_of(second) is OrderState.OPEN


@pytest.mark.usefixtures("house")
def test_a_refund_number_stands_for_one_refund() -> None:
    applications = two_homes()
    Order.objects.update(state="refunding", paid_fen=16000)
    came = {"amount_fen": 16000, "credited_fen": 16000, "state": "paid", "begun_at": MONDAY, "expires_at": MONDAY}
    Attempt.objects.bulk_create(Attempt(order=row, **came) for row in Order.objects.all())
    record_refund(application=applications[0], receipt="退1", version=None, actor=CLERK, now=MONDAY)

    with pytest.raises(PaymentRefused, match="已经登记过"):
        record_refund(application=applications[1], receipt="退1", version=None, actor=CLERK, now=MONDAY)
