"""A new holiday list moves the days of open cases once, and says so in each case's log."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, case_at, file_newborn, grant_item, officer
from builders.newborn import FOLDERS, packs_of_the_house
from builders.notices import CONSENT
from builders.restaurant import FOOD, GOVERNMENT, MORE, surveyed_restaurant
from onething.channels.portal.progress.picture import redated_days
from onething.core.calendar import Calendar
from onething.modules.catalogue.api import VersionUnknown, calendar_of_version, import_pack
from onething.modules.handling import definitions
from onething.modules.handling.api import (
    accept_application,
    approve,
    ask_correction,
    ask_joint_extension,
    cases_of,
    hold_to_promises,
    promised_now,
    renewal_for,
    timeline_of,
    withdraw,
)
from onething.modules.handling.models import Case
from onething.modules.handling.services import recount
from onething.modules.handling.services import tell_new_days as telling
from onething.modules.handling.services.recount import Recount, recount_cases
from onething.modules.handling.services.tell_new_days import NEW_DAYS, NEW_DAYS_OF, spread_new_days, tell_new_days
from onething.modules.papers.models import Paper
from onething.modules.pledge.api import promises_of
from onething.platform.encryption import seal_key
from onething.platform.logs.api import ActionRow, actions_of
from onething.platform.logs.sealer import seal_logs
from onething.platform.logs.verify import verify_logs
from onething.platform.outbox.api import AGAIN, NotNow, Work, setbacks, waiting_messages
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")
CARD = "mother:bank-card"
SHORT = ("parenting-guidance", "childcare-subsidy", "maternity-reimbursement")
MONDAY_BEFORE = datetime(2026, 12, 28, 1, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 12, 31, 1, 0, tzinfo=UTC)
NEW_YEAR, SUNDAY = date(2027, 1, 1), date(2027, 1, 3)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """The list for 2027 comes out after the cases were filed: New Year's Friday is off."""
    return announce(monkeypatch, "newborn", off=NEW_YEAR)


def announce(monkeypatch: pytest.MonkeyPatch, bundle: str, *, off: date) -> Calendar:
    known = packs_of_the_house().bundle(bundle).calendar
    new = replace(known, version="2026.9", published=known.published | {2027}, holidays=known.holidays | {off})
    monkeypatch.setattr(recount, "calendar_in_force", lambda *, on: new)
    monkeypatch.setattr(telling, "calendar_in_force", lambda *, on: new)
    monkeypatch.setattr(definitions, "calendar_of_version", lambda version: {"2026.9": new}[version])
    monkeypatch.setattr(definitions, "_calendars", {})
    return new


def log(row: Case) -> list[ActionRow]:
    return list(actions_of(subject_kind="case", subject_id=row.public_id))


def lines(row: Case) -> list[ActionRow]:
    return list(actions_of(subject_kind="case", subject_id=row.public_id).filter(kind="recounted"))


