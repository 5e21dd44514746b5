"""The table of addresses, and a browser for each role that asks without leaving a trace."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver

from builders.tables import read_yaml
from builders.whole_life import City, Life

TABLE: Mapping[str, Any] = read_yaml(Path(__file__).parents[1] / "project" / "route_matrix.yaml")
ROLES: tuple[str, ...] = tuple(TABLE["roles"])
ROWS: Mapping[str, Mapping[str, tuple[str | int, ...]]] = TABLE["addresses"]
PUT_OFF = (401, "login", 403, 405, 404)  # answers of less and less distance; any other answer is further inside
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)


def all_addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Each with its view."""
    for pattern in patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from all_addresses(pattern.url_patterns, place)
        else:
            yield place, pattern.callback


def values_of(address: str, life: Life) -> dict[str, str]:
    """What stands for each word of the address: what the role that belongs there would open."""
    at_window = address.startswith("counter/")
    files = "counter_draft" if at_window and "<uuid:draft>" in address else "draft"
    files = "case" if address.startswith("desk/") else "application" if "<uuid:application>" in address else files
    return {
        "draft": str(life.counter_draft if at_window else life.draft),
        "application": str(life.application),
        "case": str(life.case),
        "file": str(life.files[files]),
        "paper": str(life.paper),
        "token": life.token,
        "authority": str(life.authority),
        "client": str(life.client),
        "webhook": str(life.client),  # whatever it is: no browser comes that far
        "message": "msg_1",
        "body": "health",
        "letter": str(life.case),
        "session": str(life.case),
        "hearing": str(life.case),
        "consultation": str(life.case),
        "pre_review": str(life.case),
        "approval": str(life.case),
        "check": str(life.case),
        "task": str(life.case),
        "step": "extend",
        "mandate": str(life.case),
        "code": "newborn",
        "label": "national",
        "kind": "bundle",
        "login": "system-admin",
        "app_label": "catalogue",
        "page": "form",
        "party": "mother",
        "key": "mother:bank-card",
    }


def written(address: str, values: Mapping[str, str]) -> str:
    """The address with these values, and with its query."""
    query = TABLE["queries"].get(address, "")
    path = re.sub(r"<\w+:(\w+)>", lambda word: quote(values[word[1]], safe=":"), address)
    return f"/{path}?{query}" if query else f"/{path}"


def furthest(rows: Mapping[str, tuple[str | int, ...]]) -> str:
    """The role that comes furthest at the address of these rows; the others are stopped before it."""

    def comes(role: str) -> int:
        cells = (row[ROLES.index(role)] for row in rows.values())
        return max(PUT_OFF.index(cell) if cell in PUT_OFF else len(PUT_OFF) for cell in cells)

    return max(ROLES, key=comes)


class Asker:
    """One browser a role; nothing that a request changed outlives it, neither in the database nor in the cookies."""

    def __init__(self, city: City, **given: Any) -> None:
        self.browsers = {role: city.browser(role, **given) for role in ROLES}
        for browser in self.browsers.values():
            browser.get("/livez")  # the first visit is noted once, not anew at every request that is taken back
        self.cookies = {role: deepcopy(browser.cookies) for role, browser in self.browsers.items()}

    def ask(self, role: str, method: str, path: str, **given: Any) -> tuple[HttpResponse, set[str]]:
        """The answer, and the tables that were written."""
        browser: Client = self.browsers[role]
        browser.cookies = deepcopy(self.cookies[role])
        tables: set[str] = set()

        def spy(execute: Any, sql: str, *rest: Any) -> Any:
            if change := WRITING.match(sql):
                tables.add(change[1])
            return execute(sql, *rest)

        send = browser.get if method == "GET" else browser.post if method == "POST" else browser.put
        before = transaction.savepoint()  # no atomic block: some reads insist on being outermost
        with connection.execute_wrapper(spy):
            answer = send(path, **given)
        transaction.savepoint_rollback(before)
        return answer, tables


def outcome(answer: HttpResponse) -> str | int:
    """The status; a redirect to the log-in page is `login`."""
    to_login = answer.status_code == 302 and answer["Location"].partition("?")[0] == "/login/"
    return "login" if to_login else answer.status_code
