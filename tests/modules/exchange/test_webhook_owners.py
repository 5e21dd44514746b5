"""Subscriptions belong to registered clients: one that was shut out is told nothing, not even what waits already."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps

from builders.receiver import Receiver
from builders.systems import ALL, new_client
from builders.webhooks import ADMIN, APPLICATION, BIRTH, HOME, happen, listen, work
from onething.core.lifecycle import CaseAction
from onething.modules.clients.api import change_client, revoke_client
from onething.modules.exchange.api import (
    DeliveryState,
    WebhookRefused,
    assign,
    change_webhook,
    dead_letters,
    delivery_info,
    disable,
    enable,
    find_delivery,
    get_webhook,
    health_of,
    list_webhooks,
    order_trial,
    page_of_deliveries,
    replay_letters,
    subscribe,
)
from onething.modules.exchange.models import WebhookDelivery, WebhookSubscription
from onething.modules.exchange.services.journal import forget_deliveries
from onething.platform.database import Conflict
from onething.platform.logs.models import ActionRow
from onething.platform.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
WITHOUT_READING = tuple(scope for scope in ALL if scope != "cases.read")


def revoke(client: UUID, now: datetime) -> None:
    revoke_client(client=client, actor=ADMIN, now=now)


def let_expire(client: UUID, now: datetime) -> None:
    """Its last day was the day before the one on which the worker comes."""
    change_client(client=client, scopes=ALL, until_day=(now + timedelta(days=1)).date(), actor=ADMIN, now=now)


def take_scope(client: UUID, now: datetime) -> None:
    change_client(client=client, scopes=WITHOUT_READING, until_day=None, actor=ADMIN, now=now)


@pytest.mark.parametrize(
    ("shut_out", "words"),
    [
        (revoke, "接入系统已停用"),
        (let_expire, "接入系统的登记已到期"),
        (take_scope, "接入系统不再有 cases.read"),
    ],
)
def test_what_waits_for_a_client_that_was_shut_out_never_leaves_and_nothing_more_is_put_in(
    receiver: Receiver, clock: datetime, shut_out: Callable[[UUID, datetime], None], words: str
) -> None:
    info, _ = listen(receiver.url, clock)
    other, _ = listen(receiver.url + "/other", clock)
    happen(clock, (BIRTH, CaseAction.ACCEPT))

    shut_out(info.client, clock)
    work(clock + timedelta(days=1))

    assert [one.path for one in receiver.got] == ["/hooks/other"]
    (told,) = (delivery_info(row) for row in page_of_deliveries(subscription=info.id, actor=ADMIN, after=None).rows)
    assert (told.state, told.failure, told.tried_at) == (DeliveryState.DROPPED, words, None)
    assert dead_letters(actor=ADMIN) == ()

    happen(clock + timedelta(days=1), (BIRTH, CaseAction.GRANT))
    assert [message.subject for message in Message.objects.filter(done_at__isnull=True)] == [other.id]


def test_one_that_failed_before_the_client_was_revoked_is_not_tried_again(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)
    receiver.status = 503
    happen(clock, (BIRTH, CaseAction.ACCEPT))
    work(clock)
    assert len(receiver.got) == 1

    revoke(info.client, clock)
    work(clock + timedelta(hours=1))

    assert len(receiver.got) == 1
    assert Message.objects.get().done_at is not None


def test_revoking_disables_the_subscriptions_with_it_and_the_log_says_who(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)

    revoke(info.client, clock)

    assert get_webhook(info.id, actor=ADMIN).disabled_because == "接入系统已停用"
    entry = ActionRow.objects.get(kind="webhook.disable")
    assert (entry.subject_id, entry.actor_role) == (info.id, "system_admin")
    with pytest.raises(WebhookRefused, match="接入系统已停用"):
        enable(subscription=info.id, actor=ADMIN, now=clock)
    with pytest.raises(WebhookRefused, match="接入系统已停用"):
        subscribe(client=info.client, url=receiver.url, kinds=["case.decided"], actor=ADMIN, now=clock)
    assert WebhookSubscription.objects.count() == 1


def test_what_was_given_up_before_the_client_was_revoked_can_be_cleared_by_replaying(
    receiver: Receiver, clock: datetime
) -> None:
    info, _ = listen(receiver.url, clock)
    disable(subscription=info.id, actor=ADMIN, now=clock)
    Message.objects.create(
        topic="exchange.webhook", subject=info.id, created_at=clock, next_attempt_at=clock, dead_at=clock,
        payload={"id": "msg_1", "body": {"type": "case.decided", "timestamp": "2026-11-23T04:00:00Z", "data": {}}},
    )  # fmt: skip
    with pytest.raises(WebhookRefused, match="先恢复"):
        replay_letters(subscription=info.id, actor=ADMIN, now=clock)

    revoke(info.client, clock)
    assert replay_letters(subscription=info.id, actor=ADMIN, now=clock) == 1
    work(clock)

    assert (receiver.got, dead_letters(actor=ADMIN)) == ([], ())


def test_a_client_that_is_given_more_time_is_told_again_of_what_happens_from_then_on(
    receiver: Receiver, clock: datetime
) -> None:
    info, _ = listen(receiver.url, clock)
    let_expire(info.client, clock)
    later = clock + timedelta(days=2)
    assert health_of(subscription=info.id, actor=ADMIN, now=later).silence == "接入系统的登记已到期"
    change_client(client=info.client, scopes=ALL, until_day=date(2027, 12, 1), actor=ADMIN, now=later)

    happen(later, (BIRTH, CaseAction.ACCEPT))
    work(later)

    assert len(receiver.got) == 1


def test_without_the_scope_to_read_cases_nobody_subscribes(receiver: Receiver, clock: datetime) -> None:
    client = new_client(scopes=WITHOUT_READING, now=clock).info.public_id

    with pytest.raises(WebhookRefused, match=r"cases\.read"):
        subscribe(client=client, url=receiver.url, kinds=["case.decided"], actor=ADMIN, now=clock)

    assert not WebhookSubscription.objects.exists()


def test_a_client_is_told_of_its_own_body_alone(receiver: Receiver, clock: datetime) -> None:
    listen(receiver.url, clock, body="police")

    happen(clock, (BIRTH, CaseAction.ACCEPT), (HOME, CaseAction.ACCEPT))
    work(clock)

    assert len(receiver.got) == 1
    assert str(HOME.case).encode() in receiver.got[0].body
    assert str(BIRTH.case).encode() not in receiver.got[0].body


def test_a_change_is_made_whole_or_not_at_all_and_only_to_the_version_that_was_seen(
    receiver: Receiver, clock: datetime
) -> None:
    info, _ = listen(receiver.url, clock, "case.accepted")

    with pytest.raises(WebhookRefused) as refused:
        change_webhook(
            subscription=info.id, version=info.version, url="https://10.0.0.1/", kinds=["case.decided"], enabled=False,
            actor=ADMIN, now=clock,
        )  # fmt: skip
    assert set(refused.value.reasons) == {"url"}
    assert get_webhook(info.id, actor=ADMIN) == info

    after = change_webhook(
        subscription=info.id, version=info.version, url=receiver.url + "/new", kinds=["case.decided"],
        actor=ADMIN, now=clock,
    )  # fmt: skip
    with pytest.raises(Conflict):
        change_webhook(subscription=info.id, version=info.version, enabled=False, actor=ADMIN, now=clock)
    assert after == get_webhook(info.id, actor=ADMIN)
    happen(clock, (BIRTH, CaseAction.GRANT), (BIRTH, CaseAction.ACCEPT))
    work(clock)
    assert [one.path for one in receiver.got] == ["/hooks/new"]


def test_a_delivery_does_not_make_another_version(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)
    receiver.answers = [503]
    happen(clock, (BIRTH, CaseAction.ACCEPT))

    work(clock)
    work(clock + timedelta(seconds=15))

    assert len(receiver.got) == 2
    assert get_webhook(info.id, actor=ADMIN).version == info.version


def test_the_journal_says_tries_and_answer_and_nothing_of_what_was_told(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)
    receiver.answers = [503, 201]
    happen(clock, (BIRTH, CaseAction.ACCEPT))

    work(clock)
    (failed,) = page_of_deliveries(subscription=info.id, actor=ADMIN, after=None).rows
    assert (failed.state, failed.attempts, failed.answer) == ("waiting", 1, 503)
    assert failed.failure == "对方答复状态 503，没有接收"
    work(clock + timedelta(seconds=15))

    (row,) = page_of_deliveries(subscription=info.id, actor=ADMIN, after=None).rows
    assert (row.state, row.attempts, row.answer, row.failure) == ("delivered", 2, 201, "")
    assert (row.kind, row.application, row.told_at) == ("case.accepted", APPLICATION, clock)
    assert str(BIRTH.case) not in repr(WebhookDelivery.objects.values().get())


def test_a_trial_goes_out_once_whatever_the_receiver_says(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)
    disable(subscription=info.id, actor=ADMIN, now=clock)
    receiver.status = 500

    ordered = order_trial(subscription=info.id, actor=ADMIN, now=clock)
    work(clock)
    work(clock + timedelta(days=2))

    assert len(receiver.got) == 1
    told = find_delivery(subscription=info.id, message_id=ordered.message_id, actor=ADMIN)
    assert told is not None
    assert (ordered.state, told.state, told.answer) == (DeliveryState.WAITING, DeliveryState.FAILED, 500)
    assert get_webhook(info.id, actor=ADMIN).failures == 0
    assert dead_letters(actor=ADMIN) == ()


def test_what_went_well_is_forgotten_after_a_month_and_what_can_be_replayed_is_kept(
    receiver: Receiver, clock: datetime
) -> None:
    listen(receiver.url, clock)
    receiver.answers = [200, 410]
    happen(clock, (BIRTH, CaseAction.ACCEPT), (BIRTH, CaseAction.GRANT))
    work(clock)

    assert forget_deliveries(clock + timedelta(days=29)) == 0
    assert forget_deliveries(clock + timedelta(days=31)) == 1

    assert WebhookDelivery.objects.get().state == "dead"


def test_twenty_in_force_are_enough_for_anybody(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)
    for _ in range(19):
        subscribe(client=info.client, url=receiver.url, kinds=["case.decided"], actor=ADMIN, now=clock)

    with pytest.raises(WebhookRefused, match="20 个在用"):
        subscribe(client=info.client, url=receiver.url, kinds=["case.decided"], actor=ADMIN, now=clock)

    disable(subscription=info.id, actor=ADMIN, now=clock)
    subscribe(client=info.client, url=receiver.url, kinds=["case.decided"], actor=ADMIN, now=clock)
    with pytest.raises(WebhookRefused, match="20 个在用"):
        enable(subscription=info.id, actor=ADMIN, now=clock)
    assert len(list_webhooks(actor=ADMIN, client=info.client)) == 21


def test_what_was_subscribed_under_a_free_text_goes_to_the_client_it_meant_or_falls_silent(
    receiver: Receiver, clock: datetime
) -> None:
    named, _ = listen(receiver.url, clock)
    numbered, _ = listen(receiver.url, clock)
    elsewhere, _ = listen(receiver.url, clock)
    texts = {named.id: " 医院系统 ", numbered.id: "", elsewhere.id: "警务系统"}
    police = new_client(name="警务系统", body="police", now=clock).info
    hospital = new_client(name="医院系统", now=clock).info
    texts[numbered.id] = str(hospital.public_id).upper()
    for subscription, text in texts.items():
        WebhookSubscription.objects.filter(public_id=subscription).update(client=None, account=None, client_name=text)

    import_module("onething.modules.exchange.migrations.0002_webhooks_of_clients").adopt(apps, None)

    for subscription in (named.id, numbered.id):
        row = get_webhook(subscription, actor=ADMIN)
        assert (row.client, row.client_name, row.disabled_at) == (hospital.public_id, "医院系统", None)
        assert WebhookSubscription.objects.get(public_id=subscription).account == hospital.account
    silent = get_webhook(elsewhere.id, actor=ADMIN)
    assert (silent.client, silent.client_name) == (None, "警务系统")
    assert silent.disabled_because.startswith("没有叫这个名字的接入系统")

    with pytest.raises(WebhookRefused):
        enable(subscription=elsewhere.id, actor=ADMIN, now=clock)
    with pytest.raises(WebhookRefused, match="另一个部门"):
        assign(subscription=elsewhere.id, client=police.public_id, actor=ADMIN, now=clock)
    assign(subscription=elsewhere.id, client=hospital.public_id, actor=ADMIN, now=clock)
    enable(subscription=elsewhere.id, actor=ADMIN, now=clock)
    assert get_webhook(elsewhere.id, actor=ADMIN).client == hospital.public_id
