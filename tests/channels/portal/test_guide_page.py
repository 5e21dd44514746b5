"""The guide page says exactly what the plan says, and PDF and JSON are the same plan."""

import gzip
import json
from datetime import date
from urllib.parse import urlencode

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from builders.newborn import ANSWERS, newborn
from builders.page_text import Page, read_page
from builders.pdf_text import read_text
from onething.core.planning import Plan, Standing, Treatment, plan_data
from onething.modules.guidance.api import guide_from, item_names

PAGE = "/things/newborn/guide/"
BUDGET = 60_000
CHOICES: list[dict[str, str]] = [
    ANSWERS,
    ANSWERS | {"births": "three", "same_ethnicity": "no", "applicant": "father"},
    ANSWERS | {"household_place": "elsewhere"},
    {"married": "yes"},
    {},
]


def plan_of(answers: dict[str, str], *leave_out: str) -> Plan:
    return guide_from(source=newborn(), answers=answers, leave_out=leave_out, start=date(2026, 11, 23)).plan


def read(portal: Client, answers: dict[str, str], *leave_out: str) -> Page:
    query = urlencode([*answers.items(), *(("leave_out", key) for key in leave_out)])
    return read_page(portal.get(f"{PAGE}?{query}").content)


def flat(text: str) -> str:
    return "".join(text.split())


def test_what_may_follow_later_is_offered_with_its_time_its_consequence_and_its_source(portal: Client) -> None:
    page = read(portal, ANSWERS | {"same_ethnicity": "no"}).words

    assert "现在没有的，可以选“以后再交”：签承诺书，受理之日起5个工作日内交来" in page
    assert "到期没有交的，责令在3个工作日内补交；仍没有交的，撤销受理" in page
    assert "禾丰市容缺受理清单" in page


@pytest.mark.parametrize("answers", CHOICES)
def test_every_item_reason_material_and_date_of_the_plan_stands_on_the_page(
    portal: Client, answers: dict[str, str]
) -> None:
    plan, words = plan_of(answers), read(portal, answers).words
    assert plan.schedule is not None
    for name in item_names(plan).values():
        assert flat(name) in words
    for thing in (*plan.items, *plan.materials):
        if thing not in [m for m in plan.materials if m.treatment is Treatment.SUBMIT]:
            assert flat(" ".join(reason.text for reason in thing.reasons)) in words
    for material in plan.materials:
        assert flat(material.name) in words
    for slot in plan.schedule.slots:
        assert f"{slot.promised_on.month}月{slot.promised_on.day}日" in words
        assert flat(slot.promised_label) in words
    for question in plan.open_questions:
        assert question.text in words


def test_the_promise_comes_first_in_words_and_date(portal: Client) -> None:
    page = read(portal, ANSWERS)
    assert page.headings == 1
    assert "今天提交，11月30日周一前全部办好" in page.words
    assert "2026年11月23日提交，2026年11月30日前办结，承诺5个工作日演示" in page.words
    assert "8项一起办1张表2份材料要交10份免提交，其中1份要以前交过" in page.words


def test_statute_and_promise_are_told_apart_and_doubts_are_marked(portal: Client) -> None:
    words = read(portal, ANSWERS).words
    assert "承诺2.5个工作日（演示）；法定：10个工作日，不晚于2026年12月9日" in words
    assert "法定：法律未规定时限（待核）" in words
    assert "《育儿补贴制度实施方案（2025）》（育儿补贴申领）待核" in words


def test_a_fee_stands_with_its_amount_its_doubt_and_the_total(portal: Client) -> None:
    home = {"transfer_by": "sale", "mortgaged": "no", "buyers": "one", "homes": "first"}
    page = read_page(portal.get(f"/things/second-hand-home/guide/?{urlencode(home)}").content).words

    assert "不动产登记费（住宅）80元/件" in page
    assert "发改价格规〔2016〕2559号待核" in page
    assert "合计80元，不含税款。" in page
    assert "没有列出收费项目" in read(portal, ANSWERS).words


def test_what_falls_is_told_before_and_after(portal: Client) -> None:
    before, after = read(portal, ANSWERS), read(portal, ANSWERS, "birth-registration:child[1]")
    told = "不办它，社会保障卡申领、城乡居民基本医疗保险参保登记也办不了。"
    assert told in before.words
    assert told not in after.words
    assert after.chosen == [("leave_out", "birth-registration:child[1]")]
    assert after.words.count("须先办“出生登记”，这次不办它，本事项也办不了。") == 2
    assert "5项一起办" in after.words


