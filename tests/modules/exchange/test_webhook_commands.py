"""`onething webhook` as operators type it."""

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from builders.receiver import Receiver, receiving
from builders.systems import new_client, two_bodies
from onething.modules.exchange.commands import add_commands
from onething.modules.exchange.models import WebhookSubscription
from onething.platform.database import new_public_id

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def receiver(settings: object) -> Iterator[Receiver]:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    two_bodies(NOW)
    with receiving() as one:
        yield one


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())

    def call(*words: str) -> tuple[int, str]:
        args = parser.parse_args(["webhook", *words])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def create(run: Callable[..., tuple[int, str]], url: str) -> dict[str, object]:
    client = str(new_client(now=NOW).info.public_id)
    code, said = run("create", url, "--client", client, "--kind", "case.decided", "--json")
    assert code == 0
    return json.loads(said)


def test_a_subscription_is_made_tried_and_listed_without_its_secret(
    run: Callable[..., tuple[int, str]], receiver: Receiver
) -> None:
    made = create(run, receiver.url)

    assert run("test", str(made["id"])) == (0, "已送达\n")
    code, listed = run("list", "--json")
    assert code == 0
    assert [(one["id"], one["kinds"]) for one in json.loads(listed)] == [(made["id"], ["case.decided"])]
    assert str(made["secret"]) not in listed
    assert "还没有送过" in run("list")[1]


def test_a_receiver_that_refuses_is_a_finding(run: Callable[..., tuple[int, str]], receiver: Receiver) -> None:
    made = create(run, receiver.url)
    receiver.status = 401

    assert run("test", str(made["id"])) == (1, "对方答复状态 401，没有接收\n")


def test_what_is_wrong_is_said_and_nothing_is_kept(run: Callable[..., tuple[int, str]], receiver: Receiver) -> None:
    code, said = run("create", "https://10.0.0.1/", "--client", str(new_public_id()))

    assert code == 1
    assert "没有这个接入系统" in said
    assert "ONETHING_WEBHOOK_NETWORKS" in said
    assert WebhookSubscription.objects.count() == 0


def test_it_is_disabled_enabled_and_given_a_new_secret(run: Callable[..., tuple[int, str]], receiver: Receiver) -> None:
    made = create(run, receiver.url)

    assert run("disable", str(made["id"]))[0] == 0
    assert "已停用：人工停用" in run("list")[1]
    assert run("enable", str(made["id"]))[0] == 0
    code, said = run("rotate", str(made["id"]))
    assert code == 0
    assert "whsec_" in said
    assert str(made["secret"]) not in said


def test_without_dead_letters_all_is_well(run: Callable[..., tuple[int, str]], receiver: Receiver) -> None:
    made = create(run, receiver.url)

    assert run("dead", "--json") == (0, "[]\n")
    assert run("replay", str(made["id"])) == (0, "重新发送 0 个。\n")


@pytest.mark.parametrize("command", ["test", "disable", "enable", "rotate", "replay"])
def test_an_unknown_subscription_is_said_to_be_unknown(
    run: Callable[..., tuple[int, str]], receiver: Receiver, command: str
) -> None:
    assert run(command, str(new_public_id())) == (1, "没有找到这个订阅。请用 onething webhook list 核对编号。\n")


def test_what_was_subscribed_for_a_mere_name_is_given_to_a_client(
    run: Callable[..., tuple[int, str]], receiver: Receiver
) -> None:
    made = create(run, receiver.url)
    WebhookSubscription.objects.update(client=None, account=None, client_name="旧系统", disabled_at=NOW)
    heir = new_client(name="新系统", now=NOW).info.public_id

    refused = run("assign", str(made["id"]), "--client", str(new_public_id()))
    assert (refused[0], "没有这个接入系统" in refused[1]) == (1, True)
    code, said = run("assign", str(made["id"]), "--client", str(heir))

    assert (code, "已交给“新系统”" in said) == (0, True)
    row = WebhookSubscription.objects.get()
    assert (row.client, row.disabled_at) == (heir, NOW)
