"""`guide`: the guide page as a browser gets it, against a bare render of its template with the same data."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.test import Client

from onething.project.bench.family import ANSWERS
from onething.project.bench.measuring import Row, Side, at_most, compare, counting
from onething.project.bench.rendering import page_at, render_of

ROUNDS = 30
MOST_QUERIES = 5
ADDRESS = f"/things/newborn/guide/?{urlencode(ANSWERS)}"


def measure() -> Iterator[Row]:
    """Ours is the whole way of a request: middleware, query, compile, pictures, render."""
    client = Client(HTTP_HOST="127.0.0.1")
    render = render_of(client, ADDRESS)
    with counting() as counts:
        page_at(client, ADDRESS)
    yield compare(
        "guide page",
        ours=Side(name="request", run=lambda _: page_at(client, ADDRESS)),
        other=Side(name="bare Jinja2 render", run=lambda _: render()),
        rounds=ROUNDS,
        judge=lambda _figure, _ratio: at_most(counts, statements=MOST_QUERIES),
        counts=counts,
    )
