"""Every address says what it is for: an address nobody thought about does not get in."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from onething.platform.permissions import Action, action_of, public, requires


def addresses_without_purpose(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Each address whose view says neither `@requires(Action.X)` nor `@public`."""
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses_without_purpose(pattern.url_patterns, place)
        elif not says_its_purpose(pattern.callback):
            yield place


def says_its_purpose(view: object) -> bool:
    purpose = action_of(view)
    return isinstance(purpose, Action) or purpose == "public"


def test_every_address_of_the_house_says_what_it_is_for() -> None:
    assert list(addresses_without_purpose(get_resolver().url_patterns)) == []


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def open_to_all(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    ("view", "missing"),
    [(answer, ["new/"]), (public(open_to_all), []), (requires(Action.CASE_READ)(answer), [])],
)
def test_an_address_without_purpose_is_named(view: Callable[..., HttpResponse], missing: list[str]) -> None:
    assert list(addresses_without_purpose([path("new/", view)])) == missing
