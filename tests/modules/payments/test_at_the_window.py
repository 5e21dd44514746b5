"""Money and cases: what the window takes, settles and gives back, and what a case that ended or goes on does to it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from builders.cases import CLERK, MONDAY, NO, grant_item
from builders.payer import file_home
from builders.paying import (
    BEFORE_TRANSFER,
    LATER,
    begin,
    begun,
    filed,
    news_of,
    pay,
    reopened,
    state_of,
)
from onething.core.definitions import Basis, Blocks, Mark
from onething.core.planning import Charge
from onething.modules.delivery.api import HandOverRefused, hand_over
from onething.modules.delivery.codes import code_of
from onething.modules.handling.api import Case, accept_application, refuse_acceptance
from onething.modules.notify.models import Message
from onething.modules.payments.api import (
    OrderState,
    PaymentRefused,
    Settlement,
    order_of,
    orders_to_look_into,
    record_payment,
    settle_lines,
)
from onething.modules.payments.models import Order
from onething.modules.payments.services.let_fall import LOOKED_AFTER, let_fees_fall
from onething.modules.payments.services.settle import take_news
from onething.platform.events import record
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import drain


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
def test_what_is_settled_again_after_a_case_was_taken_up_anew_is_told_again() -> None:
    application = filed(charge=Charge.OPEN)
    said = {"property-transfer:registration": Settlement(due=True)}
    settle_lines(application=application, said=said, version=None, actor=CLERK, now=MONDAY)
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)
    let_fees_fall(MONDAY)
    Case.objects.filter(application_ref=application).update(state="waiting", accepted_on=None)
    with transaction.atomic():
        record(reopened(application))
    drain(now=MONDAY, limit=5)

    settle_lines(application=application, said=said, version=None, actor=CLERK, now=MONDAY)

    assert Message.objects.filter(kind="fee").count() == 2


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
def test_whether_a_case_ended_is_read_once_its_order_is_locked() -> None:
    """Read before, a case that was taken up anew in between would never be charged."""
    filed()

    with CaptureQueriesContext(connection) as read:
        let_fees_fall(MONDAY)

    tables = [line["sql"].partition(" FROM ")[2].split(" ")[0] for line in read if line["sql"].startswith("SELECT")]
    assert tables == ['"payments_order"', '"outbox_setback"', '"payments_order"', '"handling_case"']


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


@pytest.mark.usefixtures("house")
def test_a_look_by_a_clock_that_ran_ahead_keeps_no_fee_from_falling() -> None:
    application = filed()
    let_fees_fall(MONDAY + timedelta(days=30))
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)

    assert (let_fees_fall(MONDAY + timedelta(minutes=1)), state_of(application)) == (1, OrderState.CANCELLED)
