"""Each step alone: what it needs, what it refuses with which words, what it costs, and who was first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction

from builders.cases import (
    CITIZEN,
    CLERK,
    MONDAY,
    NO,
    accepted_newborn,
    case_at,
    file_newborn,
    grant_item,
    officer,
    states,
)
from builders.statements import counted
from onething.core.definitions import Basis
from onething.core.lifecycle import CaseEntry, awaits_correction, read_case
from onething.modules.handling.api import (
    CaseNotFound,
    Defect,
    MoveRefused,
    Tab,
    TakenOver,
    accept_application,
    ask_correction,
    case_for,
    cases_of,
    deny,
    grant,
    refuse_acceptance,
    start_review,
    withdraw,
    work_list,
)
from onething.modules.handling.definitions import calendar_of
from onething.modules.handling.domain.stored import ACTIONS, read_limits
from onething.modules.handling.models import Case
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.lapse import lapse_corrections
from onething.modules.identity.models import Account
from onething.modules.intake.api import CorrectionSupplied
from onething.modules.papers.models import Paper
from onething.platform.clock import legal_day
from onething.platform.database import new_public_id
from onething.platform.events import record
from onething.platform.logs.api import ActionRow, actions_of
from onething.platform.logs.models import AccessRow

pytestmark = pytest.mark.usefixtures("city")
TUESDAY = MONDAY + timedelta(days=1)
CONSENT = Defect(
    case="birth-certificate:child[1]",
    target="mother:issue-consent",
    target_name="签发同意书",
    problem="没有签名",
    remedy="请母亲签名后重新拍照上传",
)
FATHER = replace(
    CONSENT, target="father.full-name", target_name="父亲姓名", problem="与证件不一致", remedy="照证件填写"
)

WAITING = replace(FATHER, case="birth-registration:child[1]")


def supply(application: UUID) -> None:
    """The applicant answers the notice, as intake would tell it."""
    row = Case.objects.filter(application_ref=application).first()
    assert row is not None
    with transaction.atomic():
        record(
            CorrectionSupplied(
                application=application,
                row=row.application_id,
                number=row.application_number,
                targets=("mother:issue-consent",),
                actor=CITIZEN,
                at=TUESDAY,
            )
        )


def kinds(application: UUID) -> list[str]:
    return list(Paper.objects.filter(application=application).order_by("id").values_list("kind", flat=True))


def test_correction_is_one_notice_and_the_clock_starts_anew() -> None:
    application = file_newborn()

    ask_correction(application=application, defects=[CONSENT, FATHER], actor=CLERK, now=MONDAY)

    assert states(application)["birth-certificate"] == "correcting"
    assert states(application)["vaccination-certificate"] == "received"
    assert case_at(application, "birth-certificate").due_on is None
    assert kinds(application) == ["correction"]

    supply(application)
    accept_application(application=application, actor=CLERK, now=TUESDAY)

    assert states(application)["birth-certificate"] == "accepted"
    assert case_at(application, "birth-certificate").due_on == date(2026, 3, 4)
    assert kinds(application) == ["correction", "acceptance"]


def test_a_second_notice_may_not_ask_for_anything_new() -> None:
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(application)

    with pytest.raises(MoveRefused, match="一次告知全部内容"):
        ask_correction(application=application, defects=[CONSENT, FATHER], actor=CLERK, now=TUESDAY)

    assert states(application)["birth-certificate"] == "received"
    assert kinds(application) == ["correction"]


@pytest.mark.parametrize(
    ("defects", "places"),
    [
        ([], [""]),
        ([replace(CONSENT, problem=" ")], ["mother:issue-consent-problem"]),
        ([replace(CONSENT, remedy="")], ["mother:issue-consent-remedy"]),
        ([replace(CONSENT, case="parenting-guidance:child[1]")], ["mother:issue-consent-problem"]),
        ([replace(CONSENT, problem="长" * 2001)], ["mother:issue-consent-problem"]),
    ],
)
def test_an_incomplete_notice_is_refused_with_its_places(defects: list[Defect], places: list[str]) -> None:
    application = file_newborn()

    with pytest.raises(MoveRefused) as refused:
        ask_correction(application=application, defects=defects, actor=CLERK, now=MONDAY)

    assert list(refused.value.reasons) == places
    assert kinds(application) == []
    assert states(application)["birth-certificate"] == "received"


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"reason": " "}, "reason"),
        ({"facts": ""}, "facts"),
        ({"law": ()}, "law"),
        ({"law": (Basis("某传闻"),)}, "law"),
        ({"review_organ": ""}, "review_organ"),
        ({"court": " "}, "court"),
    ],
)
def test_no_denial_without_facts_reason_law_and_remedies(wrong: dict[str, object], place: str) -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")

    with pytest.raises(MoveRefused) as refused:
        deny(
            case=row.public_id,
            version=row.row_version,
            rejection=replace(NO, **wrong),
            actor=officer("health"),
            now=MONDAY,
        )

    assert list(refused.value.reasons) == [place]
    assert states(application)["birth-certificate"] == "accepted"
    assert kinds(application) == ["acceptance"]


def test_refusing_the_application_ends_everything_with_one_paper() -> None:
    application = file_newborn()

    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)

    assert states(application) == {
        "birth-certificate": "refused",
        "vaccination-certificate": "refused",
        "birth-registration": "terminated",
        "social-security-card": "terminated",
        "resident-medical-insurance": "terminated",
        "maternity-reimbursement": "refused",
    }
    assert kinds(application) == ["refusal"]


def test_a_grant_waits_for_what_binds_its_end() -> None:
    application = accepted_newborn()

    with pytest.raises(MoveRefused, match="出生医学证明首次签发"):
        grant_item(application, "maternity-reimbursement")

    grant_item(application, "birth-certificate")
    row = case_at(application, "maternity-reimbursement")
    grant(
        case=row.public_id,
        version=row.row_version,
        opinion="票据相符",
        result_number="B1",
        actor=officer("medical-insurance"),
        now=MONDAY,
    )
    assert states(application)["maternity-reimbursement"] == "concluded"  # a payment has nothing to hand over


def test_the_second_officer_is_told_who_was_first() -> None:
    account = Account.objects.create_account(login="he", kind="staff", display_name="何晓")
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")
    start_review(
        case=row.public_id, version=row.row_version, actor=officer("health", account=account.public_id), now=MONDAY
    )

    with pytest.raises(TakenOver, match="经办人 何晓已于3月2日 09:00对这个办件作了“转审查”"):
        deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("health"), now=MONDAY)

    assert states(application)["birth-certificate"] == "reviewing"


def test_a_decision_cannot_be_made_twice_or_taken_back() -> None:
    application = accepted_newborn()
    grant_item(application, "vaccination-certificate")
    row = case_at(application, "vaccination-certificate")

    with pytest.raises(MoveRefused, match="不能执行“准予决定”"):
        grant(
            case=row.public_id,
            version=row.row_version,
            opinion="再来一次",
            result_number="2",
            actor=officer("disease-control"),
            now=MONDAY,
        )
    with pytest.raises(MoveRefused, match="不能再撤回"):
        withdraw(application=application, cases=[row.public_id], actor=CITIZEN, now=MONDAY)


@pytest.mark.parametrize(
    "stranger",
    [
        officer("police"),
        CLERK,
        CITIZEN,
        replace(CITIZEN, person=new_public_id()),
    ],
    ids=["another body", "clerk", "applicant", "stranger"],
)
def test_only_officers_of_the_body_decide(stranger: object) -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")

    with pytest.raises(CaseNotFound):
        grant(case=row.public_id, version=row.row_version, opinion="好", result_number="1", actor=stranger, now=MONDAY)

    assert states(application)["birth-certificate"] == "accepted"


def test_a_case_is_opened_for_a_purpose_and_on_record() -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")
    me = officer("health")

    view = case_for(row.public_id, actor=me, purpose="审查办件", now=MONDAY)

    assert view.info.title == "出生医学证明首次签发"
    assert view.review_points == ("出生记录与表单一致", "父母证件有效", "新生儿姓名用字规范")
    access = AccessRow.objects.get(subject_id=row.public_id)
    assert (access.purpose, access.actor_account, access.data_of) == ("审查办件", me.account, CITIZEN.person)
    with pytest.raises(CaseNotFound):
        case_for(row.public_id, actor=officer("police"), purpose="审查办件", now=MONDAY)


def test_other_departments_see_the_state_but_strangers_do_not() -> None:
    application = accepted_newborn()

    assert len(cases_of(application=application, actor=officer("police"))) == 6
    with pytest.raises(CaseNotFound):
        cases_of(application=application, actor=officer("education"))


def test_five_days_of_silence_accept_from_the_day_of_receipt() -> None:
    application = file_newborn()
    last_minute = datetime(2026, 3, 9, 9, 30, tzinfo=UTC)  # 17:30 in Shanghai, five working days later

    assert deem_accepted(last_minute) == 0
    assert deem_accepted(last_minute + timedelta(seconds=1)) == 1
    assert deem_accepted(last_minute + timedelta(seconds=2)) == 0

    row = case_at(application, "birth-certificate")
    assert (row.state, row.accepted_on, row.due_on) == ("accepted", date(2026, 3, 2), date(2026, 3, 3))
    assert case_at(application, "birth-registration").accepted_ahead
    assert kinds(application) == ["acceptance"]


def test_what_was_asked_or_answered_in_time_is_not_deemed_accepted() -> None:
    asked, answered = file_newborn(serial=1), accepted_newborn(serial=2)
    ask_correction(application=asked, defects=[CONSENT], actor=CLERK, now=MONDAY)

    deem_accepted(MONDAY + timedelta(days=30))

    assert states(asked)["birth-certificate"] == "correcting"
    assert states(asked)["vaccination-certificate"] == "accepted"
    assert kinds(answered) == ["acceptance"]


def test_every_cached_state_equals_the_fold_over_its_log() -> None:
    applications = [accepted_newborn(serial=1), file_newborn(serial=2), accepted_newborn(serial=3, births="two")]
    grant_item(applications[0], "birth-certificate", now=TUESDAY)
    row = case_at(applications[0], "vaccination-certificate")
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("disease-control"), now=TUESDAY)
    ask_correction(application=applications[1], defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(applications[1])
    withdraw(application=applications[2], actor=CITIZEN, now=TUESDAY)
    file_newborn(serial=4)
    late, corrected = file_newborn(serial=5), file_newborn(serial=6)
    for application in (late, corrected):
        ask_correction(application=application, defects=[CONSENT, WAITING], actor=CLERK, now=MONDAY)
        accept_application(application=application, actor=CLERK, now=MONDAY)
    supply(corrected)
    lapse_corrections(MONDAY + timedelta(days=22))
    deem_accepted(MONDAY + timedelta(days=30))

    rows = Case.objects.all()
    assert len(rows) == 6 + 6 + 11 + 6 + 6 + 6
    for row in rows:
        log = list(actions_of(subject_kind="case", subject_id=row.public_id))
        entries = [CaseEntry(ACTIONS[line.kind], counted_from(line)) for line in log if line.kind in ACTIONS]
        reading = read_case(entries, limits=read_limits(row.limits), calendar=calendar_of(row))
        assert [line.seq for line in log] == list(range(1, row.log_length + 1))
        assert (row.state, row.due_on) == (reading.state, reading.due_on)
        assert row.awaits_correction == awaits_correction(entries)


def counted_from(line: ActionRow) -> date:
    """The legal day of a line of the log: the one it names, else that of its instant."""
    named = line.payload.get("on")
    return date.fromisoformat(named) if named else legal_day(line.at)


def test_steps_cost_what_was_agreed() -> None:
    with counted() as filing:
        application = file_newborn()
    with counted() as accepting:
        accept_application(application=application, actor=CLERK, now=MONDAY)
    row, me = case_at(application, "birth-certificate"), officer("health")
    with counted() as reviewing:
        start_review(case=row.public_id, version=row.row_version, actor=me, now=MONDAY)
    with counted() as granting:
        grant(
            case=row.public_id,
            version=row.row_version + 1,
            opinion="好",
            result_number="1",
            actor=me,
            now=MONDAY,
        )
    row = case_at(application, "birth-registration")
    with counted() as denying:
        deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("police"), now=MONDAY)

    mine = [sql for sql in filing.statements if "handling" in sql or "numbering" in sql or "organisation" in sql]
    assert len(mine) == 3  # bodies, serials, cases; and one INSERT into the log
    assert [len(cost.statements) for cost in (accepting, reviewing, granting, denying)] == [6, 3, 6, 6]


def test_the_work_list_is_one_statement_by_due_day() -> None:
    accepted_newborn(serial=1)
    accepted_newborn(serial=2, delivery_mode="post")
    me = officer("medical-insurance")

    with counted() as cost:
        page = work_list(actor=me, tab=Tab.TO_REVIEW, now=MONDAY, size=1)
    rest = work_list(actor=me, tab=Tab.TO_REVIEW, now=MONDAY, size=1, after=page.next)

    assert len(cost.statements) == 1
    assert [row.item for row in page.rows + rest.rows] == ["maternity-reimbursement"] * 2
    assert page.rows != rest.rows
    assert rest.next is None
    assert work_list(actor=officer("police"), tab=Tab.TO_REVIEW, now=MONDAY).rows == ()


def test_the_window_lists_an_application_once() -> None:
    application = file_newborn(serial=1)
    file_newborn(serial=2)

    waiting = work_list(actor=CLERK, tab=Tab.TO_ACCEPT, now=MONDAY)
    accept_application(application=application, actor=CLERK, now=MONDAY)
    after = work_list(actor=CLERK, tab=Tab.TO_ACCEPT, now=MONDAY)

    assert len(waiting.rows) == 2
    assert len(after.rows) == 1


def test_due_soon_is_today_and_the_next_working_day() -> None:
    accepted_newborn()
    me = officer("medical-insurance")  # due on Thursday 5 March

    monday = work_list(actor=me, tab=Tab.DUE_SOON, now=MONDAY)
    wednesday = work_list(actor=me, tab=Tab.DUE_SOON, now=datetime(2026, 3, 4, 1, tzinfo=UTC))

    assert monday.rows == ()
    assert len(wednesday.rows) == 1
