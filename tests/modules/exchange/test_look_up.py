"""A look-up is on the access log before its answer is seen, and is never made without a purpose."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.checks import run_checks
from django.db import transaction
from pytest_django import Settings

from onething.modules.exchange.api import Cause, Found, NotFound, Result, Unavailable, UnfoundedQuery, look_up
from onething.modules.exchange.connectors.configured import _source_at
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import Actor, Role
from onething_simulators.faults import Fault
from onething_simulators.launching import count_requests, order_fault

DRAFT = UUID("0193a3c4-0000-7000-8000-000000000001")
PERSON = UUID("0193a3c4-0000-7000-8000-000000000002")
CITIZEN = Actor(role=Role.CITIZEN, person=PERSON, channel="portal")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def configured(settings: Settings, register_url: str) -> Iterator[None]:
    settings.POPULATION_URL, settings.POPULATION_TOKEN = register_url, "t0ken"
    yield
    _source_at.cache_clear()


def ask(now: datetime, **changes: Any) -> Result:
    question = {
        "resource": "household",
        "label": "户籍信息",
        "subject_number": "770101199403120025",
        "purpose": "prefill.birth_registration",
        "reference": DRAFT,
        "actor": CITIZEN,
        "now": now,
        "data_of": PERSON,
    }
    return look_up(**{**question, **changes})


def test_what_was_found_is_logged_by_field_name_without_a_value(now: datetime) -> None:
    result = ask(now)

    row = AccessRow.objects.get()
    assert isinstance(result, Found)
    assert result.record["address"] == "禾丰市青禾区稻香街道穗前路12号3幢201室"
    assert (row.subject_kind, row.purpose) == ("exchange.household", "prefill.birth_registration")
    assert (row.case_ref, row.data_of, row.actor_person, row.at) == (DRAFT, PERSON, PERSON, now)
    assert row.fields == (
        "household_number,kind,head_name,head_id_number,relation_to_head,region_code,region_name,address,police_station"
    )


def test_a_question_about_a_stranger_is_logged_too(now: datetime) -> None:
    result = ask(now, subject_number="770101199403120041", data_of=None)

    assert result == NotFound()
    assert AccessRow.objects.get().fields == ""


def test_a_question_that_failed_on_the_way_is_logged_too(now: datetime, register_url: str) -> None:
    order_fault(register_url, Fault.HTTP500)

    result = ask(now)

    assert isinstance(result, Unavailable)
    assert AccessRow.objects.get().fields == ""


def test_without_an_address_nothing_is_asked_and_nothing_logged(now: datetime, settings: Settings) -> None:
    settings.POPULATION_URL = ""

    result = ask(now)

    assert result == Unavailable(
        cause=Cause.NOT_CONFIGURED,
        reason="没有取到户籍信息：本地还没有接通这项数据共享。"
        "您可以先自己填写，由工作人员核验；也可以稍后再试。已经填写的内容不受影响。",
    )
    assert AccessRow.objects.count() == 0


def test_a_suspended_register_is_not_asked_and_nothing_logged(now: datetime, register_url: str) -> None:
    order_fault(register_url, Fault.HTTP500)
    for _ in range(5):
        ask(now)

    result = ask(now)

    assert isinstance(result, Unavailable)
    assert result.cause is Cause.SUSPENDED
    assert count_requests(register_url) == 5
    assert AccessRow.objects.count() == 5


@pytest.mark.parametrize("changes", [{"purpose": " "}, {"subject_number": ""}])
def test_without_purpose_or_person_nothing_is_asked(now: datetime, register_url: str, changes: dict[str, str]) -> None:
    with pytest.raises(UnfoundedQuery, match="必须写明查谁和用途"):
        ask(now, **changes)

    assert count_requests(register_url) == 0
    assert AccessRow.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_it_refuses_to_hand_out_an_answer(now: datetime) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        ask(now)


def test_a_configuration_without_a_token_is_found_before_serving(settings: Settings) -> None:
    settings.POPULATION_TOKEN = ""

    found = [message for message in run_checks(tags=["security"]) if message.id == "exchange.E001"]

    assert [str(message.msg)[:29] for message in found] == ["缺少 ONETHING_POPULATION_TOKEN，"]
