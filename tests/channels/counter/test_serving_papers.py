"""A refusal waits in a list of the window, is handed over there, and the applicant reads how it was served."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from lxml import html

from builders.cases import CLERK, NO, file_newborn
from builders.desk import browser_of
from builders.filing import citizen
from onething.modules.handling.api import refuse_acceptance
from onething.platform import clock
from onething.platform.outbox.api import drain
from onething.platform.permissions import Actor

LIST = "/counter/?tab=papers"


@pytest.fixture
def mother(city: None, now: datetime) -> Actor:
    return citizen("mother", now)


def refused(mother: Actor, now: datetime, *, channel: str, **given: str) -> UUID:
    application = file_newborn(owner=replace(mother, channel=channel), now=now, **given)
    refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=now)
    drain(now=clock.now(), limit=100)
    return application


def text_of(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def ticked(window: Client, application: UUID, name: str) -> list[str]:
    page = html.fromstring(text_of(window, f"/counter/applications/{application}/handover/"))
    return [str(value) for value in page.xpath(f"//input[@name='{name}']/@value")]


def test_from_the_list_to_the_hand_of_the_applicant(window: Client, mother: Actor, now: datetime) -> None:
    application = refused(mother, now, channel="counter")
    address, progress = f"/counter/applications/{application}/handover/", f"/applications/{application}/"
    assert (address in text_of(window, LIST), "不予受理通知书" in text_of(window, LIST)) == (True, True)
    assert address in text_of(window, f"/counter/applications/{application}/")
    assert "请带身份证原件到受理窗口领取" in text_of(browser_of(mother), progress)
    papers = ticked(window, application, "papers")

    wrong = window.post(address, {"act": "give", "receiver": "陈明", "papers": papers})
    answer = window.post(address, {"act": "give", "receiver": "林知夏", "papers": papers}, follow=True)

    assert (wrong.status_code, "证件上的姓名不是申请人" in wrong.content.decode()) == (422, True)
    assert "已出件：不予受理通知书" in answer.content.decode()
    assert "已在窗口送达" in answer.content.decode()
    assert "没有等待送达的文书" in text_of(window, LIST)
    assert "收件人林*夏" in text_of(browser_of(mother), progress)


def test_posted_it_bears_its_number(window: Client, mother: Actor, now: datetime) -> None:
    application = refused(mother, now, channel="counter", delivery_mode="post")
    letters = ticked(window, application, "letters")
    typed = {"act": "post", "tracking": "EA123456789CN", "letters": letters}

    answer = window.post(f"/counter/applications/{application}/handover/", typed, follow=True)

    assert "邮件号码EA123456789CN" in answer.content.decode()


def test_online_it_is_served_at_once_and_no_window_waits(window: Client, mother: Actor, now: datetime) -> None:
    application = refused(mother, now, channel="portal")

    assert "已电子送达" in text_of(browser_of(mother), f"/applications/{application}/")
    assert "没有等待送达的文书" in text_of(window, LIST)
