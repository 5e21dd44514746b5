"""Choosing 长辈版: remembered, on the same page, and never a way out of the house."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from onething.channels.design.middleware import remember_mode
from onething.channels.design.modes import COOKIE, Mode, mode_address, mode_of

ask = RequestFactory()


def answer(request: HttpRequest) -> HttpResponse:
    return remember_mode(lambda _: HttpResponse("page"))(request)


def test_choosing_a_mode_remembers_it_and_returns_to_the_same_page() -> None:
    response = answer(ask.get("/guide/newborn/?step=2&mode=elder&q=出生"))
    assert (response.status_code, response.headers["Location"]) == (302, "/guide/newborn/?step=2&q=%E5%87%BA%E7%94%9F")
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("elder", True, "Lax")


def test_one_click_leads_back() -> None:
    response = answer(ask.get("/?mode=standard"))
    assert (response.headers["Location"], response.cookies[COOKIE].value) == ("/", "standard")


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example/", "/\\evil.example/"])
def test_the_redirect_never_leaves_this_host(path: str) -> None:
    request = ask.get("/")
    request.path = path
    request.GET = request.GET.copy()
    request.GET["mode"] = "elder"
    location = answer(request).headers["Location"]
    assert location.startswith("/evil.example/")


@pytest.mark.parametrize("request_", [ask.get("/?mode=rude"), ask.get("/?mode="), ask.post("/?mode=elder")])
def test_anything_else_passes_through_and_sets_nothing(request_: HttpRequest) -> None:
    response = answer(request_)
    assert (response.content, COOKIE in response.cookies) == (b"page", False)


def test_pages_differ_by_cookie() -> None:
    assert answer(ask.get("/")).headers["Vary"] == "Cookie"


@pytest.mark.parametrize(
    ("cookie", "mode"),
    [("elder", Mode.ELDER), ("standard", Mode.STANDARD), ("<x>", Mode.STANDARD), (None, Mode.STANDARD)],
)
def test_the_cookie_decides_the_mode(cookie: str | None, mode: Mode) -> None:
    request = ask.get("/")
    if cookie is not None:
        request.COOKIES[COOKIE] = cookie
    assert mode_of(request) is mode


def test_the_switch_keeps_the_rest_of_the_address() -> None:
    assert mode_address(ask.get("/a/?b=1&mode=elder"), "standard") == "/a/?b=1&mode=standard"
    assert mode_address(None, "elder") == "?mode=elder"
