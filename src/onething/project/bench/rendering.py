"""One page of ours in this process: the whole request, and only the drawing of its template with the data it got."""

from collections.abc import Callable
from typing import Any

from django.template.backends.jinja2 import Template
from django.test import Client


class NoPage(RuntimeError):
    """The page did not come."""


def page_at(client: Client, address: str) -> bytes:
    """The whole request."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise NoPage(f"{address}: {answer.status_code}")
    return bytes(answer.content)


def render_of(client: Client, address: str) -> Callable[[], str]:
    """Draw the page once more with the data that one real request gave to its template."""
    seen: list[Callable[[], str]] = []
    render = Template.render

    def watch(self: Template, context: Any = None, request: Any = None) -> Any:
        seen.append(lambda: str(render(self, context, request)))
        return render(self, context, request)

    Template.render = watch  # type: ignore[method-assign]
    try:
        page_at(client, address)
    finally:
        Template.render = render  # type: ignore[method-assign]
    return seen[0]
