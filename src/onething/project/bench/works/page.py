"""`row7`, `row7s`: a page of forty fields, first opened on a phone over slow 4G, and drawn by the server (SQLite).

It is the portal's page of the one form for the one party of the invented bundle of seven items: the widest of ours.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.db import connection
from django.test import Client

from onething.modules.intake.api import draft_of, open_draft
from onething.platform import clock
from onething.project.bench.browsing import Score, Visit, browser, chromium, lighthouse, visit
from onething.project.bench.family import JOIN
from onething.project.bench.measuring import Cost, Figure, Goal, Row, Side, counting, ratio_goal, row_of, take_turns
from onething.project.bench.plain_pages import (
    PlainField,
    django_form,
    govuk_folder,
    least_page,
    plain_fields,
    write_govuk,
    write_least,
)
from onething.project.bench.rendering import page_at, render_of
from onething.project.bench.serving import OUR_GRANIAN, granian, our_house, serving
from onething.project.bench.visitors import browser_of, citizen

FIELDS = 40
LOADS, RENDERS = 5, 40
OURS, FLOOR, GOVUK, WIDGETS, DRAWN = "row7", "least page", "GOV.UK Frontend", "Django Form widgets", "least page drawn"
MOST_BYTES, MOST_REQUESTS = 60_000, 8
MOST_LCP, MOST_BLOCKED = 1500.0, 100.0
LEAST_SCORES = Score(performance=95, accessibility=100)
MOST_OF_WIDGETS = 0.25
NANO = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The page of ours, and who may see it."""

    client: Client
    path: str
    fields: list[PlainField]

    @property
    def cookies(self) -> dict[str, str]:
        """Of the citizen who is logged in."""
        return {name: morsel.value for name, morsel in self.client.cookies.items()}


@dataclass(slots=True, kw_only=True)
class Seen:
    """A side's page, and every visit to it."""

    name: str
    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    score: Score | None = None

    @property
    def told(self) -> dict[str, int]:
        """What was counted, of the last visit, and the median time that the page was stuck."""
        last = self.visits[-1]
        found = {"bytes": last.size, "requests": last.requests, "web fonts": last.fonts, "TBT in ms": self.blocked}
        if self.score is None:
            return found
        return found | {"Lighthouse": self.score.performance, "its a11y": self.score.accessibility}

    @property
    def blocked(self) -> int:
        """The median of all visits."""
        return round(median(one.blocked for one in self.visits))


def measure_loading() -> Iterator[Row]:
    """Time is that of the largest contentful paint; `cpu` is that of the page's main thread, four times slowed."""
    if connection.vendor != "sqlite":
        return
    program = chromium()
    if program is None:
        sys.stderr.write("row7：没有 playwright（开发依赖）或系统的 chromium，没有测。\n")
        return
    asked = _asked()
    with ExitStack() as stack:
        pages = _pages(stack, asked)
        with browser(program) as opened:
            sides = [Side(name=page.name, run=partial(_visit, opened, page)) for page in pages]
            mine, *others = take_turns(sides, rounds=LOADS)
        for page in (page for page in pages if page.name != FLOOR):
            page.score = lighthouse(program, page.url, page.cookies)
    for page, theirs in zip(pages[1:], others, strict=True):
        counts = pages[0].told | {f"{name} of {page.name}": count for name, count in page.told.items()}
        judge = partial(_judge_loading, pages[0])
        yield row_of(f"row7: load {FIELDS} fields", mine, page.name, theirs, counts=counts, judge=judge)


