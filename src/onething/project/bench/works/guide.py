"""`guide`: the guide page as a browser gets it, against a bare render of its template with the same data."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template.backends.jinja2 import Template
from django.test import Client

from onething.project.bench.family import ANSWERS
from onething.project.bench.measuring import Row, Side, at_most, compare, counting

ROUNDS = 30
MOST_QUERIES = 5
ADDRESS = f"/things/newborn/guide/?{urlencode(ANSWERS)}"


class NoGuide(RuntimeError):
    """The page did not come."""


def measure() -> Iterator[Row]:
    """Ours is the whole way of a request: middleware, query, compile, pictures, render."""
    client = Client(HTTP_HOST="127.0.0.1")
    template, context, request = _rendered(client)
    with counting() as counts:
        _page(client)
    yield compare(
        "guide page",
        ours=Side(name="request", run=lambda _: _page(client)),
        other=Side(name="bare Jinja2 render", run=lambda _: template.render(context, request)),
        rounds=ROUNDS,
        judge=lambda _figure, _ratio: at_most(counts, statements=MOST_QUERIES),
        counts=counts,
    )


def _page(client: Client) -> None:
    answer = client.get(ADDRESS)
    if answer.status_code != 200:
        raise NoGuide(f"{ADDRESS}: {answer.status_code}")


def _rendered(client: Client) -> tuple[Template, dict[str, Any], HttpRequest]:
    """The template and the data of the page, taken from one real request."""
    seen: list[tuple[Template, dict[str, Any], HttpRequest]] = []
    render = Template.render

    def watch(self: Template, context: Any = None, request: Any = None) -> Any:
        seen.append((self, context, request))
        return render(self, context, request)

    Template.render = watch  # type: ignore[method-assign]
    try:
        _page(client)
    finally:
        Template.render = render  # type: ignore[method-assign]
    return seen[0]