def test_a_licence_is_continued_by_the_calendar_of_today_not_by_that_of_its_filing(
    announced: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = packs_of_the_house().bundle("newborn")
    monkeypatch.setattr(definitions, "published_bundle", lambda code, *, on: replace(filed, calendar=announced))
    held = case_at(file_newborn(serial=1, now=THURSDAY), "birth-certificate")
    Case.objects.filter(pk=held.pk).update(state="granted", item_type="01", valid_until=date(2027, 1, 29))

    offer = renewal_for(case=held.public_id, actor=CITIZEN, now=THURSDAY)

    assert offer.last_day == date(2026, 12, 17)  # six weeks of five days, and one day more for New Year


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


def test_a_case_that_cannot_be_counted_holds_up_none_of_its_batch(announced: Calendar) -> None:
    bad, good = file_newborn(serial=1, now=THURSDAY), file_newborn(serial=2, now=THURSDAY)
    ledger = case_at(bad, "birth-certificate").ledger
    Case.objects.filter(application_ref=bad, item="birth-certificate").update(ledger=[["no such action", "x", None]])

    recount_cases(THURSDAY)

    left = Case.objects.get(calendar_version="2026.1")
    assert (left.application_ref, left.item, setbacks().get().subject) == (bad, "birth-certificate", left.public_id)
    assert case_at(good, "birth-certificate").due_on == date(2027, 1, 8)
    Case.objects.filter(pk=left.pk).update(ledger=ledger)
    recount_cases(THURSDAY + timedelta(minutes=5))
    assert (set(Case.objects.values_list("calendar_version", flat=True)), setbacks().count()) == ({"2026.9"}, 0)


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


def test_people_may_rely_on_the_day_by_which_they_were_asked_to_act(
    announced: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = file_newborn(now=THURSDAY)
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=THURSDAY)
    sunday_worked = replace(announced, holidays=announced.holidays - {NEW_YEAR}, makeup=announced.makeup | {SUNDAY})
    monkeypatch.setattr(recount, "calendar_in_force", lambda *, on: sunday_worked)

    recount_cases(THURSDAY)

    row = case_at(application, "birth-certificate")
    assert (row.correct_by, row.calendar_version) == (date(2027, 1, 21), "2026.9")
    assert lines(row) == []


def works(topic: str) -> list[Work]:
    return [
        Work(id=row.public_id, topic=topic, subject=row.subject, payload=row.payload, attempt=1, now=THURSDAY)
        for row in waiting_messages(topic)
    ]


def notices(application: UUID) -> list[dict[str, Any]]:
    return [json.loads(row.data)["contents"] for row in Paper.objects.filter(application=application, kind="redated")]


def test_days_that_a_paper_told_are_told_anew_on_one_notice(announced: Calendar) -> None:
    application = file_newborn(now=THURSDAY)
    accept_application(application=application, actor=CLERK, now=THURSDAY)
    recount_cases(THURSDAY)

    for work in works(NEW_DAYS):
        spread_new_days(work)
        spread_new_days(work)
    (work,) = works(NEW_DAYS_OF)
    grant_item(application, "vaccination-certificate", now=THURSDAY)  # its day was told, and is no more
    tell_new_days(work)
    tell_new_days(work)

    (notice,) = notices(application)
    assert [(one["item"], one["limit"], one["told"], one["now"]) for one in notice["limits"]] == [
        ("出生医学证明首次签发", "承诺期限", "2027-01-01", "2027-01-04"),
        ("生育医疗费用报销", "承诺期限", "2027-01-05", "2027-01-06"),
        ("整件事全部办好", "承诺期限", "2027-01-07", "2027-01-08"),
    ]
    assert notice["days"] == ["2027年1月1日由工作日改为休息日"]
    row = case_at(application, "birth-certificate")
    assert [action.kind for action in log(row)][-3:] == ["recounted", "told_anew", "whole_redated"]
    assert row.log_length == len(log(row))
    (title, day), _ = redated_days(timeline_of(application=application, actor=CITIZEN))
    assert (title, day.words) == (
        notice["limits"][0]["item"],
        "承诺期限由2027年1月1日改为2027年1月4日（2027年1月1日由工作日改为休息日）",
    )


def test_the_day_of_the_whole_is_told_anew_though_no_case_has_moved(announced: Calendar) -> None:
    application = file_newborn(now=MONDAY_BEFORE, leave_out=SHORT)
    accept_application(application=application, actor=CLERK, now=MONDAY_BEFORE)

    assert recount_cases(MONDAY_BEFORE).moved == 0  # each case is promised before New Year, the whole on 4 January
    (work,) = works(NEW_DAYS)
    spread_new_days(work)
    (work,) = works(NEW_DAYS_OF)
    tell_new_days(work)
    tell_new_days(work)

    (notice,) = notices(application)
    assert [(one["item"], one["limit"], one["told"], one["now"]) for one in notice["limits"]] == [
        ("整件事全部办好", "承诺期限", "2027-01-04", "2027-01-05"),
    ]
    assert notice["days"] == ["2027年1月1日由工作日改为休息日"]
    told = case_at(application, "birth-certificate")
    assert log(told)[-1].payload == {"old": "2027-01-04", "new": "2027-01-05", "calendar": "2026.9"}


def tell_all() -> None:
    """What the recount left to the worker, once through."""
    for work in works(NEW_DAYS):
        spread_new_days(work)
    waiting_messages(NEW_DAYS).delete()
    for work in works(NEW_DAYS_OF):
        tell_new_days(work)
        tell_new_days(work)
    waiting_messages(NEW_DAYS_OF).delete()


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def owed_days(application: UUID) -> list[tuple[str, str, str, str]]:
    (notice,) = notices(application)
    days = [(one["item"], one["limit"], one["told"], one["now"]) for one in notice["limits"]]
    return [day for day in days if day[1].endswith("补齐期限")]


def test_a_promised_day_moves_later_and_nothing_is_ordered_by_the_former_one(announced: Calendar) -> None:
    application = file_newborn(promised={CARD: "deferral"}, now=THURSDAY)
    accept_application(application=application, actor=CLERK, now=THURSDAY)
    assert hold_to_promises(at_noon(date(2027, 1, 8))) == 0  # its former day was the 7th, and no case is recounted yet
    recount_cases(THURSDAY)
    assert hold_to_promises(at_noon(date(2027, 1, 8))) == 0  # and nobody is told yet

    tell_all()

    assert owed_days(application) == [("本人银行卡信息", "容缺补齐期限", "2027-01-07", "2027-01-08")]
    assert log(case_at(application, "maternity-reimbursement"))[-1].kind == "promise_redated"
    assert hold_to_promises(at_noon(date(2027, 1, 8))) == 0
    assert hold_to_promises(at_noon(date(2027, 1, 11))) == 1


def test_the_day_of_an_order_moves_with_its_log_and_nothing_ends_by_the_former_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application = file_newborn(promised={CARD: "deferral"}, now=at_noon(date(2026, 12, 21)))
    accept_application(application=application, actor=CLERK, now=at_noon(date(2026, 12, 21)))
    assert hold_to_promises(at_noon(date(2026, 12, 29))) == 1
    announce(monkeypatch, "newborn", off=NEW_YEAR)
    recount_cases(at_noon(date(2026, 12, 30)))

    tell_all()

    assert owed_days(application) == [("本人银行卡信息", "责令补齐期限", "2027-01-01", "2027-01-04")]
    (promise,) = promises_of(application)
    assert promise.ordered_until == date(2027, 1, 4)
    row = case_at(application, "maternity-reimbursement")
    assert [line[0] for line in row.ledger][-2:] == ["order_rectify", "order_rectify"]
    assert hold_to_promises(at_noon(date(2027, 1, 4))) == 0
    assert hold_to_promises(at_noon(date(2027, 1, 5))) == 1
    assert case_at(application, "maternity-reimbursement").state == "terminated"


def test_what_was_taken_back_after_an_order_keeps_nobody_from_hearing_of_new_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application = file_newborn(promised={CARD: "deferral"}, now=at_noon(date(2026, 12, 21)))
    accept_application(application=application, actor=CLERK, now=at_noon(date(2026, 12, 21)))
    hold_to_promises(at_noon(date(2026, 12, 29)))
    owing = case_at(application, "maternity-reimbursement")
    withdraw(application=application, cases=[owing.public_id], actor=CITIZEN, now=at_noon(date(2026, 12, 30)))
    announce(monkeypatch, "newborn", off=NEW_YEAR)
    recount_cases(at_noon(date(2026, 12, 30)))

    tell_all()

    assert case_at(application, "maternity-reimbursement").ledger[-1][0] == "withdraw"
    (promise,) = promises_of(application)
    assert promise.ordered_until == date(2027, 1, 1)


def test_a_whole_that_stays_brings_no_work(announced: Calendar) -> None:
    application = file_newborn(now=MONDAY)
    accept_application(application=application, actor=CLERK, now=MONDAY)

    recount_cases(MONDAY)
    (work,) = works(NEW_DAYS)
    spread_new_days(work)

    assert works(NEW_DAYS_OF) == []


def test_the_whole_is_counted_by_the_new_calendar_when_its_first_case_has_ended(announced: Calendar) -> None:
    application = file_newborn(now=MONDAY_BEFORE)
    accept_application(application=application, actor=CLERK, now=MONDAY_BEFORE)
    grant_item(application, "birth-certificate", now=MONDAY_BEFORE)
    Case.objects.filter(pk=case_at(application, "birth-certificate").pk).update(state="concluded")

    recount_cases(MONDAY_BEFORE)

    cases = cases_of(application=application, actor=CLERK)
    assert promised_now(cases)[application].last_on == date(2027, 1, 5)


def test_the_common_day_that_a_paper_told_is_told_anew_though_no_case_has_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    application = surveyed_restaurant()
    food = case_at(application, FOOD)
    asked = ask_joint_extension(
        case=food.public_id, version=food.row_version, wish=MORE, actor=officer(food.body_code), now=MONDAY
    )
    approve(approval=asked.public_id, actor=GOVERNMENT, now=MONDAY)
    announce(monkeypatch, "restaurant", off=date(2026, 5, 20))

    assert recount_cases(MONDAY).moved == 0
    for work in works(NEW_DAYS):
        spread_new_days(work)
    (work,) = works(NEW_DAYS_OF)
    tell_new_days(work)
    tell_new_days(work)

    (notice,) = notices(application)
    assert [(one["item"], one["limit"], one["told"], one["now"]) for one in notice["limits"]] == [
        ("各部门共同办理的许可", "联合办理期限", "2026-05-28", "2026-05-29"),
    ]
    assert notice["days"] == ["2026年5月20日由工作日改为休息日"]


def test_what_no_paper_told_brings_no_notice(announced: Calendar) -> None:
    application = file_newborn(now=THURSDAY)
    recount_cases(THURSDAY)
    (work,) = works(NEW_DAYS)
    spread_new_days(work)

    tell_new_days(works(NEW_DAYS_OF)[0])

    assert notices(application) == []  # filed without the page that issues a receipt


def test_a_notice_waits_until_every_case_is_counted(announced: Calendar) -> None:
    application = file_newborn(now=THURSDAY)
    recount_cases(THURSDAY)
    (work,) = works(NEW_DAYS)
    spread_new_days(work)
    Case.objects.filter(pk=case_at(application, "birth-registration").pk).update(calendar_version="")

    with pytest.raises(NotNow):
        tell_new_days(works(NEW_DAYS_OF)[0])


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
