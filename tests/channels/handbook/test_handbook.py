"""The books for staff: who may read them, and that page, paper and file are the published bundle."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from builders.newborn import newborn
from builders.page_text import read_page
from builders.pdf_text import read_text
from onething.modules.guidance.api import read_handbook, read_procedure
from onething.platform.permissions import Role

MONDAY = date(2026, 11, 23)
PAGES = ("", "newborn/", "newborn/window/", "newborn/review/", "newborn/flow/")
FILES = ("newborn/procedure.pdf", "newborn/window.pdf", "newborn/review.pdf", "newborn/flow.bpmn")


@pytest.fixture
def officer(log_in) -> Client:  # type: ignore[no-untyped-def]
    return log_in(Role.APPROVER, body="police")


@pytest.mark.parametrize("page", [*PAGES, *FILES])
def test_strangers_are_sent_to_log_in(city: None, page: str) -> None:
    answer = Client().get(f"/handbook/{page}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


@pytest.mark.parametrize("page", [*PAGES, *FILES])
def test_an_auditor_does_not_work_by_them(log_in, page: str) -> None:  # type: ignore[no-untyped-def]
    assert log_in(Role.AUDITOR).get(f"/handbook/{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_title_and_few_statements(
    officer: Client, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    officer.get(f"/handbook/{page}")
    with django_assert_max_num_queries(9):
        answer = officer.get(f"/handbook/{page}")
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


def test_a_bundle_that_is_not_published_is_not_found(officer: Client) -> None:
    assert officer.get("/handbook/nothing/").status_code == 404
    assert officer.get("/handbook/nothing/procedure.pdf").status_code == 404


def test_the_shelf_names_every_bundle_with_its_books(officer: Client) -> None:
    words = read_page(officer.get("/handbook/").content).words
    assert "新生儿出生一件事" in words
    assert "开办餐饮店一件事" in words


def test_the_procedure_page_says_all_of_the_procedure(officer: Client) -> None:
    words = squeezed(read_page(officer.get("/handbook/newborn/").content).words)
    procedure = read_procedure(newborn(), start=MONDAY)
    for sheet in procedure.items:
        for said in (sheet.name, sheet.result, *sheet.opens, *sheet.situations, *(m.name for m in sheet.materials)):
            assert squeezed(said) in words
    for move in (*procedure.main, *procedure.otherwise):
        assert squeezed(move.what) in words
    for deadline in procedure.deadlines:
        assert squeezed(deadline.source) in words


def test_the_window_page_says_what_to_ask_to_look_at_and_to_say(officer: Client) -> None:
    words = squeezed(read_page(officer.get("/handbook/newborn/window/").content).words)
    handbook = read_handbook(newborn(), start=MONDAY)
    for question in handbook.questions:
        assert squeezed(question.text) in words
        for cause in (cause for option in question.options for cause in option.causes):
            assert squeezed(cause) in words
    for point in (point for sheet in handbook.items for m in sheet.materials for point in m.points):
        assert squeezed(point.say) in words
    for refusal in handbook.refusals:
        assert squeezed(refusal.say) in words


def test_an_officer_reads_the_review_points_of_the_own_body_first(officer: Client) -> None:
    words = read_page(officer.get("/handbook/newborn/review/").content).words
    assert "禾丰市公安局本部门" in words
    assert words.index("禾丰市公安局本部门") < words.index("禾丰市卫生健康委员会")


def test_the_flow_page_has_a_picture_and_the_same_as_a_list(officer: Client) -> None:
    content = officer.get("/handbook/newborn/flow/").content.decode()
    words = read_page(content.encode()).words
    assert content.count('class="fl-lane ') + content.count('class="fl-lane"') == 6
    assert "在“出生医学证明首次签发”之后" in words
    assert "3项同时办理" in words


def test_paper_and_file_are_made_of_the_same_bundle(officer: Client) -> None:
    paper = officer.get("/handbook/newborn/procedure.pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert "禾丰市" in read_text(paper.content)
    file = officer.get("/handbook/newborn/flow.bpmn")
    assert file["Content-Disposition"] == 'attachment; filename="newborn.bpmn"'
    assert file.content.startswith(b"<?xml")
    assert 'name="出生登记"'.encode() in file.content


def squeezed(text: str) -> str:
    return "".join(text.split())
