"""A new holiday list moves the days of open cases once, and says so in each case's log."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

import pytest

from builders.cases import CLERK, case_at, file_newborn, grant_item
from builders.newborn import FOLDERS, packs_of_the_house
from builders.notices import CONSENT
from onething.core.calendar import Calendar
from onething.modules.catalogue.api import VersionUnknown, calendar_of_version, import_pack
from onething.modules.handling import definitions
from onething.modules.handling.api import accept_application, ask_correction
from onething.modules.handling.models import Case
from onething.modules.handling.services import recount
from onething.modules.handling.services.recount import Recount, recount_cases
from onething.platform.encryption import seal_key
from onething.platform.logs.api import ActionRow, actions_of
from onething.platform.logs.sealer import seal_logs
from onething.platform.logs.verify import verify_logs
from onething.platform.outbox.api import AGAIN
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")
THURSDAY = datetime(2026, 12, 31, 1, 0, tzinfo=UTC)
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """The list for 2027 comes out after the cases were filed: New Year's Friday is off."""
    known = packs_of_the_house().bundle("newborn").calendar
    new = replace(known, version="2026.9", published=known.published | {2027}, holidays=known.holidays | {NEW_YEAR})
    monkeypatch.setattr(recount, "calendar_in_force", lambda *, on: new)
    monkeypatch.setattr(definitions, "calendar_of_version", lambda version: {"2026.9": new}[version])
    monkeypatch.setattr(definitions, "_calendars", {})
    return new


def lines(row: Case) -> list[ActionRow]:
    return list(actions_of(subject_kind="case", subject_id=row.public_id).filter(kind="recounted"))


def test_open_cases_are_counted_anew_once_and_each_change_is_logged(announced: Calendar) -> None:
    received, accepted = file_newborn(serial=1, now=THURSDAY), file_newborn(serial=2, now=THURSDAY)
    accept_application(application=accepted, actor=CLERK, now=THURSDAY)
    before = case_at(accepted, "birth-certificate")
    assert (before.due_on, before.calendar_version) == (NEW_YEAR, "2026.1")

    assert recount_cases(THURSDAY).moved == 6  # three received cases and three accepted ones; what waits has no day
    assert recount_cases(THURSDAY) == Recount(seen=0, moved=0)

    row = case_at(accepted, "birth-certificate")
    assert (row.due_on, row.calendar_version, row.row_version) == (date(2027, 1, 4), "2026.9", before.row_version + 1)
    (line,) = lines(row)
    assert (line.seq, line.actor_role) == (row.log_length, "system")
    assert line.payload == {
        "calendar": "2026.9",
        "changes": [
            {
                "limit": "promised",
                "old": "2027-01-01",
                "new": "2027-01-04",
                "reasons": ["2027-01-01 由工作日改为休息日"],
            }
        ],
    }
    assert case_at(received, "birth-certificate").due_on == date(2027, 1, 8)
    assert set(Case.objects.values_list("calendar_version", flat=True)) == {"2026.9"}


def test_it_goes_on_where_it_stopped_and_the_log_stays_whole(
    announced: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "BATCH", 2)
    monkeypatch.setattr(recount, "MOST_AT_ONCE", 4)
    file_newborn(now=THURSDAY)

    assert recount.recount_some(THURSDAY) is AGAIN
    assert Case.objects.filter(calendar_version="2026.9").count() == 4
    assert recount.recount_some(THURSDAY) is None

    assert set(Case.objects.values_list("calendar_version", flat=True)) == {"2026.9"}
    seal_logs(THURSDAY)
    assert verify_logs(now=THURSDAY, seal_key=seal_key(), witnesses=[]) == ()


def test_what_moves_on_is_counted_by_the_new_calendar(announced: Calendar) -> None:
    application = file_newborn(now=THURSDAY)
    accept_application(application=application, actor=CLERK, now=THURSDAY)
    recount_cases(THURSDAY)

    grant_item(application, "birth-certificate", now=THURSDAY)

    opened = case_at(application, "birth-registration")
    assert (opened.state, opened.due_on) == ("accepted", date(2027, 1, 4))
    assert lines(opened) == []


def test_the_last_day_of_a_correction_moves_with_it(announced: Calendar) -> None:
    application = file_newborn(now=THURSDAY)
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=THURSDAY)
    before = case_at(application, "birth-certificate")
    assert before.correct_by == date(2027, 1, 21)

    recount_cases(THURSDAY)

    row = case_at(application, "birth-certificate")
    assert row.correct_by == date(2027, 1, 22)
    assert row.notice == before.notice
    assert [change["limit"] for change in lines(row)[0].payload["changes"]] == ["correction"]


def test_nothing_is_written_while_the_calendar_is_the_same() -> None:
    file_newborn()

    assert recount_cases(THURSDAY) == Recount(seen=0, moved=0)
    assert not ActionRow.objects.filter(kind="recounted").exists()


def test_a_calendar_is_found_by_its_version() -> None:
    assert calendar_of_version("2026.1") == packs_of_the_house().bundle("newborn").calendar
    with pytest.raises(VersionUnknown):
        calendar_of_version("1999.1")


def test_a_pack_that_is_published_with_the_new_list_moves_the_days(tmp_path: Path) -> None:
    application = file_newborn(now=THURSDAY)
    accept_application(application=application, actor=CLERK, now=THURSDAY)
    folder = tmp_path / "national"
    copytree(FOLDERS[0], folder)
    for name, old, new in (
        ("pack.yaml", 'version: "2026.3"', 'version: "2026.9"'),
        ("calendar.yaml", 'version: "2026.1"', 'version: "2026.9"'),
    ):
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new))
    with (folder / "calendar.yaml").open("a") as calendar:
        calendar.write(
            '  2027:\n    holidays: [{name: 元旦, first: "2027-01-01", last: "2027-01-01"}]\n    makeup: []\n'
        )
    import_pack(folder, actor=Actor(role=Role.SYSTEM_ADMIN), now=THURSDAY)

    moved = recount_cases(THURSDAY).moved

    row = case_at(application, "birth-certificate")
    assert (moved > 0, row.due_on, row.calendar_version) == (True, date(2027, 1, 4), "2026.9")
    assert lines(row)[0].payload["changes"][0]["reasons"] == ["2027-01-01 由工作日改为休息日"]
