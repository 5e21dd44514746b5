"""`onething client` as operators type it: made for a time, changed, listed, shut out."""

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from builders.systems import ask_token, two_bodies
from onething.modules.clients.api import ClientInfo, NewClient, clients_by_id
from onething.modules.clients.commands import add_commands
from onething.modules.clients.models import Client
from onething.platform.clock import moved
from onething.platform.logs.models import ActionRow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    two_bodies(NOW)
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())

    def call(*words: str) -> tuple[int, str]:
        args = parser.parse_args(["client", *words])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def create(run: Run, *more: str) -> tuple[int, str]:
    return run("create", "医院系统", "--body", "health", "--region", "990100", "--scope", "plan", *more)


def only() -> ClientInfo:
    (made,) = Client.objects.values_list("public_id", flat=True)
    return clients_by_id([made])[made]


def test_a_registration_ends_on_its_day_and_no_token_is_given_from_then_on(clock: datetime, run: Run) -> None:
    code, said = create(run, "--until-day", "2026-12-01", "--json")
    assert code == 0
    given = json.loads(said)
    made = NewClient(info=only(), secret=given["client_secret"])
    assert made.info.public_id == UUID(given["client_id"])
    assert "在用，到 2026-11-30" in run("list")[1]

    last_moment, over = datetime(2026, 11, 30, 15, 59, tzinfo=UTC), datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    with moved(last_moment):
        assert ask_token(made).status_code == 200
    with moved(over):
        assert ask_token(made).status_code == 401
        assert "接入系统的登记已到期" in run("list")[1]


def test_a_registration_that_would_end_before_it_begins_is_refused(clock: datetime, run: Run) -> None:
    assert create(run, "--until-day", "2026-11-23") == (
        1, "有效期已经过了。请填今天或以后的日期；要马上停用请用“停用”。\n",
    )  # fmt: skip
    assert not Client.objects.exists()


def test_it_is_changed_and_shut_out_and_the_log_says_so(clock: datetime, run: Run) -> None:
    create(run)
    client = str(only().public_id)

    changed = run("change", client, "--scope", "plan", "--scope", "cases.read", "--until-day", "2027-01-01")
    assert changed == (0, "已改“医院系统”：cases.read plan，有效到 2026-12-31。\n")
    assert run("change", client, "--scope", "plan", "--until-day", "2026-01-01")[0] == 1
    assert only().scopes == ("cases.read", "plan")

    assert run("revoke", client)[0] == 0
    assert run("change", client, "--scope", "plan") == (
        1, "没有这个接入系统，或者它已经停用。请刷新名单再看。\n",
    )  # fmt: skip
    kinds = ActionRow.objects.filter(subject_kind="client").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["client.create", "client.change", "client.revoke"]
