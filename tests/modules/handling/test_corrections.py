"""One notice for everything, also for what still waits; what is not put right in time ends, and only that."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, NO, case_at, file_newborn, grant_item, states
from onething.modules.handling.api import (
    CaseNotFound,
    Defect,
    MoveRefused,
    Tab,
    accept_application,
    applications_to_correct,
    ask_correction,
    cases_of,
    correction_of,
    refuse_acceptance,
    save_correction,
    supply_correction,
    withdraw,
    work_list,
)
from onething.modules.handling.models import Case
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.lapse import lapse_corrections
from onething.modules.intake.api import CorrectionRefused, Gathered, ValuesRefused, form_of
from onething.modules.papers.models import Paper
from onething.platform.database import new_public_id
from onething.platform.logs.api import ActionRow, actions_of

pytestmark = pytest.mark.usefixtures("city")
TUESDAY = MONDAY + timedelta(days=1)
LAST_MINUTE = datetime(
    2026, 3, 23, 15, 59, 59, tzinfo=UTC
)  # 23:59:59 in Shanghai, fifteen working days after the notice
NEXT_DAY = LAST_MINUTE + timedelta(seconds=1)
NAME = Defect(
    case="birth-certificate:child[1]",
    target="child[1].child-name",
    target_name="新生儿姓名",
    problem="用字不规范",
    remedy="改用规范汉字",
)
PLACE = replace(
    NAME,
    case="birth-registration:child[1]",
    target="child[1].native-place",
    target_name="籍贯",
    problem="没有写到县",
    remedy="写到县（市、区）",
)
ANSWERS = {"child[1].child-name": "周小荷", "child[1].native-place": "禾丰市棉田区"}


def ask(application: UUID, *defects: Defect) -> None:
    ask_correction(application=application, defects=defects, actor=CLERK, now=MONDAY)


def supply(application: UUID, *, now: datetime = TUESDAY) -> None:
    """The applicant answers whatever the notice still asks."""
    named = {target.key for target in correction_of(application, actor=CITIZEN).targets}
    values = {key: text for key, text in ANSWERS.items() if key in named}
    save_correction(application=application, values=values, actor=CITIZEN, now=now)
    supply_correction(application=application, actor=CITIZEN, now=now)


def test_one_notice_names_what_is_received_and_what_waits() -> None:
    application = file_newborn()

    ask(application, NAME, PLACE)

    assert states(application)["birth-certificate"] == "correcting"
    waiting = case_at(application, "birth-registration")
    assert (waiting.state, waiting.awaits_correction, waiting.due_on) == ("waiting", True, None)
    assert [paper.kind for paper in Paper.objects.all()] == ["correction"]
    asked = actions_of(subject_kind="case", subject_id=waiting.public_id)[1]
    assert (asked.kind, asked.legal_ground) == ("ask_correction", "参照行政许可法 第三十二条第一款第四项")


def test_what_was_put_right_while_waiting_is_accepted_with_the_rest() -> None:
    application = file_newborn()
    ask(application, NAME, PLACE)

    supply(application)
    accept_application(application=application, actor=CLERK, now=TUESDAY)

    waiting = case_at(application, "birth-registration")
    assert (waiting.state, waiting.accepted_ahead, waiting.due_on) == ("waiting", True, None)
    grant_item(application, "birth-certificate", now=TUESDAY)
    assert states(application)["birth-registration"] == "accepted"


def test_a_case_that_opens_before_its_correction_goes_to_correcting_without_a_clock() -> None:
    application = file_newborn()
    ask(application, PLACE)
    accept_application(application=application, actor=CLERK, now=MONDAY)

    grant_item(application, "birth-certificate", number="E990100001")

    opened = case_at(application, "birth-registration")
    assert (opened.state, opened.accepted_ahead, opened.due_on) == ("correcting", False, None)
    assert "E990100001" in opened.upstream
    assert opened.accepted_on is None

    supply(application)

    received = case_at(application, "birth-registration")
    assert (received.state, received.opened_on, received.due_on) == ("received", date(2026, 3, 3), date(2026, 3, 10))
    accept_application(application=application, actor=CLERK, now=TUESDAY)
    assert case_at(application, "birth-registration").due_on == date(2026, 3, 4)


def test_a_correction_supplied_before_the_case_opens_leaves_the_answer_to_the_window() -> None:
    application = file_newborn()
    ask(application, PLACE)
    accept_application(application=application, actor=CLERK, now=MONDAY)

    supply(application)
    grant_item(application, "birth-certificate", now=TUESDAY)

    assert states(application)["birth-registration"] == "received"
    assert [row.item for row in work_list(actor=CLERK, tab=Tab.TO_ACCEPT, now=TUESDAY).rows] == ["birth-registration"]


def test_the_window_lists_a_waiting_case_whose_correction_is_awaited() -> None:
    application = file_newborn()
    ask(application, PLACE)

    rows = work_list(actor=CLERK, tab=Tab.CORRECTING, now=MONDAY).rows

    assert [(row.application_ref, row.item) for row in rows] == [(application, "birth-registration")]
    told = {case.item: case.awaits_correction for case in cases_of(application=application, actor=CITIZEN)}
    assert [item for item, awaited in told.items() if awaited] == ["birth-registration"]


def test_what_was_accepted_with_the_rest_cannot_be_asked_for_later() -> None:
    application = file_newborn()
    accept_application(application=application, actor=CLERK, now=MONDAY)

    with pytest.raises(MoveRefused, match="已经受理或已经终结"):
        ask(application, PLACE)

    assert not case_at(application, "birth-registration").awaits_correction


def test_no_second_notice_while_the_first_is_unanswered() -> None:
    application = file_newborn()
    ask(application, PLACE)

    with pytest.raises(MoveRefused, match="还没有交来"):
        ask(application, NAME)

    assert states(application)["birth-certificate"] == "received"
    assert Paper.objects.count() == 1


def test_silence_does_not_accept_what_the_notice_still_asks_for() -> None:
    application = file_newborn()
    ask(application, PLACE)

    deem_accepted(MONDAY + timedelta(days=10))

    assert states(application)["birth-certificate"] == "accepted"
    assert not case_at(application, "birth-registration").accepted_ahead
    assert case_at(application, "social-security-card").accepted_ahead


def test_what_is_not_put_right_by_the_day_of_the_notice_ends_with_what_waits_for_it() -> None:
    application = file_newborn()
    ask(application, PLACE)
    accept_application(application=application, actor=CLERK, now=MONDAY)
    grant_item(application, "birth-certificate")

    assert lapse_corrections(LAST_MINUTE) == 0
    assert lapse_corrections(NEXT_DAY) == 1
    assert lapse_corrections(NEXT_DAY) == 0

    assert states(application) == {
        "birth-certificate": "granted",
        "vaccination-certificate": "accepted",
        "birth-registration": "terminated",
        "social-security-card": "terminated",
        "resident-medical-insurance": "terminated",
        "maternity-reimbursement": "accepted",
    }
    line = ActionRow.objects.get(kind="lapse")
    assert line.legal_ground == "《禾丰市高效办成一件事补正期限规定》规定的 15 个工作日"
    assert (line.actor_role, line.channel) == ("system", "worker")
    told = {case.item: case.lapsed for case in cases_of(application=application, actor=CITIZEN)}
    assert [item for item, lapsed in told.items() if lapsed] == ["birth-registration"]


def test_a_case_that_still_waits_lapses_as_well() -> None:
    application = file_newborn()
    ask(application, PLACE)

    lapse_corrections(NEXT_DAY)

    assert states(application)["birth-registration"] == "terminated"
    assert states(application)["birth-certificate"] == "received"


def test_a_notice_that_lapsed_cannot_be_answered_any_more() -> None:
    application = file_newborn()
    ask(application, NAME, PLACE)
    lapse_corrections(NEXT_DAY)

    with pytest.raises(CorrectionRefused, match="已经结束"):
        supply_correction(application=application, actor=CITIZEN, now=NEXT_DAY)

    assert applications_to_correct(actor=CITIZEN) == ()
    assert states(application)["birth-certificate"] == "terminated"


def test_a_correction_is_supplied_once() -> None:
    application = file_newborn()
    ask(application, NAME, PLACE)
    supply(application)

    with pytest.raises(CorrectionRefused, match="已经交过"):
        supply_correction(application=application, actor=CITIZEN, now=TUESDAY)

    assert not correction_of(application, actor=CITIZEN).open
    assert [(row.notice, row.correct_by) for row in Case.objects.all()] == [(None, None)] * 6


def test_what_is_missing_keeps_the_notice_open() -> None:
    application = file_newborn()
    ask(application, NAME, PLACE)

    with pytest.raises(ValuesRefused) as refused:
        supply_correction(application=application, actor=CITIZEN, now=TUESDAY)

    assert list(refused.value.reasons) == ["child[1].child-name", "child[1].native-place"]
    assert correction_of(application, actor=CITIZEN).open
    assert states(application)["birth-certificate"] == "correcting"


def test_nobody_else_sees_or_supplies_it() -> None:
    application = file_newborn()
    ask(application, NAME)
    stranger = replace(CITIZEN, account=new_public_id(), person=new_public_id())

    with pytest.raises(CaseNotFound):
        correction_of(application, actor=stranger)
    with pytest.raises(CaseNotFound):
        save_correction(application=application, values=ANSWERS, actor=stranger, now=TUESDAY)
    with pytest.raises(CaseNotFound):
        supply_correction(application=application, actor=stranger, now=TUESDAY)

    assert applications_to_correct(actor=stranger) == ()
    assert correction_of(application, actor=CITIZEN).gathered == Gathered()


def test_a_notice_without_a_day_never_lapses() -> None:
    application = file_newborn()
    ask(application, NAME)
    Case.objects.update(correct_by=None)

    assert lapse_corrections(NEXT_DAY + timedelta(days=36500)) == 0

    assert correction_of(application, actor=CITIZEN).open


def test_what_was_supplied_in_time_does_not_lapse() -> None:
    application = file_newborn()
    ask(application, NAME, PLACE)
    supply(application, now=LAST_MINUTE)

    assert lapse_corrections(NEXT_DAY) == 0

    assert states(application)["birth-certificate"] == "received"
    form = {entry.key: entry.value for entry in form_of(application, actor=CITIZEN, purpose="核对", now=NEXT_DAY)}
    assert form["child[1].native-place"] == "禾丰市棉田区"


def test_the_notice_asks_no_longer_for_a_case_that_ended() -> None:
    application = file_newborn()
    ask(application, replace(NAME, case="vaccination-certificate:child[1]"), PLACE)

    refused = case_at(application, "birth-certificate").public_id
    refuse_acceptance(application=application, cases=[refused], rejection=NO, actor=CLERK, now=MONDAY)

    assert states(application)["birth-registration"] == "terminated"
    notice = correction_of(application, actor=CITIZEN)
    assert [target.key for target in notice.targets] == ["child[1].child-name"]
    assert notice.open


def test_taking_the_application_back_closes_its_notice() -> None:
    application = file_newborn()
    ask(application, PLACE)

    withdraw(application=application, actor=CITIZEN, now=MONDAY)

    assert applications_to_correct(actor=CITIZEN) == ()
    assert lapse_corrections(NEXT_DAY) == 0
    assert set(states(application).values()) == {"withdrawn"}
