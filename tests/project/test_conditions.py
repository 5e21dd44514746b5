"""Every warning about the house at work is given when it should be, and none when all is well."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from builders.newborn import publish_packs
from builders.succeeding import approved, wish
from onething.modules.organisation.api import forget_places
from onething.modules.organisation.models import MandateRow
from onething.platform import clock
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.logs.api import NewAction, append_action
from onething.platform.logs.sealer import seal_logs
from onething.platform.outbox.api import one_by_one
from onething.platform.outbox.models import Heartbeat, Message
from onething.platform.permissions import Actor, Role
from onething.project import conditions
from onething.project.conditions import find_conditions

LONG_AGO = timedelta(minutes=10)


@pytest.fixture
def sound(db: None, empty_house: None, stores: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demonstration with packs and nothing to complain of."""
    settings.DEMONSTRATION, settings.DATA = True, stores
    monkeypatch.setattr(conditions.shutil, "disk_usage", lambda _path: SimpleNamespace(free=conditions.LEAST_FREE))
    publish_packs()
    seal_logs(clock.now())  # the first test of a process finds the import in the log, days old


def codes() -> list[str]:
    return [finding.id.removeprefix("onething.") for finding in find_conditions() if finding.id]


def message(now: datetime, **given: Any) -> None:
    Message.objects.create(topic="x", payload={}, created_at=now, next_attempt_at=now, **given)


@pytest.mark.usefixtures("sound")
def test_a_house_in_order_has_none() -> None:
    assert codes() == []


@pytest.mark.usefixtures("sound")
def test_work_that_died_or_lies_about() -> None:
    now = clock.now()
    message(now, dead_at=now)
    assert codes() == ["W010"]
    message(now - LONG_AGO)
    assert codes() == ["W010", "W011"]
    Heartbeat.objects.create(worker="host:1", started_at=now, beat_at=now)
    assert codes() == ["W010", "W012"]


@pytest.mark.usefixtures("sound")
def test_what_a_duty_put_aside_is_named() -> None:
    case = new_public_id()
    one_by_one([case], lambda _case: 1 // 0, duty="deem accepted", now=clock.now())

    (found,) = find_conditions()
    assert found.id == "onething.W025"
    assert str(case) in found.msg


@pytest.mark.usefixtures("sound")
def test_a_log_that_nobody_seals() -> None:
    at = clock.now() - LONG_AGO
    append_action(
        NewAction(subject_kind="case", subject_id=new_public_id(), kind="file", actor=Actor(role=Role.SYSTEM), at=at)
    )
    assert codes() == ["W013"]


@pytest.mark.usefixtures("sound")
def test_clocks_that_differ() -> None:
    with moved(clock.now() + timedelta(seconds=7)):
        found = codes()
    assert found == (["W014"] if connection.vendor == "postgresql" else [])


@pytest.mark.django_db
def test_a_house_without_content(settings: Any) -> None:
    settings.DEMONSTRATION = True
    assert "W015" in codes()


@pytest.mark.usefixtures("sound")
def test_demonstration_content_in_earnest(settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert codes() == ["W016", *(["W020"] if connection.vendor == "sqlite" else [])]


@pytest.mark.usefixtures("sound")
def test_items_that_no_window_may_accept_now_or_in_a_month_and_a_house_without_mandates() -> None:
    of_health, today = MandateRow.objects.filter(body__code="health"), clock.today()

    of_health.update(until_day=today + timedelta(days=29))
    assert mandate_findings() == [("W024", "天内全部到期")]
    of_health.update(until_day=today)
    assert mandate_findings() == [("W023", "没有任何窗口可以受理")]
    MandateRow.objects.all().delete()
    assert mandate_findings() == [("W022", "还没有登记部门授权")]


@pytest.mark.usefixtures("sound")
def test_what_another_body_goes_on_with_has_windows_by_the_mandate_that_came_along() -> None:
    approved(wish(from_day=clock.today()), now=clock.now())

    assert MandateRow.objects.filter(body__code="health", ended_on=clock.today()).exists()
    assert mandate_findings() == []


def mandate_findings() -> list[tuple[str, str]]:
    """Each code with the words of it that are looked for."""
    forget_places()
    said = ("还没有登记部门授权", "没有任何窗口可以受理", "天内全部到期")
    return [
        (finding.id.removeprefix("onething."), words)
        for finding in find_conditions()
        for words in said
        if finding.id and words in finding.msg
    ]


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(("day", "found"), [("2026-11-30T04:00+00:00", []), ("2026-12-01T04:00+00:00", ["W017"])])
def test_a_year_that_is_not_known_in_december(day: str, found: list[str]) -> None:
    with moved(datetime.fromisoformat(day)):
        assert [code for code in codes() if code != "W014"] == found


@pytest.mark.usefixtures("sound")
def test_a_disk_that_is_nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditions.shutil, "disk_usage", lambda _path: SimpleNamespace(free=conditions.LEAST_FREE - 1))
    assert codes() == ["W018"]


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(("mode", "found"), [(0o400, []), (0o440, ["W019"]), (0o604, ["W019"])])
def test_keys_that_others_can_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int, found: list[str]
) -> None:
    key = tmp_path / "key"
    key.write_text("secret", encoding="ascii")
    key.chmod(mode)
    monkeypatch.setenv("ONETHING_MASTER_KEY_FILE", str(key))
    assert codes() == found


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(("mode", "found"), [(0o440, []), (0o460, ["W019"]), (0o444, ["W019"])])
def test_keys_that_somebody_else_gives_to_this_accounts_group(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: int, found: list[str]
) -> None:
    key = tmp_path / "key"
    key.write_text("secret", encoding="ascii")
    key.chmod(mode)
    monkeypatch.setattr(conditions.os, "geteuid", lambda: key.stat().st_uid + 1)
    monkeypatch.setenv("ONETHING_MASTER_KEY_FILE", str(key))
    assert codes() == found


@pytest.mark.usefixtures("sound")
def test_every_finding_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    message(clock.now(), dead_at=clock.now())
    assert all(finding.hint for finding in find_conditions())


def test_a_virus_scanner_that_does_not_answer_is_named(sound: None, settings: Any) -> None:
    settings.CLAMD = "127.0.0.1:1"

    assert "W025" in codes()