def test_an_incomplete_guide_asks_to_go_on_instead_of_filing(portal: Client) -> None:
    part, whole = read(portal, {"married": "yes"}), read(portal, ANSWERS)
    assert "还有6个问题没有回答，这份指南还不完整" in part.words
    assert "/things/newborn/questions/?married=yes" in part.links
    assert not [link for link in part.links if link.startswith("/drafts/")]
    assert f"/drafts/new?{urlencode({'bundle': 'newborn', **ANSWERS})}" in whole.links


def test_every_answer_can_be_changed(portal: Client) -> None:
    page = read(portal, ANSWERS)
    changes = [link.rpartition("change=")[2] for link in page.links if "change=" in link]
    assert changes[1:] == list(ANSWERS)  # the first is the way back to the last question


def test_unknown_answers_are_said(portal: Client) -> None:
    assert "没有“utm_source”这个问题，已忽略。" in read(portal, ANSWERS | {"utm_source": "x"}).words


def test_the_data_are_the_plan(portal: Client) -> None:
    answer = portal.get(f"/things/newborn/guide.json?{urlencode(ANSWERS)}")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.content) == plan_data(plan_of(ANSWERS))


def test_the_same_data_are_not_sent_twice(portal: Client) -> None:
    address = f"/things/newborn/guide.json?{urlencode(ANSWERS)}"
    etag = portal.get(address).headers["ETag"]
    again = portal.get(address, headers={"If-None-Match": etag})
    other = portal.get(f"{address}&leave_out=childcare-subsidy", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_the_paper_names_every_item_and_day(portal: Client) -> None:
    answer = portal.get(f"/things/newborn/guide.pdf?{urlencode(ANSWERS)}")
    assert answer.headers["Content-Disposition"] == 'inline; filename="newborn-guide.pdf"'
    text, plan = flat(read_text(answer.content)).replace("\u200b", ""), plan_of(ANSWERS)
    assert plan.schedule is not None
    for slot in plan.schedule.slots:
        assert flat(item_names(plan)[slot.item]) in text
        assert f"{slot.promised_on.month}月{slot.promised_on.day}日" in text
    assert f"http://testserver/things/newborn/guide/?{urlencode(ANSWERS)}" in text


def test_without_fonts_the_page_says_how_to_print(portal: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onething.platform.typesetting.rendering.missing_families", lambda: ("HanaMinA",))
    answer = portal.get("/things/newborn/guide.pdf")
    assert answer.status_code == 503
    assert "用浏览器的“打印”功能" in read_page(answer.content).words


@pytest.mark.parametrize(
    "page", ["/", "/things/newborn/", "/things/newborn/questions/", PAGE, "/things/newborn/guide.pdf"]
)
def test_a_page_needs_at_most_five_statements(
    portal: Client, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        assert portal.get(page).status_code == 200


def test_the_largest_guide_weighs_at_most_sixty_kilobytes_from_this_host_alone(portal: Client) -> None:
    largest = ANSWERS | {"births": "three", "same_ethnicity": "no", "applicant": "father"}
    answer = portal.get(f"{PAGE}?{urlencode(largest)}")
    assets = [source for source in read_page(answer.content).sources if not source.startswith("data:")]
    assert all(asset.startswith("/static/") for asset in assets)
    files = [finders.find(asset.removeprefix("/static/")) for asset in assets]
    sizes = [len(gzip.compress(content)) for content in (answer.content, *map(contents, files))]
    assert sum(sizes) <= BUDGET, sizes


def contents(path: str | list[str] | None) -> bytes:
    assert isinstance(path, str)
    with open(path, "rb") as file:  # noqa: PTH123 - what the finder returns
        return file.read()


def test_each_standing_is_somewhere(portal: Client) -> None:
    page = read(
        portal, {**ANSWERS, "maternity_insurance": "no", "household_place": "unsure"}, "vaccination-certificate"
    )
    plan = plan_of({**ANSWERS, "maternity_insurance": "no", "household_place": "unsure"}, "vaccination-certificate")
    standings = {item.standing for item in plan.items}
    assert standings == {Standing.APPLIES, Standing.LEFT_OUT, Standing.NOT_APPLICABLE, Standing.OPEN}
    assert "母亲没有职工生育保险，不能用它报销" in page.words
    assert "要看“这一方的户口在哪里”的回答。" in page.words
    assert "您选择这次不办。" in page.words


def test_a_guide_with_nothing_left_promises_nothing(portal: Client) -> None:
    page = read(portal, ANSWERS, *{item.item for item in plan_of(ANSWERS).items})
    assert "这次没有要办的事项" in page.words
    assert "前全部办好" not in page.words
    assert not [link for link in page.links if link.startswith("/drafts/")]
    assert len(page.chosen) == 8
