"""The supervisor's lists and the log behind each row: counted, filtered, masked, and nothing to press."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from builders.cases import MONDAY, case_at, compose_handling, file_newborn
from builders.newborn import publish_packs
from builders.statements import counted
from builders.whole_life import SECRETS, staff
from onething.modules.handling.services.deem import deem_accepted
from onething.platform.clock import moved
from onething.platform.permissions import Role

LATER = MONDAY + timedelta(days=8)
TABS = re.compile(r"(\w+)<span class=\"tabs__count\">(\d+)")


@pytest.fixture
def application(db: None, empty_house: None, stores: object) -> Iterator[UUID]:
    publish_packs()
    compose_handling()
    filed = file_newborn()
    deem_accepted(LATER)
    with moved(LATER):
        yield filed


@pytest.fixture
def supervisor(application: UUID) -> Client:
    browser = Client()
    browser.force_login(staff("supervisor", Role.SUPERVISOR))
    return browser


def shown(browser: Client, address: str = "/cockpit/") -> str:
    return browser.get(address).content.decode()


def test_the_counts_stand_above_and_each_list_says_why(supervisor: Client) -> None:
    counts = dict(TABS.findall(shown(supervisor)))
    assert (counts["超期未决定"], counts["视为受理"], counts["二次录入超时"]) == ("3", "3", "0")

    deemed = shown(supervisor, "/cockpit/?kind=deemed")

    assert deemed.count("视为受理，待审查") == 3
    assert "行政许可法 第三十二条第一款第四项" in deemed
    assert "这一类没有办件" in shown(supervisor, "/cockpit/?kind=unkept")


def test_one_body_alone_is_shown_and_an_unknown_one_is_all_of_them(supervisor: Client) -> None:
    one = shown(supervisor, "/cockpit/?kind=deemed&body=medical-insurance")

    assert (one.count("视为受理，待审查"), dict(TABS.findall(one))["视为受理"]) == (1, "1")
    assert '<option value="medical-insurance" selected>' in one
    assert shown(supervisor, "/cockpit/?kind=deemed&body=nobody").count("视为受理，待审查") == 3


def test_a_row_leads_to_the_log_and_nobody_is_named(supervisor: Client, application: UUID) -> None:
    case = case_at(application, "birth-certificate")
    address = f"/cockpit/cases/{case.public_id}/"
    assert address in shown(supervisor, "/cockpit/?kind=deemed")

    page = shown(supervisor, address)

    assert ("督查事项" in page, "3月2日，视为受理" in page, case.applicant_masked in page) == (True, True, True)
    assert [word for word in SECRETS if word in page] == []
    assert re.findall(r'method="post" action="([^"]+)"', page) == ["/logout/"]


def test_a_page_costs_what_was_agreed(supervisor: Client, application: UUID) -> None:
    shown(supervisor)
    case = case_at(application, "birth-certificate")
    with counted() as lists:
        shown(supervisor)
    with counted() as log:
        shown(supervisor, f"/cockpit/cases/{case.public_id}/")

    assert [len(cost.statements) for cost in (lists, log)] == [6, 8]
