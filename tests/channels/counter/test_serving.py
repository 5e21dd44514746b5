"""The window hands the correction notice over, where only what has reached the applicant was told."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from builders.cases import CITIZEN, CLERK, case_at, file_newborn
from builders.notices import CONSENT, papers_of, tell_by_delivery
from onething.modules.handling.api import ask_correction


@pytest.fixture
def asked(city: None, tmp_path: Path, now: datetime) -> UUID:
    tell_by_delivery(tmp_path)
    application = file_newborn(owner=replace(CITIZEN, channel="counter"), now=now)
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=now)
    return application


def address(application: UUID) -> str:
    return f"/counter/applications/{application}/notice/"


def sent(window: Client, application: UUID, document: str) -> dict[str, str]:
    page = window.get(address(application)).content.decode()
    version = page.partition('name="version" value="')[2].partition('"')[0]
    return {"document": document, "version": version}


def test_the_page_of_the_application_says_until_when_and_leads_there(window: Client, asked: UUID) -> None:
    page = window.get(f"/counter/applications/{asked}/").content.decode()

    assert "补正书还没有送达申请人" in page
    assert address(asked) in page
    waiting = window.get("/counter/?tab=correcting").content.decode()
    assert ("最迟送达" in waiting, address(asked) in waiting) == (True, True)


def test_handed_over_it_was_told_and_the_proof_is_printed(window: Client, asked: UUID) -> None:
    answer = window.post(address(asked), sent(window, asked, "林知夏"), follow=True)

    assert "已登记送达" in answer.content.decode()
    assert "补正书还没有送达" not in answer.content.decode()
    assert papers_of(asked) == ["correction", "served"]
    assert "没有等着送达的补正书" in window.get(address(asked)).content.decode()


def test_to_a_stranger_it_is_not_handed_over(window: Client, asked: UUID) -> None:
    answer = window.post(address(asked), sent(window, asked, "陈明"))

    assert (answer.status_code, "证件上的姓名不是申请人" in answer.content.decode()) == (422, True)
    assert case_at(asked, "birth-certificate").due_on is not None
    assert papers_of(asked) == ["correction"]


def test_a_page_that_is_out_of_date_hands_nothing_over(window: Client, asked: UUID) -> None:
    stale = sent(window, asked, "林知夏")
    window.post(address(asked), stale)

    answer = window.post(address(asked), stale)

    assert answer.status_code == 422
    assert papers_of(asked) == ["correction", "served"]
