"""Five working days of silence accept an application."""

from datetime import UTC, date, datetime, timedelta

import pytest

from builders.cases import CLERK, MONDAY, accepted_newborn, case_at, file_newborn, states
from builders.notices import CONSENT, papers_of
from onething.modules.handling.api import ask_correction
from onething.modules.handling.services.deem import deem_accepted

pytestmark = pytest.mark.usefixtures("city")


def test_five_days_of_silence_accept_from_the_day_of_receipt() -> None:
    application = file_newborn()
    last_minute = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)  # 17:30 in Shanghai, five working days later

    assert deem_accepted(last_minute) == 0
    assert deem_accepted(last_minute + timedelta(seconds=1)) == 1
    assert deem_accepted(last_minute + timedelta(seconds=2)) == 0

    row = case_at(application, "birth-certificate")
    assert (row.state, row.accepted_on, row.due_on) == ("accepted", date(2026, 3, 2), date(2026, 3, 3))
    assert case_at(application, "birth-registration").accepted_ahead
    assert papers_of(application) == ["acceptance"]


def test_what_was_asked_or_answered_in_time_is_not_deemed_accepted() -> None:
    asked, answered = file_newborn(serial=1), accepted_newborn(serial=2)
    ask_correction(application=asked, defects=[CONSENT], actor=CLERK, now=MONDAY)

    deem_accepted(MONDAY + timedelta(days=30))

    assert states(asked)["birth-certificate"] == "correcting"
    assert states(asked)["vaccination-certificate"] == "accepted"
    assert papers_of(answered) == ["acceptance"]
