"""Subscriptions, delivery through the outbox to a real receiver, failing receivers, dead letters and replay."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from builders.receiver import Received, Receiver
from builders.systems import new_client
from builders.webhooks import ADMIN, BIRTH, HOME, happen, listen, work
from onething.core.lifecycle import CaseAction
from onething.modules.exchange.api import (
    WebhookRefused,
    WebhookUnknown,
    dead_letters,
    disable,
    enable,
    list_webhooks,
    ping,
    replace_secret,
    replay_letters,
    subscribe,
)
from onething.modules.exchange.models import WebhookSubscription
from onething.platform.database import new_public_id
from onething.platform.logs.models import ActionRow
from onething.platform.outbox.models import Message
from onething.platform.permissions import Actor, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]


def signed_by(secret: str, one: Received) -> bool:
    """As a receiver checks it, written without the sender's code."""
    content = f"{one.headers['webhook-id']}.{one.headers['webhook-timestamp']}.".encode() + one.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mine = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return mine in one.headers["webhook-signature"].split(" ")


def test_what_happens_reaches_those_who_subscribed_signed_and_thin(receiver: Receiver, clock: datetime) -> None:
    _, secret = listen(receiver.url, clock)

    happen(clock, (BIRTH, CaseAction.ACCEPT), (HOME, CaseAction.ACCEPT))
    assert receiver.got == []
    work(clock)

    (one,) = receiver.got
    assert signed_by(secret, one)
    assert one.headers["webhook-id"].startswith("msg_")
    assert one.headers["webhook-timestamp"] == str(int(clock.timestamp()))
    content = json.loads(one.body)
    assert (content["type"], content["data"]["body"]) == ("case.accepted", "health")
    assert [case["id"] for case in content["data"]["cases"]] == [str(BIRTH.case)]


def test_only_the_kinds_and_the_body_subscribed_to_are_told(receiver: Receiver, clock: datetime) -> None:
    listen(receiver.url, clock, "case.decided")
    listen(receiver.url, clock, "case.accepted", body="police")

    happen(clock, (BIRTH, CaseAction.ACCEPT), (HOME, CaseAction.GRANT))
    work(clock)

    assert (receiver.got, Message.objects.count()) == ([], 0)


def test_two_subscribers_to_one_thing_get_the_same_id(receiver: Receiver, clock: datetime) -> None:
    listen(receiver.url, clock)
    listen(receiver.url + "/2", clock)

    happen(clock, (BIRTH, CaseAction.ACCEPT))
    work(clock)

    assert len(receiver.got) == 2
    assert len({one.headers["webhook-id"] for one in receiver.got}) == 1


def test_a_retry_has_the_same_id_and_bytes_and_a_time_and_signature_of_its_own(
    receiver: Receiver, clock: datetime
) -> None:
    _, secret = listen(receiver.url, clock)
    receiver.answers = [500, 503]

    happen(clock, (BIRTH, CaseAction.ACCEPT))
    work(clock)
    again = clock + timedelta(seconds=15)  # five seconds by the schedule, but the receiver rests for fifteen
    work(clock + timedelta(seconds=5))
    assert len(receiver.got) == 1
    work(again)
    work(again + timedelta(minutes=5))

    assert [one.headers["webhook-id"] for one in receiver.got] == [receiver.got[0].headers["webhook-id"]] * 3
    assert {one.body for one in receiver.got} == {receiver.got[0].body}
    assert [int(one.headers["webhook-timestamp"]) - int(clock.timestamp()) for one in receiver.got] == [0, 15, 315]
    assert all(signed_by(secret, one) for one in receiver.got)
    row = WebhookSubscription.objects.get()
    assert (row.failures, row.failing_since, row.rests_until, row.last_failure) == (0, None, None, "")
    assert row.delivered_at == again + timedelta(minutes=5)


