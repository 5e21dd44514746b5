"""`/metrics`: what is counted, what it tells of the house, and to whom."""

import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.test import Client

from builders.whole_life import City, Life
from onething.modules.handling.models import OPEN_AT_DESK, Case
from onething.modules.payments.models import Order
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.logs.api import NewAction, append_action
from onething.platform.outbox.models import Heartbeat, Message
from onething.platform.permissions import Actor, Role
from onething.project.shared_counters import FOLDER

HERE = {"HTTP_HOST": "127.0.0.1:8000"}
COUNT_IN_TWO_PROCESSES = """
import os, django
django.setup()
from onething.project.metrics import _counted, count_request
from prometheus_client import generate_latest
for seconds in (0.02, 0.2):
    if not (child := os.fork()):
        count_request(method="GET", route="livez", status=200, seconds=seconds)
        os._exit(0)
    os.waitpid(child, 0)
print(generate_latest(_counted()).decode())
"""


def read(client: Client, **given: str) -> dict[str, float]:
    answer = client.get("/metrics", **(HERE | given))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=")
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.mark.django_db
def test_requests_are_counted_by_route_and_status(client: Client) -> None:
    name = 'onething_requests_total{method="GET",route="livez",status="200"}'
    before = read(client).get(name, 0.0)

    client.get("/livez?name=林知夏")
    client.get("/livez")

    after = read(client)
    assert after[name] == before + 2
    assert after['onething_request_seconds_count{route="livez"}'] >= 2
    assert not any("林" in line for line in after)


@pytest.mark.django_db
def test_a_virus_scanner_is_told_of_where_there_is_one(client: Client, settings: Any) -> None:
    settings.CLAMD = ""
    without = read(client)
    settings.CLAMD = "127.0.0.1:1"

    assert "onething_scanner_up" not in without
    assert read(client)["onething_scanner_up"] == 0


@pytest.mark.django_db
def test_a_quiet_house_is_told_as_quiet(client: Client, clock: datetime) -> None:
    told = read(client)

    assert told["onething_database_up"] == 1
    assert (
        told["onething_outbox_waiting"] == told["onething_outbox_oldest_seconds"] == told["onething_outbox_dead"] == 0
    )
    assert (
        told['onething_log_unsealed_seconds{log="action"}'] == told['onething_log_unsealed_seconds{log="access"}'] == 0
    )
    assert told["onething_cases_overdue"] == told["onething_workers"] == 0


@pytest.mark.django_db
def test_what_waits_died_and_was_not_sealed_is_told_with_its_age(client: Client, clock: datetime) -> None:
    for due, more in (
        (clock - timedelta(minutes=5), {}),
        (clock + timedelta(hours=2), {}),  # tried before, and not due again yet: nobody has to be woken
        (clock - timedelta(days=1), {"done_at": clock}),
        (clock - timedelta(days=2), {"dead_at": clock}),
    ):
        Message.objects.create(topic="x", created_at=clock - timedelta(days=3), next_attempt_at=due, **more)
    Heartbeat.objects.create(worker="alive", started_at=clock, beat_at=clock - timedelta(seconds=29))
    Heartbeat.objects.create(worker="gone", started_at=clock, beat_at=clock - timedelta(seconds=31))
    at = clock - timedelta(seconds=70)
    append_action(
        NewAction(subject_kind="case", subject_id=UUID(int=1), kind="x", actor=Actor(role=Role.SYSTEM), at=at)
    )

    order = {"lines": [], "owed_fen": 8000, "made_at": clock, "owner": new_public_id()}
    for state, disputed in (
        ("open", False),
        ("paying", True),
        ("paid", True),
        ("refunding", False),
        ("refunded", False),
    ):
        Order.objects.create(application=new_public_id(), state=state, disputed=disputed, **order)

    told = read(client)

    waiting = [told[f'onething_orders{{waiting="{one}"}}'] for one in ("unpaid", "refund", "disputed")]
    assert waiting == [2, 1, 2]
    assert (told["onething_outbox_waiting"], told["onething_outbox_oldest_seconds"]) == (2, 300)
    assert (told["onething_outbox_dead"], told["onething_workers"]) == (1, 1)
    assert told['onething_log_unsealed_seconds{log="action"}'] == 70


def test_open_cases_past_their_limit_are_told(city: City, life: Life, client: Client, now: datetime) -> None:
    due = Case.objects.filter(state__in=OPEN_AT_DESK).order_by("-due_at").values_list("due_at", flat=True)[0]
    open_cases = Case.objects.filter(state__in=OPEN_AT_DESK).count()

    with moved(due):
        in_time = read(client)["onething_cases_overdue"]
    with moved(due + timedelta(seconds=1)):
        late = read(client)["onething_cases_overdue"]

    assert in_time < late == open_cases


def test_without_the_database_that_alone_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError("10.0.0.7")

    monkeypatch.setattr("onething.project.metrics.Message.objects.filter", fail)
    told = read(client)

    assert told["onething_database_up"] == 0
    assert "onething_outbox_waiting" not in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"HTTP_HOST": "testserver"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_VIA": "1.1 gateway"},
    ],
)
def test_without_a_token_only_this_machine_may_look(client: Client, given: dict[str, str]) -> None:
    assert client.get("/metrics", **(HERE | given)).status_code == 404


@pytest.mark.django_db
def test_behind_a_declared_proxy_nobody_is_this_machine(client: Client, settings: object) -> None:
    settings.PROXY_COUNT = 1

    assert client.get("/metrics", **HERE).status_code == 404


@pytest.mark.django_db
def test_with_a_token_only_its_holder_may_look_from_anywhere(client: Client, settings: object) -> None:
    settings.METRICS_TOKEN = "collector"
    far = {"REMOTE_ADDR": "10.0.0.7", "HTTP_HOST": "testserver"}

    assert client.get("/metrics", **HERE).status_code == 404
    assert client.get("/metrics", **far, HTTP_AUTHORIZATION="Bearer collectors").status_code == 404
    assert client.get("/metrics", **far, HTTP_AUTHORIZATION="Bearer collector").status_code == 200


def test_a_full_disk_stops_the_counting_but_not_the_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("onething.project.metrics.requests.labels", fail)

    assert client.get("/livez").content == b"ok"


def test_several_processes_count_together(tmp_path: Path) -> None:
    environment = {FOLDER: str(tmp_path), "DJANGO_SETTINGS_MODULE": "onething.project.settings"}
    environment |= {"ONETHING_DATA": str(tmp_path), "PYTHONPATH": ":".join(filter(None, sys.path))}

    done = subprocess.run(
        [sys.executable, "-c", COUNT_IN_TWO_PROCESSES], env=environment, capture_output=True, text=True, check=True
    )

    assert 'onething_requests_total{method="GET",route="livez",status="200"} 2.0' in done.stdout
    assert re.search(r'request_seconds_bucket\{le="0.025",route="livez"\} 1.0', done.stdout)
