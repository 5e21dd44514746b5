"""Every act of a case reaches the national platform, a process of its own: once, in any order, also after an outage."""

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from builders.cases import CLERK, MONDAY, NO, case_at, file_newborn, officer
from onething.core.lifecycle import CaseAction
from onething.modules.exchange.api import UPLOAD
from onething.modules.exchange.connectors.configured import find_platform
from onething.modules.exchange.domain.failing import Standing
from onething.modules.exchange.services.deliver_webhook import RETRY_WAITS
from onething.modules.exchange.services.upload import OWN_TABLE, guard
from onething.modules.handling.api import Case, accept_application, deny, grant
from onething.modules.handling.commands import add_commands
from onething.modules.handling.tasks import missing_there, upload_act
from onething.platform.logs.models import AccessRow
from onething.platform.outbox.api import consume, dead_messages, drain, enqueue, waiting_messages
from onething.platform.outbox.models import Message
from onething_simulators.faults import Fault
from onething_simulators.launching import count_requests, order_fault, running

pytestmark = pytest.mark.usefixtures("city")
LATER = MONDAY + timedelta(days=700)  # messages are dated by the machine's clock


DAYS = count()


@pytest.fixture(scope="module")
def process() -> Iterator[str]:
    """One for all: each life has a day and so a case number of its own, though serials come again after a roll-back."""
    with running("national_platform") as url:
        yield url


@pytest.fixture
def platform(city: None, process: str, settings: object) -> str:
    settings.UPLOAD_URL = process  # type: ignore[attr-defined]
    settings.UPLOAD_CLIENT_ID, settings.UPLOAD_CLIENT_SECRET = "onething", "demonstration"  # type: ignore[attr-defined]
    guard.standing = Standing()
    order_fault(process, Fault.NONE)
    consume(UPLOAD, upload_act, waits=RETRY_WAITS)
    return process


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())

    def call(*words: str) -> tuple[int, str]:
        args = parser.parse_args(["upload", *words])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


def work(days: float = 0) -> int:
    return drain(now=LATER + timedelta(days=days), limit=200, jitter=lambda: 0.0)


def held(number: str) -> frozenset[tuple[str, int]]:
    found = find_platform().held(number)  # type: ignore[union-attr]
    assert isinstance(found, frozenset)
    return found


def accepted() -> tuple[Case, datetime]:
    """The case of the certificate, and when it was filed and accepted."""
    now = MONDAY + timedelta(days=next(DAYS))
    application = file_newborn(now=now)
    accept_application(application=application, actor=CLERK, now=now)
    return case_at(application, "birth-certificate"), now


def live() -> str:
    """Filed, accepted, granted: the number of the case."""
    row, now = accepted()
    grant(
        case=row.public_id, version=row.row_version, opinion="好", result_number="X1", actor=officer("health"), now=now
    )
    return row.number


def test_a_whole_life_is_there_group_by_group_and_nothing_is_missing(platform: str) -> None:
    number = live()
    work()

    assert held(number) == {("materials", 1), ("process", 2), ("acceptance", 3), ("process", 3), ("conclusion", 4)}
    assert missing_there(number) == ()
    assert waiting_messages(UPLOAD).count() == dead_messages(UPLOAD).count() == 0


def test_a_denial_is_a_conclusion(platform: str) -> None:
    row, now = accepted()
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("health"), now=now)
    work()

    assert ("conclusion", 4) in held(row.number)
    assert dead_messages(UPLOAD).count() == 0


def test_the_order_does_not_matter_and_what_comes_twice_is_known(platform: str) -> None:
    number = live()
    messages = list(Message.objects.filter(topic=UPLOAD).order_by("-id"))
    for place, message in enumerate(messages):
        Message.objects.filter(pk=message.pk).update(next_attempt_at=MONDAY + timedelta(seconds=place))
        enqueue(UPLOAD, payload=message.payload, subject=message.subject)
    work()

    assert len(held(number)) == 5
    assert dead_messages(UPLOAD).count() == 0


