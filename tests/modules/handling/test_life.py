"""The whole life of a newborn application: five bodies, the right order, and every way in which it can end otherwise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

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
from builders.concluding import conclude_at
from onething.modules.handling.api import (
    CaseDecided,
    CaseNotFound,
    accept_application,
    deny,
    withdraw,
)
from onething.modules.handling.models import Case
from onething.modules.intake.models import Application
from onething.platform.events import react
from onething.platform.logs.models import ActionRow

pytestmark = pytest.mark.usefixtures("city")
TUESDAY = MONDAY + timedelta(days=1)


def test_filing_receives_what_waits_for_nothing() -> None:
    application = file_newborn()

    assert states(application) == {
        "birth-certificate": "received",
        "vaccination-certificate": "received",
        "birth-registration": "waiting",
        "social-security-card": "waiting",
        "resident-medical-insurance": "waiting",
        "maternity-reimbursement": "received",  # waits only for its end
    }
    row = case_at(application, "birth-certificate")
    assert row.due_on == date(2026, 3, 9)  # five working days to accept
    assert row.due_at.isoformat() == "2026-03-09T09:30:00+00:00"  # 17:30 in Shanghai
    assert len(row.number) == 43


def test_acceptance_starts_the_clocks_of_what_is_open_only() -> None:
    application = accepted_newborn()

    assert states(application)["birth-certificate"] == "accepted"
    assert states(application)["birth-registration"] == "waiting"
    assert case_at(application, "birth-certificate").due_on == date(2026, 3, 3)
    assert case_at(application, "maternity-reimbursement").due_on == date(2026, 3, 5)
    assert case_at(application, "birth-registration").due_on is None


def test_a_granted_case_opens_the_next_with_its_result_and_its_own_clock() -> None:
    application = accepted_newborn()

    grant_item(application, "birth-certificate", now=TUESDAY, number="E990100001")

    registration = case_at(application, "birth-registration")
    assert registration.state == "accepted"
    assert registration.accepted_on == date(2026, 3, 3)
    assert registration.due_on == date(2026, 3, 4)
    assert '"material": "birth-medical-certificate"' in registration.upstream
    assert "E990100001" in registration.upstream


def test_before_the_window_accepts_a_waiting_case_would_only_be_received() -> None:
    application = file_newborn(leave_out=())

    accept_application(application=application, actor=officer("health"), now=MONDAY)
    grant_item(application, "birth-certificate")

    assert Case.objects.get(application_ref=application, item="birth-registration").state == "received"


def test_all_granted_in_order_finishes_the_application_once() -> None:
    told: list[object] = []
    react(CaseDecided, told.append)
    application = accepted_newborn(delivery_mode="electronic", leave_out=("maternity-reimbursement",))

    for item in ("birth-certificate", "vaccination-certificate", "birth-registration"):
        grant_item(application, item)
    for item in ("resident-medical-insurance", "parenting-guidance", "childcare-subsidy"):
        grant_item(application, item)

    assert states(application) == {
        "birth-certificate": "concluded",
        "vaccination-certificate": "concluded",
        "birth-registration": "concluded",
        "social-security-card": "accepted",
        "resident-medical-insurance": "concluded",
        "parenting-guidance": "concluded",
        "childcare-subsidy": "concluded",
    }
    grant_item(application, "social-security-card")
    assert states(application)["social-security-card"] == "granted"  # a card has to be handed over
    assert sum(isinstance(event, CaseDecided) for event in told) == 7
    assert conclude_at(TUESDAY, application) == 0


def test_denial_ends_only_what_depends_on_it() -> None:
    application = accepted_newborn()
    row = case_at(application, "birth-certificate")

    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("health"), now=TUESDAY)

    assert states(application) == {
        "birth-certificate": "concluded",
        "vaccination-certificate": "accepted",
        "birth-registration": "terminated",
        "social-security-card": "terminated",
        "resident-medical-insurance": "terminated",
        "maternity-reimbursement": "accepted",
    }


def test_withdrawing_one_case_ends_what_waits_for_it() -> None:
    application = accepted_newborn()
    registration = case_at(application, "birth-registration").public_id

    ended = withdraw(application=application, cases=[registration], actor=CITIZEN, now=TUESDAY)

    assert ended == ("出生登记", "社会保障卡申领", "城乡居民基本医疗保险参保登记")
    assert states(application)["birth-certificate"] == "accepted"


def test_withdrawing_the_application_finishes_it() -> None:
    application = file_newborn()

    withdraw(application=application, actor=CITIZEN, now=TUESDAY)

    assert set(states(application).values()) == {"withdrawn"}
    assert conclude_at(TUESDAY + timedelta(days=1), application) == 1
    row = Application.objects.get(public_id=application)
    assert (row.state, row.finished_at) == ("finished", TUESDAY)  # when it was done, not when the worker came to it


def test_twins_have_their_own_cases_and_numbers() -> None:
    application = accepted_newborn(births="two")

    certificates = Case.objects.filter(application_ref=application, item="birth-certificate").order_by("place")
    assert [row.title for row in certificates] == ["出生医学证明首次签发（新生儿1）", "出生医学证明首次签发（新生儿2）"]
    assert [row.number[-4:] for row in certificates] == ["0001", "0002"]

    grant_item(application, "birth-certificate")

    registrations = Case.objects.filter(application_ref=application, item="birth-registration").order_by("place")
    assert [row.state for row in registrations] == ["accepted", "waiting"]


def test_the_clerk_of_another_place_reaches_nothing() -> None:

    application = file_newborn()
    with pytest.raises(CaseNotFound):
        accept_application(application=application, actor=replace(CLERK, site_code="elsewhere"), now=MONDAY)
    assert states(application)["birth-certificate"] == "received"


def test_a_clock_that_jumped_back_dates_no_step_before_the_one_it_follows() -> None:
    application = file_newborn()
    accept_application(application=application, actor=CLERK, now=MONDAY - timedelta(days=20))

    row = case_at(application, "birth-certificate")
    assert (row.accepted_on, row.due_on) == (date(2026, 3, 2), date(2026, 3, 3))
    accepted = ActionRow.objects.get(subject_id=row.public_id, kind="accept")
    assert accepted.payload["on"] == "2026-03-02"

    grant_item(application, "birth-certificate", now=MONDAY - timedelta(days=40))

    row = case_at(application, "birth-certificate")
    assert (row.state, {on for _, on, *_ in row.ledger}) == ("granted", {"2026-03-02"})
