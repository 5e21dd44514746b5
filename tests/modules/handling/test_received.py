"""The day from which a case counts is the legal day in Asia/Shanghai, wherever the server stands; one filed again begins anew."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, case_at, file_newborn, officer
from onething.core.calendar import Span
from onething.core.lifecycle import Ground
from onething.modules.handling.api import Stop, accept_application, log_of, start_review, stop_clock, withdraw

pytestmark = pytest.mark.usefixtures("city")
DUE = {  # Sunday 20 September 2026 is worked, Friday 25 to Sunday 27 and 1 to 7 October are off
    "a Friday at 17:00 before a worked Sunday": (datetime(2026, 9, 18, 9, tzinfo=UTC), "2026-09-18", "2026-09-24"),
    "a holiday": (datetime(2026, 10, 3, 2, tzinfo=UTC), "2026-10-03", "2026-10-13"),
    "the last second of a day": (datetime(2026, 9, 17, 15, 59, 59, tzinfo=UTC), "2026-09-17", "2026-09-23"),
    "the second after it": (datetime(2026, 9, 17, 16, tzinfo=UTC), "2026-09-18", "2026-09-24"),
}


@pytest.fixture(params=["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
def server_zone(request: Any, settings: Any) -> Iterator[str]:
    """A server in this time zone, for Python and for Django."""
    before = os.environ.get("TZ")
    settings.TIME_ZONE = os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


@pytest.mark.usefixtures("server_zone")
@pytest.mark.parametrize(("filed", "opened_on", "due_on"), DUE.values(), ids=DUE)
def test_the_day_of_receipt_is_the_legal_day(filed: datetime, opened_on: str, due_on: str) -> None:
    row = case_at(file_newborn(now=filed), "birth-certificate")

    assert (row.opened_on, row.due_on) == (date.fromisoformat(opened_on), date.fromisoformat(due_on))
    assert row.due_at == datetime.fromisoformat(f"{due_on}T09:30:00+00:00")  # 17:30 in Shanghai


def test_what_stood_still_was_withdrawn_and_filed_again_counts_from_its_own_day() -> None:
    first = file_newborn(serial=1)
    accept_application(application=first, actor=CLERK, now=MONDAY)
    row = case_at(first, "birth-certificate")
    who = officer(row.body_code)
    start_review(case=row.public_id, version=row.row_version, actor=who, now=MONDAY)
    stop = Stop(ground=Ground.TESTING, reason="样品送检", expected=Span.working_days(10))
    stop_clock(case=row.public_id, version=row.row_version + 1, stop=stop, actor=who, now=MONDAY.replace(day=3))
    withdraw(application=first, cases=(), actor=CITIZEN, now=MONDAY.replace(day=5))
    again = file_newborn(serial=2, now=MONDAY.replace(day=6))

    told = [(line.kind, line.clock) for line in log_of(row.public_id, actor=CITIZEN)]
    assert told == [
        ("file", ""),
        ("open", "受理期限到2026年3月9日"),
        ("accept", "决定期限到2026年3月3日"),
        ("review", ""),
        ("start_special", "检测，告知所需时间 10 个工作日，停止计时"),
        ("withdraw", ""),
    ]
    row.refresh_from_db()
    assert (row.state, row.due_on) == ("withdrawn", None)
    anew = case_at(again, "birth-certificate")
    assert (anew.opened_on, anew.due_on) == (date(2026, 3, 6), date(2026, 3, 13))
