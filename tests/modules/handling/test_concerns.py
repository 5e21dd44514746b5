"""What a supervisor looks at: what is late now, and the steps that are to be rare, each with its case."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps

from builders.cases import CLERK, MONDAY, accepted_newborn, case_at, file_newborn, grant_item, officer
from builders.department import configuration
from builders.notices import CONSENT, FATHER, TUESDAY, supply
from builders.statements import counted
from builders.succeeding import FORMER, SUCCESSOR, succeed
from onething.core.calendar import Span
from onething.core.lifecycle import CaseAction, Deferred, Ground, Override
from onething.modules.handling.api import (
    CaseNotFound,
    ConcernKind,
    Stop,
    approve,
    ask_correction,
    ask_for_more,
    cases_of,
    hold_to_promises,
    list_concerns,
    log_for_supervisor,
    stop_clock,
    version_of,
)
from onething.modules.handling.domain.concerns import concern_of
from onething.modules.handling.models import Case, Concern
from onething.modules.handling.services.deem import deem_accepted
from onething.modules.handling.services.rekey import alarm_rekeying
from onething.platform.database import new_public_id
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")
K = ConcernKind
upgrade = import_module("onething.modules.handling.migrations.0016_concerns")
ITEMS = ["birth-certificate", "vaccination-certificate", "maternity-reimbursement"]
WEEK = timedelta(days=8)
SUPERVISOR = Actor(role=Role.SUPERVISOR, account=new_public_id(), region_path="/990100/", channel="cockpit")
WHY = "签名页补交后才看出父亲姓名与证件不一致"


def listed(kind: ConcernKind, *, at: timedelta = WEEK, actor: Actor = SUPERVISOR, body: str = "") -> list[str]:
    return [row.case.item for row in list_concerns(kind, actor=actor, now=MONDAY + at, body=body).rows]


@pytest.mark.parametrize(
    ("step", "detail", "kind"),
    [
        (CaseAction.DEEM_ACCEPTED, None, K.DEEMED),
        (CaseAction.DEEM_ACCEPTED, Deferred(("a",)), K.DEEMED),
        (CaseAction.DEEM_RENEWED, None, K.RENEWED),
        (CaseAction.ORDER_RECTIFY, None, K.UNKEPT),
        ("check_order", None, K.UNKEPT),
        ("check_fail", None, K.UNKEPT),
        ("check_pass", None, None),
        ("rekey_late", None, K.REKEYING),
        (CaseAction.ASK_CORRECTION, Override("somebody"), K.ASKED_AGAIN),
        (CaseAction.ASK_CORRECTION, None, None),
        (CaseAction.ACCEPT, None, None),
        ("rekeyed", None, None),
    ],
)
def test_which_lines_of_a_log_a_supervisor_looks_at(step: str, detail: Override | None, kind: K | None) -> None:
    assert concern_of(step, detail) is kind


def test_silence_is_told_from_the_moment_it_accepts_and_leads_to_the_log() -> None:
    application = file_newborn()
    row = case_at(application, "birth-certificate")

    assert (listed(K.DEEMED), listed(K.OVERDUE)) == ([], ITEMS)
    deem_accepted(MONDAY + WEEK)

    assert sorted(listed(K.DEEMED)) == sorted(ITEMS)
    case, (concern,), log = log_for_supervisor(row.public_id, actor=SUPERVISOR, purpose="督查办件", now=MONDAY + WEEK)
    assert (case.deemed, concern.kind, concern.at) == (True, K.DEEMED, MONDAY + WEEK)
    assert [line.what for line in log][-1] == "视为受理"
    looked = AccessRow.objects.get(actor_role="supervisor")
    assert (looked.case_ref, looked.purpose, looked.data_of) == (row.public_id, "督查办件", row.owner)


def test_what_is_late_leaves_the_list_with_the_next_step() -> None:
    application = accepted_newborn()

    assert listed(K.OVERDUE) == ITEMS
    assert listed(K.OVERDUE, at=timedelta()) == []
    grant_item(application, "birth-certificate")

    assert "birth-certificate" not in listed(K.OVERDUE)
    assert listed(K.UNDELIVERED) == []
    Case.objects.filter(state="granted").update(due_at=MONDAY)  # a licence, whose delivery the law counts
    assert listed(K.UNDELIVERED) == ["birth-certificate"]


def test_a_stop_is_a_concern_when_the_told_time_is_over() -> None:
    row = case_at(accepted_newborn(), "maternity-reimbursement")
    stop = Stop(ground=Ground.APPRAISAL, reason="亲子关系要鉴定", expected=Span.working_days(2))
    stop_clock(case=row.public_id, version=row.row_version, stop=stop, actor=officer(row.body_code), now=MONDAY)

    assert listed(K.STANDING, at=timedelta(days=2)) == []
    assert listed(K.STANDING, at=timedelta(days=3)) == ["maternity-reimbursement"]
    assert "maternity-reimbursement" not in listed(K.OVERDUE)


def test_only_a_second_notice_that_asks_more_is_a_concern() -> None:
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(application)
    version = version_of(cases_of(application=application, actor=CLERK))
    asked = ask_for_more(
        application=application, defects=[CONSENT, FATHER], reason=WHY, actor=CLERK, now=TUESDAY, version=version
    )

    assert listed(K.ASKED_AGAIN) == []
    approve(approval=asked.public_id, actor=replace(officer("health"), role=Role.BODY_HEAD), now=TUESDAY)

    assert listed(K.ASKED_AGAIN) == ["birth-certificate"]


def test_a_promise_that_is_not_kept_and_a_late_re_keying(settings: pytest.FixtureRequest) -> None:
    settings.DEPARTMENT_SYSTEMS = configuration("", way="rekey")  # type: ignore[attr-defined]
    accepted_newborn(promised={"mother:bank-card": "deferral"})

    hold_to_promises(MONDAY + WEEK)
    alarm_rekeying(MONDAY + WEEK)

    assert listed(K.UNKEPT) == ["maternity-reimbursement"]
    assert listed(K.REKEYING) == ["birth-certificate"]


def test_a_supervisor_sees_the_own_region_and_one_body_when_asked() -> None:
    case = case_at(accepted_newborn(), "birth-certificate")
    elsewhere = Actor(role=Role.SUPERVISOR, account=new_public_id(), region_path="/990101/", channel="cockpit")

    assert listed(K.OVERDUE, body="health") == ["birth-certificate"]
    for stranger in (elsewhere, Actor(role=Role.AUDITOR, account=new_public_id(), region_path="/990100/")):
        assert listed(K.OVERDUE, actor=stranger) == []
        with pytest.raises(CaseNotFound):
            log_for_supervisor(case.public_id, actor=stranger, purpose="督查办件", now=MONDAY)
    assert not AccessRow.objects.filter(purpose="督查办件").exists()


def test_a_concern_goes_with_its_case_to_the_body_that_goes_on() -> None:
    file_newborn()
    deem_accepted(MONDAY + WEEK)
    assert listed(K.DEEMED, body=FORMER) == ["birth-certificate"]

    succeed()

    assert listed(K.DEEMED, body=FORMER) == []
    assert "birth-certificate" in listed(K.DEEMED, body=SUCCESSOR)


@pytest.mark.parametrize("kind", [K.OVERDUE, K.DEEMED])
def test_a_list_costs_two_statements_however_long(kind: ConcernKind) -> None:
    for serial in range(1, 4):
        file_newborn(serial=serial)
    deem_accepted(MONDAY + WEEK)
    seen: list[UUID] = []
    after = None
    for _ in range(9):
        with counted() as cost:
            page = list_concerns(kind, actor=SUPERVISOR, now=MONDAY + WEEK, after=after, size=1)
        assert len(cost.statements) == 2
        seen += [row.case.public_id for row in page.rows]
        after = page.next

    assert (len(set(seen)), after) == (9, None)
    assert page.counts[kind] == 9


def test_the_upgrade_finds_what_each_step_finds() -> None:
    assert {step: concern_of(step, Override("somebody")) for step in upgrade.STEPS} == upgrade.STEPS


def test_what_the_log_already_holds_is_found_by_the_upgrade() -> None:
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(application)
    deem_accepted(TUESDAY + WEEK)
    written = list(Concern.objects.values_list("case_id", "kind", "at", "body_code", "region_path"))
    Concern.objects.all().delete()

    upgrade.find(apps, None)

    assert list(Concern.objects.values_list("case_id", "kind", "at", "body_code", "region_path")) == written != []
