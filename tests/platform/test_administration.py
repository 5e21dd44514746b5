"""The administration: who comes in, what they may press, that nothing is written past a service, and no inline code."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client

from builders.newborn import publish_packs
from builders.remembering import remembered
from onething.modules.catalogue.models import Definition, PackVersion
from onething.modules.identity.models import Account, StaffPost
from onething.modules.identity.services.staff import create_staff, give_post
from onething.modules.organisation.models import MandateRow
from onething.platform.clock import moved
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Role

pytestmark = pytest.mark.once

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PASSWORD = "a long enough phrase"
BACKEND = "onething.modules.identity.backends.AccountBackend"
INLINE = re.compile(r"<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
PAGES = {
    "/admin/": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER},
    "/admin/catalogue/": {Role.SYSTEM_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER},
    "/admin/catalogue/packversion/": {Role.SYSTEM_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER},
    "/admin/catalogue/packversion/demo/": {Role.SYSTEM_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER},
    "/admin/catalogue/packversion/demo/diff/": {Role.SYSTEM_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER},
    "/admin/catalogue/packversion/+local/": {Role.SYSTEM_ADMIN, Role.CATALOGUE_EDITOR},
    "/admin/catalogue/definition/": {Role.SYSTEM_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER},
    "/admin/catalogue/definition/national/bundle/newborn/": {
        Role.SYSTEM_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER,
    },
    "/admin/identity/account/": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN},
    "/admin/identity/account/approver/": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN},
    "/admin/identity/account/+new/": {Role.SYSTEM_ADMIN},
    "/admin/organisation/mandaterow/": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN},
}  # fmt: skip
STAFF = (
    Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER, Role.APPROVER,
    Role.WINDOW_CLERK, Role.SUPERVISOR, Role.AUDITOR,
)  # fmt: skip


@remembered
def _staffed() -> None:
    """The packs of the house, and somebody of every role."""
    publish_packs()
    for role in STAFF:
        account = create_staff(login=role.value.replace("_", "-"), password=PASSWORD, display_name="王工作")
        give_post(account=account, role=role, title=role.value, region_code="990100", from_day=NOW.date())


@pytest.fixture
def browser(db: None, empty_house: None, stores: object) -> Any:
    _staffed()

    def of(role: Role) -> Client:
        client = Client()
        client.force_login(Account.objects.get(login=role.value.replace("_", "-")), backend=BACKEND)
        return client

    with moved(NOW):
        yield of


Browser = Callable[[Role], Client]


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_each_page_opens_for_the_roles_of_the_table_alone_without_inline_code(browser: Browser, address: str) -> None:
    answers = {role: browser(role).get(address) for role in STAFF}
    opened = {role: answer for role, answer in answers.items() if answer.status_code == 200}
    assert opened.keys() == PAGES[address]
    assert {answer.status_code for answer in answers.values()} <= {200, 403, 404}
    for answer in opened.values():
        assert INLINE.findall(text(answer)) == []
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    anonymous = Client().get(address)
    assert (anonymous.status_code, anonymous["Location"].partition("?")[0]) == (302, "/login/")


def test_the_forms_of_django_are_not_there(browser: Browser) -> None:
    addresses = (
        "/admin/login/", "/admin/logout/", "/admin/password_change/", "/admin/jsi18n/", "/admin/autocomplete/",
        "/admin/auth/group/", "/admin/catalogue/packversion/add/", "/admin/catalogue/packversion/1/change/",
        "/admin/catalogue/packversion/1/delete/", "/admin/identity/account/add/", "/admin/logs/actionrow/",
    )  # fmt: skip
    system = browser(Role.SYSTEM_ADMIN)
    met = {address: {system.get(address).status_code, system.post(address).status_code} for address in addresses}
    assert {address: codes for address, codes in met.items() if not codes <= {404, 405}} == {}


def test_only_lists_on_our_base_are_registered() -> None:
    assert {model.__name__ for model in admin.site._registry} >= {"PackVersion", "Definition", "Account"}
    admin.site.register(Group, ModelAdmin)
    assert Group not in admin.site._registry


def test_a_local_promise_goes_from_edit_to_publication_with_four_eyes(browser: Browser) -> None:
    editor, publisher, chief = (
        browser(Role.CATALOGUE_EDITOR), browser(Role.CATALOGUE_PUBLISHER), browser(Role.SYSTEM_ADMIN),
    )  # fmt: skip
    form = {"item_promises.birth-certificate.amount": "0.5", "begins": "2026-11-23"}
    saved = chief.post("/admin/catalogue/packversion/+local/?file=parameters.yaml", form)
    draft = PackVersion.objects.get(state="draft")
    page = f"/admin/catalogue/packversion/{draft}/"
    assert (saved.status_code, saved["Location"]) == (302, page)

    diff = text(editor.get(f"{page}diff/"))
    assert "item_promises.birth-certificate" in diff
    assert "相容" in diff
    assert "P01：本地承诺没有变长。" in diff
    assert "提交审核" in text(editor.get(page))
    assert "提交审核" not in text(publisher.get(page))
    editor.post(f"{page}act/", {"act": "submit"})
    assert "四眼原则" in text(chief.post(f"{page}act/", {"act": "publish"}, follow=True))
    assert PackVersion.objects.get(pk=draft.pk).state == "in_review"
    told = text(publisher.post(f"{page}act/", {"act": "publish", "on": "2026-12-01"}, follow=True))

    draft.refresh_from_db()
    assert (draft.state, draft.effective_on.isoformat()) == ("published", "2026-12-01")
    assert "2026-12-01 起生效" in told
    assert list(ActionRow.objects.filter(subject_id=draft.public_id).order_by("seq").values_list("kind", "channel")) == [
        ("pack.edit", "admin"), ("pack.submit", "admin"), ("pack.publish", "admin"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "没有说明要做什么"),
        ({"act": "burn"}, "没有说明要做什么"),
        ({"act": "publish"}, "现在可以：停用"),
        ({"act": "retire", "on": "明天"}, "日期要写成"),
        ({"act": "retire", "on": "2020-01-01"}, "请写今天或以后的日期"),
    ],
)
def test_a_move_that_cannot_be_made_is_told_and_changes_nothing(
    browser: Browser, form: dict[str, str], told: str
) -> None:
    before = list(PackVersion.objects.order_by("pk").values())
    answer = browser(Role.SYSTEM_ADMIN).post("/admin/catalogue/packversion/demo/act/", form, follow=True)
    assert told in text(answer)
    assert list(PackVersion.objects.order_by("pk").values()) == before


def test_a_wrong_value_is_said_at_its_place_and_kept(browser: Browser) -> None:
    form = {"item_promises.birth-certificate.amount": "很快", "begins": "2026-11-23"}
    answer = browser(Role.CATALOGUE_EDITOR).post("/admin/catalogue/packversion/+local/?file=parameters.yaml", form)
    assert answer.status_code == 422
    assert 'value="很快" aria-invalid="true"' in text(answer)
    assert not PackVersion.objects.filter(state="draft").exists()


def test_a_publisher_edits_nothing_and_an_editor_publishes_nothing(browser: Browser) -> None:
    form = {"item_promises.birth-certificate.amount": "0.5", "begins": "2026-11-23"}
    address = "/admin/catalogue/packversion/+local/?file=parameters.yaml"
    assert browser(Role.CATALOGUE_PUBLISHER).post(address, form).status_code == 403
    answer = browser(Role.CATALOGUE_EDITOR).post(
        "/admin/catalogue/packversion/demo/act/", {"act": "retire"}, follow=True
    )
    assert "您的岗位不能" in text(answer)
    assert not PackVersion.objects.exclude(state="published").exists()


def test_a_mandate_is_recorded_and_ended_by_the_security_officer_alone(browser: Browser) -> None:
    system, security = browser(Role.SYSTEM_ADMIN), browser(Role.SECURITY_ADMIN)
    place = "/admin/organisation/mandaterow/"
    form = {
        "code": "2027-1", "document": "禾卫授〔2027〕1号", "from": "2027-01-01", "until": "2028-01-01",
        "bodies": ["health"], "sites": ["city-centre"], "windows": "01、02", "items": "birth-certificate",
    }  # fmt: skip
    assert system.post(f"{place}+new/", form).status_code == 403
    wrong = security.post(f"{place}+new/", {**form, "until": "", "windows": "77"})
    assert (wrong.status_code, "授权必须有起止日期" in text(wrong), "禾卫授〔2027〕1号" in text(wrong)) == (
        422,
        True,
        True,
    )
    assert not MandateRow.objects.filter(code="2027-1").exists()

    security.post(f"{place}+new/", form)

    row = MandateRow.objects.get(code="2027-1")
    assert (row.windows, row.items, row.until_day.isoformat()) == (["01", "02"], ["birth-certificate"], "2028-01-01")
    assert system.post(f"{place}{row.public_id}/end/").status_code == 403
    assert [f"{row.public_id}/end/" in text(who.get(place)) for who in (system, security)] == [False, True]
    asked = security.get(f"{place}{row.public_id}/end/")
    assert (INLINE.findall(text(asked)), "禾卫授〔2027〕1号" in text(asked)) == ([], True)
    security.post(f"{place}{row.public_id}/end/")
    row.refresh_from_db()
    assert row.ended_on == NOW.date()
    assert "没有这条有效的授权" in text(security.post(f"{place}{row.public_id}/end/", follow=True))
    assert list(ActionRow.objects.filter(subject_id=row.public_id).order_by("seq").values_list("kind", flat=True)) == [
        "mandate.grant", "mandate.end",
    ]  # fmt: skip


def test_accounts_are_opened_by_one_and_posts_given_by_another(browser: Browser) -> None:
    system, security = browser(Role.SYSTEM_ADMIN), browser(Role.SECURITY_ADMIN)
    form = {"login": "li.si", "display_name": "李四", "password": PASSWORD}
    assert security.post("/admin/identity/account/+new/", form).status_code == 403
    system.post("/admin/identity/account/+new/", form)
    account = Account.objects.get(login="li.si")
    post = {
        "act": "give",
        "role": "approver",
        "title": "审批",
        "region": "990100",
        "body": "police",
        "from_day": "2026-11-23",
    }
    page = "/admin/identity/account/li.si/"

    assert "授予和结束岗位由安全管理员办理" in text(system.post(page, post))
    assert not StaffPost.objects.filter(account=account).exists()
    assert security.post(page, post).status_code == 302
    given = StaffPost.objects.get(account=account)
    assert security.post(page, {"act": "end", "post": given.public_id}).status_code == 302
    assert system.post(page, {"act": "disable"}).status_code == 302

    account.refresh_from_db()
    given.refresh_from_db()
    assert (account.is_active, given.is_active, account.check_password(PASSWORD)) == (False, False, True)
    kinds = ActionRow.objects.filter(subject_id=account.public_id).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["account.create", "post.give", "post.end", "account.disable"]
    assert PASSWORD not in str(list(ActionRow.objects.values_list("payload", flat=True)))


def test_roles_kinds_and_columns_are_told_in_words(browser: Browser) -> None:
    editor, page = browser(Role.CATALOGUE_EDITOR), "/admin/identity/account/approver/"
    account = text(browser(Role.SECURITY_ADMIN).get(page))
    assert '<option value="window_clerk">综合窗口</option>' in account
    assert "<td>部门审批</td>" in account
    assert ">事项要素</a>" in text(editor.get("/admin/catalogue/definition/"))
    assert "以 行使层级" in text(editor.get("/admin/catalogue/checklistitem/"))


def test_nobody_gives_a_post_to_themselves(browser: Browser) -> None:
    post = {"act": "give", "role": "approver", "title": "审批", "region": "990100", "from_day": "2026-11-23"}
    answer = browser(Role.SECURITY_ADMIN).post("/admin/identity/account/security-admin/", post)
    assert "不能给自己授予岗位" in text(answer)
    assert StaffPost.objects.filter(account__login="security-admin").count() == 1


def test_citizens_are_not_in_the_list_of_accounts(browser: Browser) -> None:
    Account.objects.create_account(login="citizen-one", kind="citizen")
    listed = text(browser(Role.SYSTEM_ADMIN).get("/admin/identity/account/?q=citizen-one"))
    assert "citizen-one/" not in listed
    assert browser(Role.SYSTEM_ADMIN).get("/admin/identity/account/citizen-one/").status_code == 404


def test_a_list_of_many_definitions_is_searched_and_paged(browser: Browser) -> None:
    assert Definition.objects.count() > 50
    page = text(
        browser(Role.CATALOGUE_EDITOR).get("/admin/catalogue/definition/?q=birth-registration&kind__exact=item")
    )
    assert "/admin/catalogue/definition/national@" in page
    assert page.count("/item/birth-registration/") == 1