def test_an_outage_costs_one_attempt_for_all_that_waits(platform: str) -> None:
    order_fault(platform, Fault.HTTP500)
    number = live()
    work()

    waiting = waiting_messages(UPLOAD)
    assert count_requests(platform) <= 2  # a token at most, and one record for all that wait
    assert waiting.count() == Message.objects.filter(topic=UPLOAD).count() > 5
    assert sorted(waiting.values_list("attempts", flat=True))[-2:] == [0, 1]

    order_fault(platform, Fault.NONE)
    work(days=1)
    assert (len(held(number)), waiting_messages(UPLOAD).count()) == (5, 0)


def test_what_cannot_be_sent_is_laid_aside_and_told(platform: str, run: Callable[..., tuple[int, str]]) -> None:
    number = live()
    some = Message.objects.filter(topic=UPLOAD)
    enqueue(UPLOAD, payload={"seq": 999}, subject=some[0].subject)
    work()

    code, said = run("status", "--json")
    told = json.loads(said)
    assert (code, told["waiting"], told["dead"]) == (1, 0, 1)
    assert "办理记录里没有这一步" in told["errors"][0]["error"]
    assert run("replay") == (0, "重新上传 1 步。\n")
    assert len(held(number)) == 5


def test_what_the_platform_refuses_is_laid_aside_with_its_reason(
    platform: str, settings: object, tmp_path: Path
) -> None:
    changed = OWN_TABLE.read_text(encoding="utf-8").replace('result: "1"', 'result: "88"')
    (tmp_path / "upload.yaml").write_text(changed, encoding="utf-8")
    settings.UPLOAD_MAPPING = str(tmp_path / "upload.yaml")  # type: ignore[attr-defined]

    number = live()
    work()

    (dead,) = dead_messages(UPLOAD)
    assert (dead.payload, dead.attempts) == ({"seq": 4}, 1)
    assert "conclusion：国家平台不接收（422）：result_code 没有这个代码。" in dead.last_error
    assert len(held(number)) == 4


def test_what_is_missing_there_is_found_and_sent(platform: str, run: Callable[..., tuple[int, str]]) -> None:
    number = live()
    Message.objects.filter(topic=UPLOAD, payload__seq=3).delete()
    work()

    assert run("status", "--case", number) == (1, "国家平台缺少第 3 步。用 onething upload replay --case 补上。\n")
    assert run("replay", "--case", number) == (0, "补传 1 步。\n")
    work(days=1)
    assert run("status", "--case", number) == (0, "与国家平台一致。\n")
    assert run("status") == (0, "等待上传 0 步，放弃 0 步。\n")


def test_a_number_that_no_case_has_and_a_platform_that_is_away_are_told_apart(
    platform: str, run: Callable[..., tuple[int, str]]
) -> None:
    number = live()
    order_fault(platform, Fault.DOWN)

    assert run("status", "--case", "1")[0] == 1
    assert run("status", "--case", number) == (3, "连不上国家平台，或答复不成形\n")


def test_what_was_told_about_whom_is_in_the_access_log(platform: str) -> None:
    number = live()
    work()

    entries = AccessRow.objects.filter(purpose="办件归集到国家平台")
    assert entries.count() == Message.objects.filter(topic=UPLOAD, done_at__isnull=False).count()
    assert {entry.actor_role for entry in entries} == {"system"}
    assert number not in str(list(Message.objects.filter(topic=UPLOAD).values("payload")))


def test_without_an_address_nothing_is_put_into_the_outbox(city: None, settings: object) -> None:
    settings.UPLOAD_URL = ""  # type: ignore[attr-defined]

    live()

    assert Message.objects.filter(topic=UPLOAD).count() == 0


def test_the_outbox_names_places_in_the_log_and_nobody(platform: str) -> None:
    live()

    assert {tuple(row) for row in Message.objects.filter(topic=UPLOAD).values_list("payload", flat=True)} == {("seq",)}
    assert CaseAction.FILE.value not in str(Message.objects.filter(topic=UPLOAD).values("payload"))
