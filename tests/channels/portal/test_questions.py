"""The question page: nothing chosen, an answer changed, an old link, and strange addresses."""

import pytest
from django.test import Client

from builders.page_text import read_page

PAGE = "/things/newborn/questions/"


def test_choosing_nothing_is_told_at_the_top_and_at_the_field(portal: Client) -> None:
    page = read_page(portal.get(f"{PAGE}?married=yes&asked=births").content)
    assert page.title.startswith("错误：这次生了几个孩子")
    assert page.words.count("请选择一项，再继续。") == 2
    assert ("married", "yes") in page.fields
    assert "#field-births" in page.links


def test_an_answer_redirects_to_the_next_question_without_traces(portal: Client) -> None:
    answer = portal.get(f"{PAGE}?births=one&married=yes&asked=births&leave_out=childcare-subsidy")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{PAGE}?married=yes&births=one&leave_out=childcare-subsidy"


def test_changing_one_answer_keeps_the_others(portal: Client) -> None:
    page = read_page(portal.get(f"{PAGE}?married=yes&births=two&applicant=father&change=births").content)
    assert page.chosen == [("births", "two")]
    assert page.fields == [("married", "yes"), ("applicant", "father"), ("asked", "births")]


def test_an_option_from_an_older_version_asks_the_question_again(portal: Client) -> None:
    page = read_page(portal.get(f"{PAGE}?married=yes&births=nine").content)
    assert "这次生了几个孩子" in page.words
    assert page.chosen == []


def test_an_answer_that_leads_elsewhere_ends_the_questions(portal: Client) -> None:
    answer = portal.get(f"{PAGE}?married=no&asked=married", follow=True)
    assert answer.redirect_chain == [("/things/newborn/guide/?married=no", 302)]
    page = read_page(answer.content)
    assert page.title.startswith("请到窗口办理")
    assert "窗口一次告知还要什么，并帮您逐项办理" in page.words
    assert "禾丰市青禾区丰收大道100号" in page.words


def test_not_sure_says_what_happens_then(portal: Client) -> None:
    address = f"{PAGE}?married=yes&births=one&applicant=mother&household_of=father"
    page = read_page(portal.get(address).content)
    assert ("household_place", "unsure") in page.radios
    assert "提交前请回来选定" in page.words
    assert "第5个问题，后面最多还有2个" in page.words


@pytest.mark.parametrize(
    "query",
    [
        "?asked=nothing",
        "?change=nothing",
        "?change=same_ethnicity&asked=married",
        "?married=yes&married=no",
        "?leave_out=nothing&leave_out=%22%3E%3Cscript%3E",
        "?" + "&".join(f"k{n}=v" for n in range(900)),
        "?%F0%9F%92%A9=1",
        "?married=" + "y" * 5000,
    ],
)
@pytest.mark.parametrize("page", ["", "questions/", "guide/", "guide.json", "guide.pdf"])
def test_strange_addresses_are_harmless(portal: Client, page: str, query: str) -> None:
    answer = portal.get(f"/things/newborn/{page}{query}", follow=True)
    assert answer.status_code == 200
    assert b"<script>" not in answer.content


@pytest.mark.parametrize("query", ["?married=%00", "?leave_out=%00", "?a=%ED%A0%80%00"])
def test_characters_that_cannot_be_stored_are_refused_in_words(portal: Client, query: str) -> None:
    answer = portal.get(f"/things/newborn/guide/{query}")
    assert answer.status_code == 400
    assert "看不见" in answer.content.decode() or "不可见" in answer.content.decode()


@pytest.mark.parametrize("page", ["", "questions/", "guide/", "guide.json", "guide.pdf"])
def test_a_thing_that_is_not_offered_leads_back_to_the_list(portal: Client, page: str) -> None:
    answer = portal.get(f"/things/nothing/{page}")
    assert answer.status_code == 404
    found = read_page(answer.content)
    assert "没有找到这件事" in found.words
    assert "/" in found.links


@pytest.mark.parametrize("page", ["", "questions/", "guide/", "guide.json", "guide.pdf"])
def test_pages_are_only_read(portal: Client, page: str) -> None:
    assert portal.post(f"/things/newborn/{page}").status_code == 405
