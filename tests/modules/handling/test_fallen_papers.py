"""What was told and no longer holds: papers fall, for the case concerned alone; what was promised is promised anew."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from builders.approving import approved, take_up_anew
from builders.cases import (
    CLERK,
    LAW,
    MONDAY,
    NO,
    accepted_newborn,
    case_at,
    file_newborn,
    grant_item,
)
from builders.concluding import conclude_at
from onething.core.lifecycle import CaseAction
from onething.modules.handling.api import (
    Rejection,
    accept_application,
    hold_to_promises,
    refuse_acceptance,
)
from onething.modules.handling.domain.approvals import Wish
from onething.modules.handling.models import Case
from onething.modules.papers.models import Paper
from onething.modules.pledge.api import promises_of

pytestmark = pytest.mark.usefixtures("city")
DAY = timedelta(days=1)
ALL_BUT_THE_CERTIFICATE = (
    "parenting-guidance", "childcare-subsidy", "birth-registration", "social-security-card",
    "resident-medical-insurance", "maternity-reimbursement", "vaccination-certificate",
)  # fmt: skip
PROMISED, ITEM = {"mother:bank-card": "deferral"}, "maternity-reimbursement"


def fallen(kind: str) -> list[tuple[bool, list[str]]]:
    """Of each paper of the kind: whether it fell as a whole, and for which items."""
    rows = Paper.objects.filter(kind=kind).order_by("id")
    return [(row.revoked_at is not None, row.void_items) for row in rows]


def promise(application: UUID) -> tuple[str, date | None, date | None, date | None]:
    (one,) = promises_of(application)
    return one.state.value, one.due_on, one.ordered_until, one.barred_until


def test_a_revoked_acceptance_that_was_wrong_falls_and_the_promise_runs_again() -> None:
    application = accepted_newborn(promised=PROMISED)
    hold_to_promises(MONDAY + 8 * DAY)
    hold_to_promises(MONDAY + 14 * DAY)
    assert promise(application)[0] == "broken"

    take_up_anew(case_at(application, ITEM), days=15)

    assert fallen("unacceptance") == [(True, ["生育医疗费用报销"])]
    assert promise(application) == ("made", None, None, None)
    accept_application(application=application, actor=CLERK, now=MONDAY + 15 * DAY)
    assert case_at(application, ITEM).ledger[-1][0] == "accept_deferred"
    assert promise(application) == ("standing", date(2026, 3, 24), None, None)
    assert [whole for whole, _ in fallen("deferral")] == [True, False]
    assert hold_to_promises(MONDAY + 23 * DAY) == 1
    assert promise(application)[0] == "ordered"


def test_a_refusal_of_two_cases_goes_on_holding_for_the_one_that_is_not_taken_up_anew() -> None:
    application = file_newborn()
    received = Case.objects.filter(application_ref=application, state="received")
    received.update(body_code="health")
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)
    assert fallen("refusal") == [(False, [])]
    first, second, *_ = Case.objects.filter(application_ref=application, state="refused").order_by("place")

    take_up_anew(first, days=1)
    assert fallen("refusal") == [(False, [first.title])]

    take_up_anew(second, days=1)
    assert fallen("refusal")[0][1] == sorted([first.title, second.title])


def test_with_a_revoked_decision_falls_what_said_that_all_was_done() -> None:
    application = accepted_newborn(delivery_mode="electronic", leave_out=ALL_BUT_THE_CERTIFICATE)
    grant_item(application, "birth-certificate")
    conclude_at(MONDAY, application)
    assert fallen("conclusion") == [(False, [])]

    rejection = Rejection(reason="出生记录是伪造的", law=LAW, facts="医院查无此记录")
    wish = Wish(action=CaseAction.REVOKE, reason="材料虚假", rejection=rejection)
    approved(case_at(application, "birth-certificate"), wish, days=1, heard=20)

    assert [whole for whole, _ in (*fallen("decision"), *fallen("conclusion"))] == [True, True]
