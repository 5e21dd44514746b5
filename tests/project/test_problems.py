"""Error pages: what is wrong, why, what to do next, a reference, and nothing of the inside."""

import json
import re

import pytest
from django.test import Client, RequestFactory

from onething.platform.permissions import Actor, Role
from onething.project.problems import forbidden, not_found

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("faulty_house")]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/nowhere/", 404, "不属于您"),
        ("/denied/", 403, "您当前的身份不能打开这个页面"),
        ("/broken/", 500, "不是您填写的问题"),
        ("/conflict/", 409, "刚刚被别人改过"),
        ("/outage/", 503, "暂时连不上"),
    ],
)
def test_each_error_has_its_page(client: Client, address: str, status: int, sentence: str) -> None:
    response = client.get(address)
    page = response.content.decode()

    assert response.status_code == status
    assert sentence in page
    assert "接下来可以这样做" in page
    assert not any(inside in page for inside in ("secret detail", "10.0.0.7", "Traceback", "only english"))


def test_an_address_that_only_takes_forms_says_so_when_it_is_opened(client: Client, settings: object) -> None:
    settings.ROOT_URLCONF = "onething.project.urls"  # type: ignore[attr-defined]

    response = client.get("/logout/", headers={"Accept": "text/html,*/*;q=0.8"})

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "这个地址不能直接打开" in response.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/broken/", "/outage/"])
def test_systems_get_problem_json(client: Client, address: str) -> None:
    response = client.get(address, headers={"Accept": "application/json"})
    problem = json.loads(response.content)

    assert response.headers["Content-Type"] == "application/problem+json"
    assert set(problem) == {"type", "status", "title", "detail", "code", "errors", "next_steps", "instance"}


@pytest.mark.parametrize(
    ("method", "address", "way"),
    [
        ("get", "/broken/?q=%E6%88%B7", 'href="/broken/?q=%E6%88%B7"'),
        ("post", "/broken/", 'href="/"'),  # what was posted is not posted again by a link
        ("get", "/nowhere/", 'href="/"'),
    ],
)
def test_the_button_tries_again_only_what_changes_nothing(client: Client, method: str, address: str, way: str) -> None:
    page = getattr(client, method)(address).content.decode()

    button = re.findall(r'<a class="button button--primary"[^>]*>', page)
    assert len(button) == 1
    assert way in button[0]


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.WINDOW_CLERK, "/counter/"),
        (Role.APPROVER, "/desk/"),
        (Role.SUPERVISOR, "/cockpit/"),
        (Role.AUDITOR, "/"),
        (Role.CITIZEN, "/"),
    ],
)
def test_everybody_is_led_back_to_where_they_work(role: Role, start: str) -> None:
    request = RequestFactory().get("/nowhere/")
    request.actor = Actor(role=role)  # type: ignore[attr-defined]

    for page in (not_found(request, Exception()), forbidden(request, Exception())):
        words = page.content.decode()
        assert f'<a class="button button--primary" href="{start}">' in words
        assert ("我的办件" in words) == (role is Role.CITIZEN)
        assert "退出" in words


def test_the_reference_can_be_read_out_and_found_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="onething.project.problems"):
        page = client.get("/nowhere/").content.decode()

    parts = re.findall(r'number__part">([0-9a-f]{4})<', page)
    assert len(parts) == 3
    assert "".join(parts) in caplog.text


def test_an_outage_says_when_to_come_back(client: Client) -> None:
    assert client.get("/outage/").headers["Retry-After"] == "10"


def test_a_broken_page_template_still_gives_an_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onething.project.problems.PAGE", "design/no_such_template.html")

    response = client.get("/broken/")

    assert response.status_code == 500
    assert "系统出错了" in response.content.decode()


def test_a_form_from_elsewhere_is_refused_with_a_way_out() -> None:
    response = Client(enforce_csrf_checks=True).post("/echo/", {"a": "b"})

    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


def test_every_answer_carries_the_protecting_headers(client: Client) -> None:
    headers = client.get("/echo/").headers

    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
