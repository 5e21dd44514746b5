"""The pages on which a system administrator keeps the systems: found from the administration, changed, and watched."""

import re
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from builders.page_text import read_page
from builders.systems import ALL, HOOK, System, new_client, system
from builders.webhooks import BIRTH, happen, work
from builders.whole_life import browser_of, staff
from onething.core.lifecycle import CaseAction
from onething.modules.clients.models import Client as ClientRow
from onething.modules.exchange.models import WebhookSubscription
from onething.platform.outbox.models import Message
from onething.platform.permissions import Role


def words_of(answer: HttpResponse) -> str:
    """What stands on the page, without white space."""
    return read_page(answer.content).words


def seen_on(answer: HttpResponse) -> str:
    """The terms that the form was opened on."""
    found = re.search(r'name="seen" value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


@pytest.fixture
def admin(city: None) -> Client:
    return browser_of(staff("system-admin", Role.SYSTEM_ADMIN))


def test_the_systems_are_found_where_the_administrator_lands(admin: Client, now: datetime) -> None:
    new_client(name="医院信息系统", now=now)

    landing = admin.get("/admin/").content.decode()
    assert 'href="/admin/clients/client/"' in landing
    listed = admin.get("/admin/clients/client/", follow=True)

    assert listed.redirect_chain == [("/clients/", 302)]
    assert "医院信息系统" in words_of(listed)


def test_a_registration_is_given_other_scopes_and_an_end(admin: Client, now: datetime) -> None:
    client = new_client(now=now).info.public_id
    page = f"/clients/{client}/change/"
    seen = seen_on(admin.get(page))
    for until, words in (("2027/12/31", "日期看不懂"), ("2020-01-01", "有效期已经过了"), ("9999-12-31", "日期看不懂")):
        refused = admin.post(page, {"scopes": ["plan"], "until": until, "seen": seen})
        assert (refused.status_code, words in words_of(refused)) == (422, True)
    assert ClientRow.objects.get().scopes == sorted(ALL)

    saved = admin.post(page, {"scopes": ["plan"], "until": "2027-12-31", "seen": seen}, follow=True)

    assert "到2027年12月31日" in words_of(saved)
    row = ClientRow.objects.get()
    assert (row.scopes, row.until_day.isoformat()) == (["plan"], "2028-01-01")


def test_two_administrators_do_not_overwrite_each_other_unread(admin: Client, now: datetime) -> None:
    page = f"/clients/{new_client(now=now).info.public_id}/change/"
    seen = seen_on(admin.get(page))
    admin.post(page, {"scopes": ["plan"], "until": "2027-12-31", "seen": seen})

    late = admin.post(page, {"scopes": sorted(ALL), "until": "", "seen": seen})

    assert (late.status_code, ClientRow.objects.get().scopes) == (422, ["plan"])
    assert "有效期到2027-12-31" in words_of(late)
    assert admin.post(page, {"scopes": sorted(ALL), "until": "", "seen": seen_on(late)}).status_code == 302


def test_what_a_system_is_told_is_seen_and_stopped(admin: Client, health: System, now: datetime) -> None:
    made = health.make("/webhooks", HOOK).json()
    stranger = system(new_client(name="警务系统", body="police", now=now)).make("/webhooks", HOOK).json()
    page = f"/clients/{WebhookSubscription.objects.get(public_id=made['id']).client}/webhooks/"
    assert HOOK["url"] in words_of(admin.get(page))
    assert made["secret"] not in admin.get(page).content.decode()

    refused = admin.post(page, {"subscription": stranger["id"], "act": "disable"}, follow=True)
    assert "什么也没有改变" in words_of(refused)
    assert not WebhookSubscription.objects.exclude(disabled_at=None).exists()

    happen(now, (BIRTH, CaseAction.ACCEPT))
    admin.post(page, {"subscription": made["id"], "act": "disable"})
    work(now + timedelta(minutes=1))
    stopped = words_of(admin.get(page))
    assert "已停用：人工停用" in stopped
    assert "已放弃，可以重放" in stopped

    admin.post(page, {"subscription": made["id"], "act": "enable"})
    again = admin.post(page, {"subscription": made["id"], "act": "replay"}, follow=True)
    assert "1个放弃了的通知已经重新排队" in words_of(again)
    assert Message.objects.get().dead_at is None