def test_a_receiver_that_is_down_costs_one_attempt_for_all_that_waits(receiver: Receiver, clock: datetime) -> None:
    listen(receiver.url, clock)
    receiver.status = 503
    for _ in range(20):
        happen(clock, (BIRTH, CaseAction.ACCEPT))

    work(clock)

    assert len(receiver.got) == 1
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0] * 19 + [1]
    receiver.status = 204
    work(clock + timedelta(seconds=15))
    assert len(receiver.got) == 21


def test_after_ten_attempts_it_is_a_dead_letter_that_can_be_replayed(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)
    receiver.status = 500
    happen(clock, (BIRTH, CaseAction.ACCEPT))

    now = clock
    for _ in range(10):
        work(now)
        now += timedelta(hours=25)
    WebhookSubscription.objects.update(disabled_at=None)

    (letter,) = dead_letters(actor=ADMIN)
    assert (letter.subscription, letter.kind, letter.attempts) == (info.id, "case.accepted", 10)
    assert "状态 500" in letter.error

    receiver.status = 200
    assert replay_letters(subscription=info.id, actor=ADMIN, now=now) == 1
    work(now)
    assert dead_letters(actor=ADMIN) == ()
    assert receiver.got[-1].headers["webhook-id"] == letter.message_id
    assert ActionRow.objects.filter(kind="webhook.replay").count() == 1


def test_five_days_of_failures_disable_it_and_the_log_says_so(receiver: Receiver, clock: datetime) -> None:
    info, _ = listen(receiver.url, clock)
    receiver.status = 500
    now = clock
    for _ in range(12):
        happen(now, (BIRTH, CaseAction.ACCEPT))
        work(now, limit=1)
        now += timedelta(hours=11)

    row = WebhookSubscription.objects.get()
    assert row.disabled_at == clock + timedelta(hours=121)
    assert row.disabled_because == "连续 5 天没有一次送达"
    entry = ActionRow.objects.get(kind="webhook.disable")
    assert (entry.subject_id, entry.actor_role, entry.body_code) == (info.id, "system", "health")
    tried = len(receiver.got)
    happen(now, (BIRTH, CaseAction.ACCEPT))
    work(now)
    assert len(receiver.got) == tried


def test_a_receiver_that_is_gone_is_disabled_at_once(receiver: Receiver, clock: datetime) -> None:
    listen(receiver.url, clock)
    receiver.status = 410
    happen(clock, (BIRTH, CaseAction.ACCEPT))

    work(clock)

    assert WebhookSubscription.objects.get().disabled_because == "接收方答复 410，表示不再接收"
    assert dead_letters(actor=ADMIN)[0].attempts == 1


def test_what_waits_when_it_is_disabled_becomes_a_dead_letter_and_comes_back(
    receiver: Receiver, clock: datetime
) -> None:
    info, _ = listen(receiver.url, clock)
    happen(clock, (BIRTH, CaseAction.ACCEPT))
    disable(subscription=info.id, actor=ADMIN, now=clock)
    disable(subscription=info.id, actor=ADMIN, now=clock)

    work(clock)
    assert (receiver.got, len(dead_letters(actor=ADMIN, subscription=info.id))) == ([], 1)

    enable(subscription=info.id, actor=ADMIN, now=clock)
    letter = dead_letters(actor=ADMIN)[0].id
    assert replay_letters(subscription=info.id, letter=letter, actor=ADMIN, now=clock) == 1
    work(clock)
    assert len(receiver.got) == 1
    assert list(ActionRow.objects.filter(subject_id=info.id).order_by("seq").values_list("kind", flat=True)) == [
        "webhook.create", "webhook.disable", "webhook.enable", "webhook.replay",
    ]  # fmt: skip


