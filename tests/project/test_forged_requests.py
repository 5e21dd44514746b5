"""Requests that were not made by our own pages: forged, pointed elsewhere, or carrying more than the form has."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from builders.asking import ROLES, ROWS, Asker, values_of, written
from builders.leaking import lacking
from builders.whole_life import PASSWORD, City, Life, complete_draft
from onething.modules.handling.models import Case
from onething.modules.identity.models import Account
from onething.modules.intake.models import Application, Draft
from onething.platform.database import new_public_id

pytestmark = pytest.mark.once
MORE = {
    "state": "finished", "number": "1", "is_staff": "1", "is_superuser": "1", "role": "approver", "kind": "staff", "site_code": "elsewhere",
    "region_path": "/", "body_code": "police", "due_at": "2099-01-01", "due_on": "2099-01-01", "promised_on": "2099-01-01",
    "row_version": "99", "closed_at": "2026-01-01", "filed_by": "", "channel": "counter", "accepted_ahead": "1", "result_kind": "object",
}  # fmt: skip
"""Columns of the tables as somebody might guess them."""


WITHOUT_COOKIES = "api/"  # systems bring a secret or a token with each request; a browser's session opens nothing there


def test_no_post_is_taken_without_the_token_of_our_own_page(city: City, life: Life) -> None:
    asker = Asker(city, enforce_csrf_checks=True)
    taken: list[str] = []
    of_pages = {address: rows for address, rows in ROWS.items() if not address.startswith(WITHOUT_COOKIES)}
    for address, rows in of_pages.items():
        for role, expected in zip(ROLES, rows["POST"], strict=True):
            if expected in {200, 302, 400, 422}:
                answer, _ = asker.ask(role, "POST", written(address, values_of(address, life)))
                if answer.status_code != 403 or "页面已过期" not in answer.content.decode():
                    taken.append(f"{address} by {role}: {answer.status_code}")

    assert taken == []


def columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.local_fields}


def test_a_draft_takes_the_fields_of_its_form_and_nothing_else(city: City, life: Life) -> None:
    more = {**MORE, "owner": str(city.actors["stranger"].person), "id": "1", "public_id": str(new_public_id())}
    before = columns(Draft.objects.get(public_id=life.draft))
    browser = city.browser("owner")

    for page in ("parties/mother/", "delivery/", "answers/", "check/"):
        browser.post(f"/drafts/{life.draft}/{page}", {**more, "mother.bank-name": "禾丰银行", "later": "1"})

    after = columns(Draft.objects.get(public_id=life.draft))
    assert {name for name in before if before[name] != after[name]} <= {"content", "saved_at", "expires_at", "answers"}
    assert "finished" not in str(after["answers"])


def test_what_is_filed_is_the_filers_whatever_the_form_says(city: City, now: Any) -> None:
    draft = complete_draft(city.actors["owner"], now)
    more = {**MORE, "owner": str(city.actors["stranger"].person)}

    city.browser("owner").post(f"/drafts/{draft}/check/", {**more, "declaration": "yes"})

    row = Application.objects.get()
    assert (row.owner, row.state, row.channel) == (city.actors["owner"].person, "open", "portal")
    assert (row.site_code, row.region_path, row.filed_by) == ("city-centre", "/990100/", None)
    assert set(Case.objects.values_list("state", flat=True)) == {"received", "waiting"}


def test_a_step_on_a_case_moves_what_the_step_moves(city: City, life: Life) -> None:
    before = columns(Case.objects.get(public_id=life.case))
    more = {**MORE, "owner": str(city.actors["stranger"].person), "officer": str(new_public_id())}

    city.browser("officer").post(f"/desk/cases/{life.case}/review/", {**more, "version": before["row_version"]})

    after = columns(Case.objects.get(public_id=life.case))
    assert {name for name in before if before[name] != after[name]} == {
        "state", "ledger", "log_length", "officer", "row_version",
    }  # fmt: skip
    assert (after["state"], after["officer"]) == ("reviewing", city.accounts["officer"].public_id)


def test_logging_in_makes_nobody_more_than_they_are(city: City) -> None:
    city.browser("anonymous").post("/login/staff/", {**MORE, "username": "clerk", "password": "wrong password"})
    city.browser("owner").post("/login/posts/", {**MORE, "post": str(new_public_id())})

    assert set(Account.objects.filter(login="oidc-mother").values_list("kind", "is_active")) == {("citizen", True)}
    assert Account.objects.get(login="clerk").kind == "staff"


ELSEWHERE = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "///evil.example", "https:evil.example", "javascript:alert(1)",
    "/%09/evil.example", "http:\\\\evil.example", "\thttps://evil.example", "https://testserver@evil.example/",
)  # fmt: skip


def test_no_redirect_leaves_the_house(city: City) -> None:
    asker = Asker(city)
    places = []
    for target in ELSEWHERE:
        right = {"username": "clerk", "password": PASSWORD, "next": target}
        answers = [
            asker.ask("clerk", "GET", "/login/", data={"next": target}),
            asker.ask("owner", "GET", "/login/", data={"next": target}),
            asker.ask("anonymous", "POST", "/login/staff/", data=right),
            asker.ask("anonymous", "GET", f"//evil.example/..{target}", data={"mode": "elder"}),
            asker.ask("anonymous", "GET", "/", data={"mode": "elder", "next": target}),
        ]
        places += [answer["Location"] for answer, _ in answers if answer.status_code in {301, 302}]

    assert len(places) >= 4 * len(ELSEWHERE)
    assert [place for place in places if not place.startswith("/") or place.startswith(("//", "/\\"))] == []


def test_another_hosts_name_is_refused_and_not_repeated(city: City) -> None:
    browser = city.browser("anonymous")

    refused = browser.get("/", HTTP_HOST="evil.example")
    forwarded = browser.get("/things/newborn/guide/?married=yes", HTTP_X_FORWARDED_HOST="evil.example")

    assert refused.status_code == 400
    assert "提交的内容有误" in refused.content.decode()
    assert "evil.example" not in refused.content.decode() + forwarded.content.decode()


def test_refusals_before_any_view_tell_it_too(city: City) -> None:
    browser = city.browser("anonymous")
    answers = [
        browser.get("/%00"), browser.get("/", HTTP_HOST="evil.example"), browser.get("/nowhere/"),
        browser.post("/logout/", {"a": "x" * (2 * 1024 * 1024 + 1)}), city.browser("owner", enforce_csrf_checks=True).post("/logout/"),
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [400, 400, 404, 413, 403]
    assert [lacking(answer, personal=False) for answer in answers] == [[]] * 5


def test_cookies_are_for_this_site_and_no_script(city: City) -> None:
    browser = Client()
    answer = browser.post("/login/staff/", {"username": "clerk", "password": PASSWORD})
    page = browser.get("/login/staff/")
    mode = browser.get("/", {"mode": "elder"})

    morsels = {**answer.cookies, **page.cookies, **mode.cookies}
    assert set(morsels) == {"session", "csrf", "onething_mode"}
    assert {(str(m["samesite"]), bool(m["httponly"]), m["domain"]) for m in morsels.values()} == {("Lax", True, "")}


HTTPS_COOKIES = """
from onething.project import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)
"""


def test_over_https_cookies_belong_to_the_host_alone() -> None:
    command, environment = [sys.executable, "-c", HTTPS_COOKIES], {**os.environ, "ONETHING_HTTPS": "1"}

    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert shown.split() == ["__Host-session", "__Host-csrf", "True", "True", "31536000"]
