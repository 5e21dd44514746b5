"""`row3`, `row3l`: file an application of one item over HTTP, and list twenty cases, at many stored (PostgreSQL).

Ours is the portal's submission by a logged-in citizen and the work list of a desk, each with rights, log and page.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client

from onething.modules.handling.api import Case
from onething.platform import clock
from onething.platform.permissions import Actor
from onething.project.bench.bare_table import prepare_table
from onething.project.bench.family import SINGLE, plain_draft
from onething.project.bench.generate import generate
from onething.project.bench.measuring import Figure, Goal, Row, Side, at_most, counting, ratio_goal, row_of, take_turns
from onething.project.bench.peers import SCRIPTS, database_address, peer_program
from onething.project.bench.serving import OUR_GRANIAN, Request, Server, granian, our_house, serving
from onething.project.bench.sizes import chosen
from onething.project.bench.visitors import browser_of, citizen, cookies_of, officer

FEW = 1_000
ROUNDS = 40
LISTS = 60
FLOOR, PEER = "one statement", "bare DRF"
MOST_TO_FILE, MOST_TO_LIST = 15, 5
"""Of the whole request, session, account and page frame included; more fails the run."""
MOST_CPU = 10.0
MOST_OF_PEER = 1 / 0.35
MOST_GROWTH = 1.2
JSON = (("Content-Type", "application/json"),)
FILED = {
    "bundle": "bench", "region": "990100", "applicant": "林知夏", "idno": "770101199403120025", "phone": "13900000001",
    "start": "2026-11-01", "due": "2026-11-20", "form": {"fields": {"a": "文字", "b": "文字", "c": "文字"}},
}  # fmt: skip


def measure_filing() -> Iterator[Row]:
    """POST a case."""
    if connection.vendor != "postgresql":
        return
    _store(chosen().stored)
    account, actor = citizen()
    browser = browser_of(account)
    with ExitStack() as stack:
        sides = [
            Side(name="row3", prepare=lambda: _posts(browser, actor), run=partial(_ask, _ours(stack))),
            *(Side(name=name, prepare=_bare_posts, run=partial(_ask, server)) for name, server in _bare(stack)),
        ]
        counts = _count_filing(browser, actor)
        mine, *others = take_turns(sides, rounds=ROUNDS)
    for side, theirs in zip(sides[1:], others, strict=True):
        judge = partial(_judge_filing, side.name, counts)
        yield row_of(f"row3: file at {chosen().stored:,}", mine, side.name, theirs, counts=counts, judge=judge)


def measure_listing() -> Iterator[Row]:
    """List twenty, at a thousand and at many more."""
    if connection.vendor != "postgresql":
        return
    browser = browser_of(officer())
    few = None
    for size in (FEW, chosen().stored):
        _store(size)
        with ExitStack() as stack:
            sides = [
                Side(name="row3l", prepare=lambda: _list(browser), run=partial(_ask, _ours(stack))),
                *(Side(name=name, prepare=_bare_lists, run=partial(_ask, server)) for name, server in _bare(stack)),
            ]
            counts = _count_listing(browser)
            mine, *others = take_turns(sides, rounds=LISTS)
        for side, theirs in zip(sides[1:], others, strict=True):
            judge = partial(_judge_listing, counts, few)
            told = counts | {"p95 in us": round(mine.worst * 1000)}
            yield row_of(f"row3l: list 20 of {size:,}", mine, side.name, theirs, counts=told, judge=judge)
        few = mine


def _store(size: int) -> None:
    """So many cases here, and so many rows for the bare sides."""
    there = Case.objects.count()
    if there < size:
        generate(cases=size - there, now=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_event, bare_case; DROP SEQUENCE IF EXISTS bare_number")
    prepare_table(size)


def _ours(stack: ExitStack) -> Server:
    return stack.enter_context(serving(our_house(), health="/livez"))


def _bare(stack: ExitStack) -> list[tuple[str, Server]]:
    """The floor, and the peer where there is one, behind the same server."""
    surroundings = {"DATABASE_URL": database_address()}
    floor = granian(OUR_GRANIAN, "onething.project.bench.floor_app:application")
    found = [(FLOOR, stack.enter_context(serving(floor, health="/cases", environment=surroundings)))]
    if program := peer_program("granian"):
        bare = serving(
            granian(str(program), "drf:application"), health="/cases", environment=surroundings, folder=SCRIPTS
        )
        found.append((PEER, stack.enter_context(bare)))
    return found


def _ask(server: Server, requests: list[Request]) -> object:
    return server.cost_of(requests)


def _posts(client: Client, actor: Actor) -> list[Request]:
    """A finished draft, to be submitted; she files again and again, and the same answers would be the same draft."""
    token = secrets.token_hex(16)
    cookies = cookies_of(client, **{settings.CSRF_COOKIE_NAME: token})
    headers = (("Cookie", cookies), ("Content-Type", "application/x-www-form-urlencoded"))
    body = urlencode({"declaration": "yes", "csrfmiddlewaretoken": token})
    path = f"/drafts/{plain_draft(SINGLE, actor, clock.now())}/check/"
    return [Request(method="POST", path=path, status=302, body=body, headers=headers)]


def _bare_posts() -> list[Request]:
    body = json.dumps(FILED, ensure_ascii=False)
    return [Request(method="POST", path="/cases", status=201, body=body, headers=JSON)]


def _list(client: Client) -> list[Request]:
    return [Request(method="GET", path="/desk/", status=200, headers=(("Cookie", cookies_of(client)),))]


def _bare_lists() -> list[Request]:
    return [Request(method="GET", path="/cases", status=200)]


def _count_filing(client: Client, actor: Actor) -> dict[str, int]:
    """Statements of the whole request, in this process, which has filed before: it knows the version and who listens."""
    client.post(f"/drafts/{plain_draft(SINGLE, actor, clock.now())}/check/", {"declaration": "yes"})
    draft = plain_draft(SINGLE, actor, clock.now())  # only now: while the first was open, it was the same
    with counting() as counts:
        answer = client.post(f"/drafts/{draft}/check/", {"declaration": "yes"})
    if answer.status_code != 302:
        raise LookupError(answer.status_code)
    return counts


def _count_listing(client: Client) -> dict[str, int]:
    client.get("/desk/")
    with counting() as counts:
        answer = client.get("/desk/")
    if answer.status_code != 200:
        raise LookupError(answer.status_code)
    return counts


def _judge_filing(other: str, counts: dict[str, int], ours: Figure, ratio: float) -> tuple[Goal, ...]:
    goals = (
        *at_most(counts, statements=MOST_TO_FILE),
        Goal(text=f"≤ {MOST_CPU:g} ms CPU", met=ours.cpu <= MOST_CPU),
    )
    return (*goals, ratio_goal(ratio, MOST_OF_PEER)) if other == PEER else goals


def _judge_listing(counts: dict[str, int], few: Figure | None, ours: Figure, _ratio: float) -> tuple[Goal, ...]:
    goals = at_most(counts, statements=MOST_TO_LIST)
    if few is None:
        return goals
    return (*goals, Goal(text="p95 ≤ 1.2x of p95 at 1,000", met=ours.worst <= few.worst * MOST_GROWTH))
