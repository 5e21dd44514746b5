"""A system keeps its own subscriptions: makes, changes, tries and replays them; hostile addresses and tokens get nowhere."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from builders.receiver import Receiver, receiving
from builders.systems import ALL, HOOK, System, new_client, system
from builders.webhooks import BIRTH, happen, work
from onething.core.lifecycle import CaseAction
from onething.modules.clients.api import AT_THE_MACHINE, ApiScope, change_client
from onething.modules.clients.models import Client
from onething.modules.exchange.models import WebhookSubscription
from onething.platform.logs.models import ActionRow
from onething.platform.outbox.models import Message

HOSTILE = (
    "http://his.example.gov.cn/hooks",
    "https://127.0.0.1/hooks",
    "https://localhost/hooks",
    "https://[::1]/hooks",
    "https://[::ffff:10.0.0.1]/hooks",
    "https://169.254.169.254/latest/meta-data",
    "https://192.168.1.1/hooks",
    "https://2130706433/hooks",
    "https://0x7f.1/hooks",
    "https://127.1/hooks",
    "https://his.example.gov.cn@10.0.0.1/hooks",
    "https://his.example.gov.cn/\r\nX-Evil: 1",
    "ftp://his.example.gov.cn/",
    "javascript:alert(1)",
    "https://his.example.gov.cn:99999/",
    "https://卫健委.example/",
)


@pytest.fixture
def receiver(settings: object) -> Iterator[Receiver]:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    with receiving() as one:
        yield one


def listen(who: System, receiver: Receiver) -> tuple[str, str]:
    """The address of a new subscription and its secret."""
    made = who.make("/webhooks", {**HOOK, "url": receiver.url})
    assert made.status_code == 201, made.content.decode()
    return made["Location"].removeprefix("/api/v1"), made.json()["secret"]


def test_a_subscription_lives_from_its_making_to_its_end(health: System, receiver: Receiver, now: datetime) -> None:
    path, secret = listen(health, receiver)
    read = health.ask("GET", path)
    assert (read.json()["enabled"], "secret" in read.json(), secret[:6]) == (True, False, "whsec_")

    ordered = health.make(f"{path}/test")
    assert (ordered.status_code, ordered.json()["state"]) == (202, "waiting")
    work(now + timedelta(minutes=1))
    tried = health.ask("GET", ordered["Location"].removeprefix("/api/v1")).json()
    assert (tried["state"], tried["answer"], tried["attempts"], tried["application"]) == ("delivered", 204, 1, None)
    assert json.loads(receiver.got[0].body)["type"] == "webhook.ping"

    narrowed = health.ask("PATCH", path, {"kinds": ["case.decided"]}, If_Match=read["ETag"])
    assert (narrowed.status_code, narrowed.json()["kinds"]) == (200, ["case.decided"])
    late = health.ask("PATCH", path, {"enabled": False}, If_Match=read["ETag"])
    assert (late.status_code, late.json()["code"]) == (412, "api.changed")
    assert health.ask("PATCH", path, {"enabled": False}).status_code == 428

    stopped = health.ask("PATCH", path, {"enabled": False}, If_Match=narrowed["ETag"]).json()
    assert (stopped["enabled"], stopped["disabled_because"]) == (False, "人工停用")
    kinds = ActionRow.objects.filter(subject_kind="webhook").order_by("seq").values_list("kind", "actor_role")
    assert list(kinds) == [("webhook.create", "client"), ("webhook.change", "client"), ("webhook.disable", "client")]


def test_dead_letters_are_seen_and_replayed_by_their_own_client_alone(
    health: System, police: System, receiver: Receiver, now: datetime
) -> None:
    path, _ = listen(health, receiver)
    receiver.status = 410
    happen(now, (BIRTH, CaseAction.ACCEPT), (BIRTH, CaseAction.GRANT))
    work(now + timedelta(minutes=1))
    assert health.ask("GET", f"{path}/health").json() | {"failing_since": 0, "rests_until": 0} == {
        "delivered_at": None, "failures": 1, "failing_since": 0, "rests_until": 0,
        "last_failure": "对方答复状态 410，没有接收", "waiting": 0, "dead": 2,
    }  # fmt: skip
    refused = health.make(f"{path}/replay", {})
    assert (refused.status_code, refused.json()["errors"][0]["place"]) == (422, "enabled")

    receiver.status = 204
    health.ask("PATCH", path, {"enabled": True}, If_Match=health.ask("GET", path)["ETag"])
    dead = health.ask("GET", f"{path}/deliveries?state=dead").json()["deliveries"]
    assert [one["answer"] for one in dead] == [None, 410]
    assert police.make(f"{path}/replay", {}).status_code == 404
    assert health.make(f"{path}/replay", {"message_id": "msg_unknown"}).json() == {"replayed": 0}
    assert health.make(f"{path}/replay", {"message_id": dead[0]["message_id"]}).json() == {"replayed": 1}
    assert health.make(f"{path}/replay", {}).json() == {"replayed": 1}
    work(now + timedelta(minutes=2))

    assert [one["state"] for one in health.ask("GET", f"{path}/deliveries").json()["deliveries"]] == ["delivered"] * 2
    assert sorted(one.headers["webhook-id"] for one in receiver.got[1:]) == sorted(one["message_id"] for one in dead)


def test_the_old_secret_signs_for_as_long_as_is_said(health: System, receiver: Receiver, now: datetime) -> None:
    path, _ = listen(health, receiver)
    before = health.ask("GET", path)["ETag"]

    answer = health.make(f"{path}/secret", Idempotency_Key="one")
    again = health.make(f"{path}/secret", Idempotency_Key="one")

    assert answer.status_code == 201
    assert answer.content == again.content
    until = datetime.fromisoformat(answer.json()["previous_until"])
    assert timedelta(hours=23) < until - now <= timedelta(hours=25)
    assert answer["ETag"] not in {before, ""}
    happen(now, (BIRTH, CaseAction.ACCEPT))
    work(now + timedelta(minutes=1))
    happen(now, (BIRTH, CaseAction.GRANT))
    work(until + timedelta(seconds=1))
    assert [one.headers["webhook-signature"].count("v1,") for one in receiver.got] == [2, 1]


def test_a_secret_is_told_again_only_to_the_same_request(health: System, receiver: Receiver) -> None:
    made = health.make("/webhooks", HOOK, Idempotency_Key="one")
    again = health.make("/webhooks", HOOK, Idempotency_Key="one")

    assert made.content == again.content
    assert WebhookSubscription.objects.count() == 1
    secret = made.json()["secret"]
    assert secret not in health.ask("GET", "/webhooks").content.decode()


def test_subscriptions_come_page_by_page(health: System, police: System, now: datetime) -> None:
    mine = [health.make("/webhooks", HOOK).json()["id"] for _ in range(3)]
    police.make("/webhooks", HOOK)
    WebhookSubscription.objects.filter(body_code="health").update(disabled_at=now)
    mine += [health.make("/webhooks", HOOK).json()["id"] for _ in range(19)]

    first = health.ask("GET", "/webhooks").json()
    second = health.ask("GET", f"/webhooks?cursor={first['next_cursor']}").json()

    assert [one["id"] for one in first["webhooks"] + second["webhooks"]] == mine[::-1]
    assert (len(first["webhooks"]), second["next_cursor"]) == (20, None)


def test_a_hostile_address_is_neither_kept_nor_changed_to(health: System, settings: object) -> None:
    settings.DEMONSTRATION = False  # type: ignore[attr-defined]
    made = health.make("/webhooks", HOOK)
    path = f"/webhooks/{made.json()['id']}"

    for url in HOSTILE:
        refused = health.make("/webhooks", {**HOOK, "url": url})
        unchanged = health.ask("PATCH", path, {"url": url}, If_Match=made["ETag"])
        told = [(one.status_code, one.json().get("errors", [{}])[0].get("place")) for one in (refused, unchanged)]
        assert told == [(422, "url")] * 2, url

    assert list(WebhookSubscription.objects.values_list("url", flat=True)) == [HOOK["url"]]


def test_tokens_that_are_narrow_over_scoped_or_outlived_open_nothing(city: None, now: datetime) -> None:
    narrow = system(new_client(now=now), scope="cases.read")
    assert narrow.ask("GET", "/webhooks").json()["code"] == "api.scope_missing"

    made = new_client(now=now)
    outgrown = system(made)
    assert outgrown.ask("GET", "/webhooks").status_code == 200
    less = [scope for scope in ALL if scope != ApiScope.WEBHOOKS_MANAGE.value]
    change_client(client=made.info.public_id, scopes=less, until_day=None, actor=AT_THE_MACHINE, now=now)
    assert outgrown.make("/webhooks", HOOK).json()["code"] == "api.scope_missing"

    over = new_client(now=now)
    outlived = system(over)
    Client.objects.filter(public_id=over.info.public_id).update(until_day=now.date() - timedelta(days=1))
    assert outlived.make("/webhooks", HOOK).json()["code"] == "api.unauthorized"
    assert not WebhookSubscription.objects.exists()


def test_a_system_that_may_not_read_cases_is_told_so_and_nothing_is_kept(city: None, now: datetime) -> None:
    blind = system(new_client(scopes=("webhooks.manage",), now=now))

    answer = blind.make("/webhooks", HOOK)

    assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, "client")
    assert "cases.read" in answer.json()["errors"][0]["message"]
    assert not WebhookSubscription.objects.exists()


def test_trials_are_few(health: System) -> None:
    path = f"/webhooks/{health.make('/webhooks', HOOK).json()['id']}"

    answers = [health.make(f"{path}/test").status_code for _ in range(7)]

    assert answers[0] == 202
    assert 429 in answers
    assert Message.objects.count() == answers.count(202)