def measure_rendering() -> Iterator[Row]:
    """Only the drawing, the data being there; and, told apart, our whole request."""
    if connection.vendor != "sqlite":
        return
    asked = _asked()
    drawn = render_of(asked.client, asked.path)
    with counting() as counts:
        page_at(asked.client, asked.path)
    least, widgets = least_page(asked.fields), django_form(asked.fields)
    sides = [
        Side(name="row7s", run=lambda _: drawn()),
        Side(name=WIDGETS, run=lambda _: widgets()),
        Side(name=DRAWN, run=lambda _: least()),
        Side(name="request", run=lambda _: page_at(asked.client, asked.path)),
    ]
    mine, theirs, floor, whole = take_turns(sides, rounds=RENDERS)
    told = {"bytes": len(drawn().encode()), f"bytes of {WIDGETS}": len(widgets().encode())}
    yield row_of(
        f"row7s: draw {FIELDS} fields", mine, WIDGETS, theirs, cpu_ratio=True, counts=told, judge=_judge_rendering
    )
    yield row_of(f"row7s: draw {FIELDS} fields", mine, DRAWN, floor, cpu_ratio=True)
    yield row_of("row7s: whole request", whole, WIDGETS, theirs, cpu_ratio=True, counts=counts)


def _asked() -> Asked:
    """A draft in which nothing is filled yet."""
    account, actor = citizen()
    draft = open_draft(bundle=JOIN, answers={}, actor=actor, now=clock.now())
    (section,) = draft_of(draft, actor=actor, now=clock.now()).reading.form
    if len(section.fields) != FIELDS:
        raise LookupError(len(section.fields))
    client = browser_of(account)
    path = f"/drafts/{draft}/parties/{section.party}/"
    page_at(client, path)  # a session's first request marks it as used
    return Asked(client=client, path=path, fields=plain_fields(section.fields))


def _pages(stack: ExitStack, asked: Asked) -> list[Seen]:
    """Ours from the house as it is served; the others as files from the same server."""
    folder = Path(stack.enter_context(TemporaryDirectory()))
    write_least(folder / "least", asked.fields)
    frontend = govuk_folder()
    if frontend is not None:
        write_govuk(folder / "govuk", asked.fields, frontend)
    house = stack.enter_context(serving(our_house(), health="/livez"))
    plain = granian(OUR_GRANIAN, "onething.project.bench.plain_app:application")
    files = stack.enter_context(serving(plain, health="/least/", environment={"BENCH_PAGES": str(folder)}))
    found = [
        Seen(name=OURS, url=house.url + asked.path, cookies=asked.cookies),
        Seen(name=FLOOR, url=f"{files.url}/least/"),
    ]
    return found if frontend is None else [*found, Seen(name=GOVUK, url=f"{files.url}/govuk/")]


def _visit(opened: object, page: Seen, _: object) -> Cost:
    seen = visit(opened, page.url, page.cookies)  # type: ignore[arg-type]
    page.visits.append(seen)
    return Cost(wall=round(seen.lcp * NANO), cpu=round(seen.busy * NANO))


def _judge_loading(page: Seen, ours: Figure, _ratio: float) -> tuple[Goal, ...]:
    last = page.visits[-1]
    goals = [
        Goal(text=f"≤ {MOST_BYTES:,} B", met=last.size <= MOST_BYTES, counted=True),
        Goal(text=f"≤ {MOST_REQUESTS} requests", met=last.requests <= MOST_REQUESTS, counted=True),
        Goal(text="no web font", met=not last.fonts, counted=True),
        Goal(text=f"LCP ≤ {MOST_LCP:g} ms", met=ours.wall <= MOST_LCP),
        Goal(text=f"TBT ≤ {MOST_BLOCKED:g} ms", met=page.blocked <= MOST_BLOCKED),
    ]
    if page.score is not None:
        wanted = LEAST_SCORES
        goals += [
            Goal(text=f"Lighthouse ≥ {wanted.performance}", met=page.score.performance >= wanted.performance),
            Goal(text=f"a11y {wanted.accessibility}", met=page.score.accessibility >= wanted.accessibility),
        ]
    return tuple(goals)


def _judge_rendering(_ours: Figure, ratio: float) -> tuple[Goal, ...]:
    return (ratio_goal(ratio, MOST_OF_WIDGETS),)
