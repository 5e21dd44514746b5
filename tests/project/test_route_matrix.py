"""Every address, asked by every role, by each method, about a real object and about one that does not exist."""

import re
from collections.abc import Iterator, Mapping

import pytest
from django.http import HttpResponse
from django.urls import get_resolver

from builders.asking import ROLES, ROWS, Asker, all_addresses, furthest, outcome, values_of, written
from builders.leaking import lacking, named_by
from builders.whole_life import City, Life
from onething.platform.permissions import Action, Role, action_of, may_at_all

Cells = tuple[str | int, ...]
Rows = Mapping[str, Cells]
NOBODYS = "0193a3c4-0000-7000-8000-00000000000"
OBJECTS = ("draft", "application", "case", "file", "paper", "authority", "client")
CLOSED = ("login", 401, 403, 404, 405)
POSTS = {
    "anonymous": Role.ANONYMOUS, "owner": Role.CITIZEN, "stranger": Role.CITIZEN, "clerk": Role.WINDOW_CLERK,
    "clerk_elsewhere": Role.WINDOW_CLERK, "officer": Role.APPROVER, "officer_elsewhere": Role.APPROVER,
    "supervisor": Role.SUPERVISOR, "system_admin": Role.SYSTEM_ADMIN, "auditor": Role.AUDITOR,
    "body_head": Role.BODY_HEAD, "body_head_elsewhere": Role.BODY_HEAD, "government_head": Role.GOVERNMENT_HEAD,
}  # fmt: skip
MAY_BE_WRITTEN_BY_LOOKING = {"identity_session", "logs_access", "notify_message", "papers_verifyattempts"}
MOVING = re.compile(
    r"(?<=number__part\">)[0-9a-f]{4}(?=<)|[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|value=\"\w{64}\"|/[^\s\"]*"
)


def words_of(answer: HttpResponse) -> str:
    """The page without ids, tokens and addresses."""
    return MOVING.sub("", answer.content.decode())


def test_every_address_stands_in_the_table_and_the_table_names_no_other() -> None:
    assert sorted(address for address, _ in all_addresses(get_resolver().url_patterns)) == sorted(ROWS)


@pytest.mark.once
def test_every_answer_is_the_tables_and_tells_no_more_than_it_should(city: City, life: Life) -> None:
    """One walk for all that is asked of every answer: its outcome, what looking wrote, its headers, whom it names."""
    asker = Asker(city)
    wrong: list[str] = []
    for address, rows in ROWS.items():
        real = written(address, values_of(address, life))
        personal = rows["GET"][0] == "login"
        for method, cells in rows.items():
            for role, expected in asked_for(rows, cells):
                answer, tables = asker.ask(role, method, real)
                found = {
                    f"not {expected} but": [outcome(answer)] if outcome(answer) != expected else [],
                    "wrote": sorted(tables - MAY_BE_WRITTEN_BY_LOOKING) if method == "GET" else [],
                    "lacks": lacking(answer, personal=personal),
                    "names": named_by(answer),
                }
                wrong += [f"{method} {address} by {role}: {what} {those}" for what, those in found.items() if those]

    assert "\n".join(wrong) == ""


def asked_for(rows: Rows, cells: Cells) -> Iterator[tuple[str, str | int]]:
    """Roles and what they meet; a method that does not exist here, by who is unknown and by who comes furthest."""
    nobody_has_it = set(cells) == {405}
    for role, expected in zip(ROLES, cells, strict=True):
        if not nobody_has_it or role in {"anonymous", furthest(rows)}:
            yield role, expected


@pytest.mark.once
def test_what_is_somebody_elses_answers_like_what_does_not_exist(city: City, life: Life) -> None:
    asker = Asker(city)
    wrong: list[str] = []
    for address, method, role, expected in cells_about_objects():
        values = values_of(address, life)
        nobodys = values | {word: f"{NOBODYS}{n}" for n, word in enumerate(OBJECTS)}
        unknown, _ = asker.ask(role, method, written(address, nobodys))
        if outcome(unknown) not in ({expected} if expected in CLOSED else {404, 400} & {404, expected}):
            wrong.append(f"{method} {address} by {role} about nothing: {outcome(unknown)}")
        if expected == 404:
            answer, _ = asker.ask(role, method, written(address, values))
            if words_of(answer) != words_of(unknown):
                wrong.append(f"{method} {address} by {role}: the page tells that it exists")

    assert wrong == []


def cells_about_objects() -> Iterator[tuple[str, str, str, str | int]]:
    """Of those whom the house stops alike before it looks for the object (no right, no method, no token), one."""
    views = dict(all_addresses(get_resolver().url_patterns))
    for address, rows in ROWS.items():
        if any(f":{word}>" in address for word in OBJECTS):
            for method, cells in rows.items():
                stopped: set[str | int] = set()
                for role, expected in zip(ROLES, cells, strict=True):
                    if not (expected in stopped and is_stopped_early(views[address], role, expected)):
                        yield address, method, role, expected
                    stopped.add(expected)


def is_stopped_early(view: object, role: str, expected: str | int) -> bool:
    action = action_of(view)
    return expected in {401, 405} or (isinstance(action, Action) and not may_at_all(POSTS[role], action))


@pytest.mark.once
def test_no_other_method_gets_anywhere(city: City, life: Life) -> None:
    """Asked for by who comes furthest with the methods there are: rights are asked before methods.

    Django's administration shows its pages to whatever method, as to GET.
    """
    asker = Asker(city)
    wrong: list[str] = []
    for address, rows in ROWS.items():
        role, path = furthest(rows), written(address, values_of(address, life))
        shown = {rows["GET"][ROLES.index(role)]} if address.startswith("admin/") else set()
        answer, tables = asker.ask(role, "PUT", path)
        if outcome(answer) not in {*CLOSED, *shown} or tables - MAY_BE_WRITTEN_BY_LOOKING:
            wrong.append(f"PUT {address} by {role}: {outcome(answer)} {tables}")

    assert wrong == []


MIXED = [
    ("owner", "/drafts/{draft}/files/{application_file}"),
    ("owner", "/drafts/{draft}/files/{counter_file}"),
    ("owner", "/applications/{application}/files/{draft_file}"),
    ("owner", "/applications/{application}/files/{counter_file}"),
    ("owner", "/drafts/{counter_draft}/"),
    ("clerk", "/counter/drafts/{draft}/"),
    ("clerk", "/counter/drafts/{draft}/files/{draft_file}"),
    ("clerk", "/counter/drafts/{counter_draft}/files/{draft_file}"),
    ("clerk", "/counter/applications/{application}/files/{counter_file}"),
    ("officer", "/desk/cases/{case}/files/{application_file}"),
    ("officer", "/desk/cases/{case}/files/{draft_file}"),
    ("officer", "/desk/cases/{application}/"),
    ("clerk", "/counter/applications/{case}/"),
]


def test_one_key_opens_no_second_door(city: City, life: Life) -> None:
    """An object of one's own in the address does not open what belongs elsewhere."""
    asker = Asker(city)
    ids = {
        "draft": life.draft,
        "counter_draft": life.counter_draft,
        "application": life.application,
        "case": life.case,
        "draft_file": life.files["draft"],
        "counter_file": life.files["counter_draft"],
        "application_file": life.files["application"],
    }

    answers = {(role, path): outcome(asker.ask(role, "GET", path.format(**ids))[0]) for role, path in MIXED}

    assert answers == dict.fromkeys(MIXED, 404)
