"""Fees on the pages: the applicant sees lines and is sent to pay, the window records; both without script."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from builders.cases import MONDAY, compose_handling
from builders.newborn import publish_packs
from builders.payer import compose_payments, file_home
from builders.whole_life import City, people
from onething.core.definitions import Basis, Mark, Relief
from onething.core.planning import Charge
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.intake.api import plan_for_application
from onething.modules.payments.domain.attempts import dispute_words
from onething.modules.payments.models import Attempt, Order
from onething.modules.payments.services import relieve
from onething.platform.clock import moved
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import drain

LINE = "property-transfer:registration"


@pytest.fixture
def city(db: None, empty_house: None, stores: object) -> Iterator[City]:
    publish_packs()
    compose_handling()
    compose_payments()
    with moved(MONDAY):
        yield people(MONDAY)


def filed(city: City, **fee: object) -> UUID:
    application = file_home(owner=city.actors["owner"], **fee)
    drain(now=MONDAY, limit=5)
    return application


def words_of(city: City, role: str, path: str) -> str:
    page: str = city.browser(role).get(path).content.decode()
    return page


def test_without_a_gateway_one_pays_at_the_window_and_reads_the_receipt_number(city: City) -> None:
    application = filed(city)
    at_home, at_window = f"/applications/{application}/fees/", f"/counter/applications/{application}/fees/"
    progress = words_of(city, "owner", f"/applications/{application}/")
    review = words_of(city, "clerk", f"/counter/applications/{application}/")
    refused = city.browser("owner").post(at_home)

    blank = city.browser("clerk").post(at_window, {"act": "record", "receipt": " ", "version": "1"})
    recorded = city.browser("clerk").post(at_window, {"act": "record", "receipt": "票0099", "version": "1"})
    late = city.browser("clerk").post(at_window, {"act": "record", "receipt": "票0100", "version": "1"})

    assert "不动产登记费（住宅）" in progress
    assert "80 元/件" in progress
    assert "待核" in progress
    assert "没交不影响受理、办理和送达。" in progress
    assert "去支付" not in progress
    assert at_window in review
    assert (refused.status_code, blank.status_code, recorded.status_code, late.status_code) == (422, 422, 302, 422)
    assert "没有写票据号" in blank.content.decode()
    assert "刚刚有了变化" in late.content.decode()
    assert Order.objects.get().receipt == "票0099"
    assert "票据号 票0099" in words_of(city, "owner", at_home)


def test_who_has_paid_a_part_is_asked_for_the_rest(city: City) -> None:
    application = filed(city)
    Order.objects.update(paid_fen=3000)

    progress = words_of(city, "owner", f"/applications/{application}/")
    at_home = words_of(city, "owner", f"/applications/{application}/fees/")

    assert "有费用要交：50 元" in progress
    assert "应交 50 元" in at_home


def test_the_window_has_a_list_of_what_is_to_be_given_back(city: City) -> None:
    application = filed(city)
    before = words_of(city, "clerk", "/counter/fees/")
    Order.objects.update(state="refunding", paid_fen=16000)

    listed = words_of(city, "clerk", "/counter/fees/")

    assert "没有要退的款项" in before
    assert f"/counter/applications/{application}/fees/" in listed
    assert "要退 80 元" in listed
    assert f'<span class="number__part">{Order.objects.get().application_number[:4]}</span>' in listed


def test_ones_own_list_says_what_waits_to_be_paid_and_not_what_is_in_dispute(city: City) -> None:
    application = filed(city)
    due = words_of(city, "owner", "/mine/")
    Order.objects.update(disputed=True)

    assert f"/applications/{application}/fees/" in due
    assert "有费用要交" in due
    assert "有费用要交" not in words_of(city, "owner", "/mine/")


def test_the_window_ends_a_dispute_on_the_page_with_both_amounts_before_it(city: City) -> None:
    application = filed(city)
    at_window = f"/counter/applications/{application}/fees/"
    attempt = Attempt.objects.create(
        order=Order.objects.get(), amount_fen=8000, state="expired", begun_at=MONDAY, expires_at=MONDAY,
        said_fen=7999, note=dispute_words(said=7999, due=8000), number="T1",
    )  # fmt: skip
    Order.objects.update(disputed=True)
    told = {"act": "reconcile", "attempt": str(attempt.public_id), "version": "1", "reason": "平台客服，工单 0731"}

    shown, progress = words_of(city, "clerk", at_window), words_of(city, "owner", f"/applications/{application}/")
    unsaid = city.browser("clerk").post(at_window, told)
    ended = city.browser("clerk").post(at_window, {**told, "came": "said"})

    assert "支付平台说付了 79.99 元，这一次应当付 80 元" in shown
    assert "平台流水号 T1" in shown
    assert "上一次支付正在核对" in progress
    assert "有费用要交" not in progress
    assert (unsaid.status_code, ended.status_code) == (422, 302)
    assert "没有选实际到账多少" in unsaid.content.decode()
    assert "收到 79.99 元，还应交 0.01 元" in words_of(city, "owner", f"/applications/{application}/fees/")
    assert "支付金额对不上" not in words_of(city, "clerk", at_window)


def test_the_window_settles_what_is_open_and_the_applicant_reads_why(city: City) -> None:
    application = filed(city, charge=Charge.OPEN)
    at_home, at_window = f"/applications/{application}/fees/", f"/counter/applications/{application}/fees/"
    before = words_of(city, "owner", at_home)

    missing = city.browser("clerk").post(at_window, {"act": "settle", LINE: "free", "version": "1"})
    settled = city.browser("clerk").post(
        at_window, {"act": "settle", LINE: "free", f"{LINE}-reason": "小微企业减免", "version": "1"}
    )

    assert "还要窗口核定" in before
    assert (missing.status_code, settled.status_code) == (422, 302)
    assert "没有写为什么不用交" in missing.content.decode()
    assert "窗口核定：小微企业减免" in words_of(city, "owner", at_home)


@pytest.mark.parametrize(("paid", "state"), [(0, "cancelled"), (8000, "refunding")])
def test_a_relief_shown_after_the_order_was_made_lets_off_by_its_article(
    city: City, monkeypatch: pytest.MonkeyPatch, paid: int, state: str
) -> None:
    application = filed(city)
    publish_relief(application, monkeypatch)
    if paid:
        city.browser("clerk").post(
            f"/counter/applications/{application}/fees/", {"act": "record", "receipt": "票1", "version": "1"}
        )
    at_window, version = f"/counter/applications/{application}/fees/", str(Order.objects.get().row_version)
    shown = words_of(city, "clerk", at_window)

    told = {"act": "relieve", "version": version, "relief": f"{LINE}#0"}
    unseen = city.browser("clerk").post(at_window, told)
    unpublished = city.browser("clerk").post(at_window, {**told, "relief": f"{LINE}#1", "shown": "营业执照"})
    let_off = city.browser("clerk").post(at_window, {**told, "shown": "小型微型企业名录查询单"})

    assert "小微企业免收" in shown
    assert "凭营业执照；《收费条例》第8条" in shown
    assert "没有写看了什么证明" in unseen.content.decode()
    assert "没有选按哪一条减免" in unpublished.content.decode()
    assert (unseen.status_code, unpublished.status_code, let_off.status_code) == (422, 422, 302)
    assert (Order.objects.get().state, Order.objects.get().owed_fen) == (state, 0)
    words = "小微企业免收。依据《收费条例》第8条。窗口核定：小型微型企业名录查询单"
    assert words in words_of(city, "owner", f"/applications/{application}/fees/")
    (line,) = (one for one in actions_of(subject_kind="payment_order", subject_id=Order.objects.get().public_id)
               if one.kind == "payments.relieved")  # fmt: skip
    assert line.payload["basis"] == "《收费条例》第8条"


def publish_relief(application: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version under which it was filed, with a relief of its fee."""
    source = bundle_of_version("second-hand-home", version=plan_for_application(application).bundle_version)
    item = source.library.items["property-transfer"]
    relief = Relief("小微企业免收", Basis("收费条例", "第8条", Mark.CONFIRMED), proof="营业执照")
    charged = replace(item, fees=(replace(item.fees[0], exempt=(relief,)),))
    library = replace(source.library, items={**source.library.items, item.code: charged})
    monkeypatch.setattr(relieve, "bundle_of_version", lambda *_, **__: replace(source, library=library))


def test_a_page_that_may_be_paid_is_opened_again_and_by_nobody_else(city: City, settings: object) -> None:
    settings.PAYMENT_URL = "https://pay.example"
    application = filed(city)
    order = Order.objects.get()
    order.state = "paying"
    order.save()
    page = "https://pay.example/pay?id=1"
    later = MONDAY.replace(minute=15)
    Attempt.objects.create(
        order=order, amount_fen=8000, state="waiting", address=page, begun_at=MONDAY, expires_at=later
    )

    sent = city.browser("owner").post(f"/applications/{application}/fees/")
    shown = words_of(city, "owner", f"/applications/{application}/fees/")
    stranger = city.browser("stranger").post(f"/applications/{application}/fees/")

    assert (sent.status_code, sent["Location"], stranger.status_code) == (302, page, 404)
    assert "接着支付" in shown
    assert "还没有收到支付结果" in shown
