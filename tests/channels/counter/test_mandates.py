"""The clerk sees before pressing what this window may not accept, and for whom it may accept until when."""

import re
from datetime import date, datetime
from uuid import UUID

import pytest
from django.test import Client

from builders.filing import citizen, complete, open_newborn
from onething.modules.handling.models import Case
from onething.modules.intake.api import submit
from onething.modules.organisation.models import MandateRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(city: None, now: datetime) -> UUID:
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    return submit(draft=draft, key="k1", actor=mother, now=now).public_id


def read(window: Client, address: str) -> str:
    answer = window.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_application_outside_the_mandate_says_who_can_do_it_and_cannot_be_accepted(
    window: Client, filed: UUID
) -> None:
    MandateRow.objects.update(windows=["02"])

    page = read(window, f"/counter/applications/{filed}/")
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    answer = window.post(f"/counter/applications/{filed}/accept/", {"version": version})

    assert "这件申请在本窗口不能受理" in page
    assert "请转本中心02号窗口受理" in page
    assert 'data-key="Control+Enter"' not in page
    assert "请转本中心02号窗口受理" in answer.content.decode()
    assert "received" in set(Case.objects.filter(application_ref=filed).values_list("state", flat=True))


def test_the_page_of_mandates_shows_what_ends_soon_first(window: Client, now: object) -> None:
    MandateRow.objects.filter(body__code="police").update(
        until_day=date.fromisoformat(str(now)[:10]).replace(year=2030)
    )
    MandateRow.objects.filter(body__code="tax").update(ended_on=date(2025, 2, 1))

    page = read(window, "/counter/mandates/")

    assert page.index("禾丰市公安局") < page.index("禾丰市卫生健康委员会")
    assert "税务" not in page
    assert "2031年1月1日" in page