def test_a_replaced_secret_loses_nothing(receiver: Receiver, clock: datetime) -> None:
    info, old = listen(receiver.url, clock)
    new, until = replace_secret(subscription=info.id, actor=ADMIN, now=clock)
    assert until == clock + timedelta(hours=24)

    happen(clock, (BIRTH, CaseAction.ACCEPT))
    work(clock)
    happen(clock, (BIRTH, CaseAction.GRANT))
    work(clock + timedelta(hours=25))

    during, after = receiver.got
    assert (signed_by(old, during), signed_by(new, during)) == (True, True)
    assert (signed_by(old, after), signed_by(new, after)) == (False, True)


def test_a_trial_says_how_the_receiver_answered_and_notes_nothing(receiver: Receiver, clock: datetime) -> None:
    info, secret = listen(receiver.url, clock)
    receiver.answers = [503]

    assert ping(subscription=info.id, actor=ADMIN, now=clock).words == "对方答复状态 503，没有接收"
    assert ping(subscription=info.id, actor=ADMIN, now=clock).words == "已送达"
    assert json.loads(receiver.got[1].body)["type"] == "webhook.ping"
    assert signed_by(secret, receiver.got[1])
    assert WebhookSubscription.objects.get().failures == 0


def test_secrets_are_stored_encrypted_and_listed_never(receiver: Receiver, clock: datetime) -> None:
    _, secret = listen(receiver.url, clock)

    stored = WebhookSubscription.objects.extra(select={"raw": "secrets"}).values_list("raw", flat=True)[0]

    assert secret.removeprefix("whsec_") not in stored
    assert secret not in repr(list_webhooks(actor=ADMIN))
    assert secret not in json.dumps(list(ActionRow.objects.values_list("payload", flat=True)))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"client": UUID(int=5)}, {"client"}),
        ({"url": "http://hooks.example/"}, {"url"}),
        ({"url": "https://10.0.0.1/"}, {"url"}),
        ({"kinds": []}, {"kinds"}),
        ({"kinds": ["case.accepted", "everything"]}, {"kinds"}),
        ({"client": UUID(int=5), "url": "", "kinds": []}, {"client", "url", "kinds"}),
    ],
)
def test_a_subscription_that_cannot_be_kept_says_everything_that_is_wrong_and_leaves_nothing(
    clock: datetime, changes: dict[str, object], fields: set[str]
) -> None:
    client = new_client(now=clock).info.public_id
    good = {"client": client, "url": "https://hooks.example/", "kinds": ["case.accepted"]}

    with pytest.raises(WebhookRefused) as refused:
        subscribe(**{**good, **changes}, actor=ADMIN, now=clock)  # type: ignore[arg-type]

    assert set(refused.value.reasons) == fields
    assert WebhookSubscription.objects.count() == ActionRow.objects.filter(kind="webhook.create").count() == 0


def test_outside_a_demonstration_loopback_is_refused_and_an_old_one_is_not_sent_to(
    receiver: Receiver, clock: datetime, settings: object
) -> None:
    listen(receiver.url, clock)
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    happen(clock, (BIRTH, CaseAction.ACCEPT))

    work(clock)

    assert receiver.got == []
    assert "必须是 https://" in WebhookSubscription.objects.get().last_failure
    with pytest.raises(WebhookRefused):
        listen(receiver.url, clock)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.SYSTEM_ADMIN, Role.SYSTEM}])
def test_nobody_else_sees_or_changes_subscriptions(receiver: Receiver, clock: datetime, role: Role) -> None:
    info, _ = listen(receiver.url, clock)
    actor = Actor(role=role, account=new_public_id(), person=new_public_id(), body_code="health", site_code="s")

    assert list_webhooks(actor=actor) == ()
    for act in (disable, enable, replace_secret, ping):
        with pytest.raises(WebhookUnknown):
            act(subscription=info.id, actor=actor, now=clock)
    with pytest.raises(WebhookUnknown):
        subscribe(client=info.client, url=receiver.url, kinds=["case.decided"], actor=actor, now=clock)
    assert WebhookSubscription.objects.count() == 1
