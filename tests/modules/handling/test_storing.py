"""Writing cases back: all touched rows or none, and nothing that the step did not say."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import F

from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, case_at, file_newborn, grant_item, officer
from onething.core.lifecycle import CaseAction
from onething.modules.handling.api import deny, withdraw
from onething.modules.handling.docket import load_docket
from onething.modules.handling.models import Case
from onething.modules.handling.services.accept import refuse_acceptance
from onething.modules.handling.storing import BY_APPLICATION, SAID, lock_cases
from onething.platform.database import Conflict
from onething.platform.logs.api import ActionRow

pytestmark = pytest.mark.usefixtures("city")


def test_a_step_keeps_what_it_did_not_say() -> None:
    application = accepted_newborn()
    grant_item(application, "birth-certificate", number="E990100001")
    waiting = case_at(application, "birth-registration")
    decided = case_at(application, "birth-certificate")

    withdraw(application=application, actor=CITIZEN, now=MONDAY)

    opened = case_at(application, "birth-registration")
    assert (opened.state, opened.upstream) == ("withdrawn", waiting.upstream)
    assert "E990100001" in opened.upstream
    kept = case_at(application, "birth-certificate")
    assert (kept.opinion, kept.result_number) == (decided.opinion, "E990100001")
    assert kept.officer == decided.officer


def test_a_refusal_writes_its_reason_into_the_refused_cases_alone() -> None:
    application = file_newborn()
    refused = case_at(application, "birth-certificate").public_id

    refuse_acceptance(
        application=application, rejection=replace(NO, reason=" 不归本局管 "), cases=[refused], actor=CLERK, now=MONDAY
    )

    ended = case_at(application, "birth-registration")
    assert case_at(application, "birth-certificate").opinion == "不归本局管"
    assert (ended.state, ended.opinion, ended.ground) == ("terminated", "", "")


def test_a_row_that_moved_meanwhile_is_not_overwritten() -> None:
    application = file_newborn()
    lines = ActionRow.objects.count()

    with pytest.raises(Conflict):
        accept_two_while_one_moves(application)

    assert case_at(application, "birth-certificate").state == "received"
    assert case_at(application, "vaccination-certificate").state == "received"
    assert ActionRow.objects.count() == lines


@transaction.atomic
def test_what_is_locked_reads_as_django_reads_it_but_for_what_was_said() -> None:
    application = accepted_newborn()
    grant_item(application, "birth-certificate")

    locked = lock_cases(BY_APPLICATION, application)

    for row, plain in zip(locked, Case.objects.filter(application_ref=application).order_by("place"), strict=True):
        unread = row.get_deferred_fields()
        assert unread == {*SAID, "review_points"}
        assert {name: value for name, value in vars(plain).items() if name not in {*unread, "_state"}} == {
            name: value for name, value in vars(row).items() if name != "_state"
        }


@transaction.atomic
def accept_two_while_one_moves(application: UUID) -> None:
    docket = load_docket(application=application, actor=CLERK, now=MONDAY)
    Case.objects.filter(key="vaccination-certificate:child[1]").update(row_version=F("row_version") + 1)
    for item in ("birth-certificate", "vaccination-certificate"):
        docket.move(docket.row(f"{item}:child[1]"), CaseAction.ACCEPT)
    docket.save()


def test_a_written_row_is_the_next_version() -> None:
    application = accepted_newborn()
    before = case_at(application, "birth-certificate")

    deny(case=before.public_id, version=before.row_version, rejection=NO, actor=officer(before.body_code), now=MONDAY)

    assert case_at(application, "birth-certificate").row_version == before.row_version + 1
