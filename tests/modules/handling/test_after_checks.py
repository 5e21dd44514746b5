"""Granted on trust: planned by the job, looked at by an officer, put right or revoked; and what it costs whoever broke it."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from builders.approving import take_up_anew, undo_decision
from builders.bombs import add_script
from builders.cases import MONDAY, NO, case_at, compose_handling, officer, publish_packs
from builders.cases import grant_item as grant_it
from builders.files import pdf
from builders.filing import PDF
from builders.remembering import remembered
from builders.restaurant import PLEDGED, pledged_restaurant
from builders.succeeding import succeed, wish
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import CaseAction, RevocationCause
from onething.modules.handling.api import (
    CaseNotFound,
    Rejection,
    Wish,
    approve,
    ask_approval,
    deny,
    grant,
    plan_after_checks,
    plan_application,
    record_finding,
)
from onething.modules.papers.models import Paper
from onething.modules.pledge.api import (
    CheckAction,
    CheckInfo,
    CheckNotFound,
    CheckRefused,
    Finding,
    barred_until,
    checks_of,
    is_drawn,
    open_evidence,
    promises_of,
    published,
)
from onething.modules.pledge.models import CheckFile, Promise
from onething.platform.logs.api import actions_of
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("house")
DAY = timedelta(days=1)
GRANTED_ON, DUE = date(2026, 3, 2), date(2026, 3, 30)  # twenty working days later
ORDER = Finding(
    action=CheckAction.ORDER, finding="后门上锁。", demand="换成推杠锁。", until=date(2026, 3, 13)
)  # fmt: skip
PASS = Finding(action=CheckAction.PASS, finding="到店查看，与承诺一致。")
FAIL = Finding(action=CheckAction.FAIL, finding="期满仍然上锁。")
REVOKE = Wish(
    action=CaseAction.REVOKE,
    reason="承诺不实，责令限期整改以后仍没有改正",
    rejection=Rejection(
        reason="承诺不实，责令限期整改以后仍没有改正",
        law=(Basis("行政许可法", "第69条", Mark.CONFIRMED),),
    ),
    cause=RevocationCause.DECEIT,
)


@pytest.fixture
def house(db: None, empty_house: None, stores: object) -> None:
    compose_handling()


@remembered
def granted() -> UUID:
    """The fire check is granted on the pledge."""
    publish_packs()
    application = pledged_restaurant()
    grant_it(application, PLEDGED)
    return application


def checked(application: UUID) -> CheckInfo:
    (check,) = checks_of(application)
    return check


def record(application: UUID, given: Finding, *, days: int, files: tuple[tuple[str, bytes], ...] = ()) -> str:
    paper = record_finding(
        check=checked(application).public_id, given=given, files=files, version=None, actor=officer("fire"),
        now=MONDAY + days * DAY,
    )  # fmt: skip
    return paper.title if paper else ""


def revoke(application: UUID, *, days: int) -> None:
    """Asked by the officer, and approved by the head when the time to speak is over."""
    case = case_at(application, PLEDGED)
    asked = ask_approval(
        case=case.public_id, version=case.row_version, wish=REVOKE, actor=officer("fire"), now=MONDAY + days * DAY
    )
    head = Actor(
        role=Role.BODY_HEAD, account=case.owner, body_code="fire", region_path=case.region_path, channel="desk"
    )
    approve(approval=asked.public_id, actor=head, now=MONDAY + (days + 9) * DAY, harmless=True)


def log_of(application: UUID) -> list[str]:
    case = case_at(application, PLEDGED).public_id
    return [entry.kind for entry in actions_of(subject_kind="case", subject_id=case).order_by("seq")]


def state(application: UUID) -> tuple[str, str]:
    (promise,) = promises_of(application)
    return checked(application).state.value, promise.state.value


def test_the_job_plans_what_was_granted_on_a_pledge_once_and_the_log_keeps_the_seed() -> None:
    application = granted()

    assert plan_after_checks(MONDAY + DAY) == 1
    assert plan_after_checks(MONDAY + 2 * DAY) == 0

    check = checked(application)
    assert (check.state.value, check.decided_on, check.next_on, check.share) == ("open", GRANTED_ON, DUE, 100)
    assert log_of(application)[-4:] == ["accept_pledged", "review", "grant", "check_planned"]
    case = case_at(application, PLEDGED).public_id
    said = actions_of(subject_kind="case", subject_id=case).get(kind="check_planned")
    assert said.payload["seed"] == check.seed
    assert len(check.seed) == 32


def test_nothing_is_planned_before_the_decision() -> None:
    publish_packs()
    application = pledged_restaurant()

    assert plan_after_checks(MONDAY + DAY) == 0
    assert checks_of(application) == ()


def test_what_agrees_with_the_pledge_keeps_it() -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)

    with pytest.raises(CheckRefused, match="脚本"):
        record(application, PASS, days=5, files=(("现场.pdf", pdf(add_script)),))
    assert record(application, PASS, days=5, files=(("现场.pdf", PDF),)) == ""

    assert state(application) == ("true", "kept")
    assert log_of(application)[-1] == "check_pass"
    with pytest.raises(CheckRefused):
        record(application, ORDER, days=6)


def test_opening_the_evidence_is_on_the_access_log_and_no_other_department_gets_it() -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)
    record(application, PASS, days=5, files=(("现场.pdf", PDF),))
    found, file = checked(application), CheckFile.objects.get().file

    kept, _ = open_evidence(file, check=found.public_id, actor=officer("fire"), now=MONDAY)
    with pytest.raises(CheckNotFound):
        open_evidence(file, check=found.public_id, actor=officer("tobacco"), now=MONDAY)

    looks = [row.purpose for row in AccessRow.objects.all() if f"file:{file}" in str(row.fields)]
    assert (kept.name, looks) == ("现场.pdf", ["事后核查"])


def test_what_can_be_put_right_is_ordered_with_a_paper_and_kept_when_it_is() -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)

    assert record(application, ORDER, days=4) == "责令限期改正通知书"
    assert checked(application).next_on == date(2026, 3, 13)
    record(application, Finding(action=CheckAction.ACCEPT, finding="已换锁。"), days=11)

    assert state(application) == ("put_right", "kept")


def test_what_is_not_put_right_is_revoked_by_the_head_after_the_person_could_speak_and_bars_for_a_year() -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)
    record(application, ORDER, days=4)
    record(application, FAIL, days=14)
    assert state(application) == ("failed", "standing")

    revoke(application, days=14)

    assert state(application) == ("revoked", "broken")
    assert list(Paper.objects.order_by("id").values_list("kind", flat=True))[-3:] == [
        "promise_order", "hearing", "revocation",
    ]  # fmt: skip
    assert Paper.objects.get(kind="decision", case=case_at(application, PLEDGED).public_id).revoked_at
    assert log_of(application)[-4:] == ["check_order", "check_fail", "approval_asked", "revoke"]
    owner = case_at(application, PLEDGED).owner
    assert barred_until(owner, today=date(2027, 3, 25)) == date(2027, 3, 25)
    assert barred_until(owner, today=date(2027, 3, 26)) is None
    assert published(today=date(2026, 4, 1)).rows == ()  # of a person, never
    Promise.objects.update(firm="禾丰市稻香食品有限公司")
    assert [row.firm for row in published(today=date(2027, 3, 25)).rows] == ["禾丰市稻香食品有限公司"]
    assert published(today=date(2027, 3, 26)).rows == ()


def test_a_decision_undone_for_another_reason_breaks_no_pledge() -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)

    revoke(application, days=2)

    assert state(application) == ("void", "void")


def test_another_department_has_no_such_check() -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)

    with pytest.raises(CaseNotFound):
        record_finding(
            check=checked(application).public_id, given=PASS, files=(), version=None, actor=officer("tobacco"),
            now=MONDAY + DAY,
        )  # fmt: skip
    assert state(application) == ("open", "standing")


def test_the_body_that_goes_on_with_the_duty_looks_at_what_was_promised() -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)

    succeed(wish(former="fire"), successor="emergency-management", now=MONDAY + DAY)

    with pytest.raises(CaseNotFound):
        record_finding(
            check=checked(application).public_id, given=PASS, files=(), version=None, actor=officer("fire"),
            now=MONDAY + DAY,
        )  # fmt: skip
    record_finding(
        check=checked(application).public_id, given=PASS, files=(), version=None, actor=officer("emergency-management"),
        now=MONDAY + DAY,
    )  # fmt: skip
    assert state(application) == ("true", "kept")


def test_low_risk_is_drawn_by_the_seed_and_what_is_spared_ends() -> None:
    """With the same share one seed draws this case and another spares it."""
    application = granted()
    case = case_at(application, PLEDGED).public_id
    spare = next(f"{n}" for n in range(500) if not is_drawn(case, seed=f"{n}", share=20))
    Promise.objects.update(check_rule=["low", [40, "working_day"], 20])

    plan_application(application, now=MONDAY + DAY, seed=spare)

    assert state(application) == ("spared", "unchecked")
    assert log_of(application)[-1] == "check_spared"


@pytest.mark.parametrize("passed", [False, True])
def test_what_is_granted_a_second_time_is_looked_at_a_second_time(passed: bool) -> None:
    application = granted()
    plan_after_checks(MONDAY + DAY)
    if passed:
        record(application, PASS, days=2)
    undo_decision(case_at(application, PLEDGED), days=3, heard=20, cause=RevocationCause.UNLAWFUL)
    take_up_anew(case_at(application, PLEDGED), days=24)
    (promise,) = promises_of(application)
    assert (promise.state.value, promise.check_planned) == ("kept" if passed else "standing", False)

    again = case_at(application, PLEDGED)
    grant(
        case=again.public_id, version=again.row_version, opinion="符合", result_number="2", actor=officer("fire"),
        now=MONDAY + 25 * DAY,
    )  # fmt: skip
    assert [plan_after_checks(MONDAY + days * DAY) for days in (26, 27)] == [1, 0]

    first, second = checks_of(application)
    assert (first.state.value, first.fallen) == ("true" if passed else "void", True)
    assert (second.state.value, second.fallen, second.decided_on) == ("open", False, date(2026, 3, 27))
    assert log_of(application).count("check_planned") == 2


def test_what_was_denied_by_error_is_looked_at_once_it_is_granted() -> None:
    publish_packs()
    application = pledged_restaurant()
    case = case_at(application, PLEDGED)
    deny(case=case.public_id, version=case.row_version, rejection=NO, actor=officer("fire"), now=MONDAY)
    plan_after_checks(MONDAY + DAY)
    undo_decision(case_at(application, PLEDGED), days=2)
    again = case_at(application, PLEDGED)
    grant(
        case=again.public_id, version=again.row_version, opinion="符合", result_number="2", actor=officer("fire"),
        now=MONDAY + 3 * DAY,
    )  # fmt: skip

    assert plan_after_checks(MONDAY + 4 * DAY) == 1
    assert state(application) == ("open", "standing")
