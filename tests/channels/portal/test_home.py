"""The front page and the start page: what can be done, how, and every other way, without login."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from builders.page_text import read_page
from onething.channels.portal.home import in_parts
from onething.modules.catalogue.api import BundleSummary


def test_the_front_page_lists_what_happened_in_life(portal: Client) -> None:
    page = read_page(portal.get("/").content)
    assert page.headings == 1
    assert "/things/newborn/" in page.links
    for words in ("新生儿出生一件事", "在网上办", "到窗口办", "打电话问", "长辈版", "禾丰市政务服务中心", "演示环境"):
        assert words in page.words


@pytest.mark.parametrize("query", ["", "上户口", "护照", "孩子出生了怎么办"])
def test_the_front_page_asks_the_database_little(
    portal: Client, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]], query: str
) -> None:
    portal.get("/")

    with django_assert_max_num_queries(5):
        portal.get("/", {"q": query})


def test_words_lead_to_the_life_event_and_stay_in_the_box(portal: Client) -> None:
    answer = portal.get("/", {"q": "  上户口 "})
    page = read_page(answer.content)

    assert "找到1件事" in page.words
    assert page.links.count("/things/newborn/") == 1
    assert 'value="上户口"' in answer.content.decode()
    assert page.headings == 1


def test_words_without_a_match_say_what_to_do_and_show_everything(portal: Client) -> None:
    page = read_page(portal.get("/", {"q": "<b>护照"}).content)

    assert "没有找到“<b>护照”" in page.words
    assert "换个说法再找" in page.words
    assert "tel:12345" in page.links
    assert "/things/newborn/" in page.links


def test_persons_come_before_firms_and_birth_before_death() -> None:
    def one(code: str, subject: str, stage: str) -> BundleSummary:
        return BundleSummary(
            code=code, name=code, title=code, summary="", stage=stage, subject=subject, lead="", aliases=(), items=()
        )

    parts = in_parts(
        [
            one("trade", "legal", "经营发展"),
            one("last", "person", "身后"),
            one("moon", "person", "登月"),
            one("flat", "person", "置业"),
            one("first", "person", "出生"),
            one("house", "person", "置业"),
        ]
    )

    assert [(part.code, [(s.name, [b.code for b in s.bundles]) for s in part.stages]) for part in parts] == [
        ("person", [("出生", ["first"]), ("置业", ["flat", "house"]), ("身后", ["last"]), ("登月", ["moon"])]),
        ("legal", [("经营发展", ["trade"])]),
    ]


def test_an_empty_house_says_whom_to_ask(db: None) -> None:
    page = read_page(Client().get("/").content)
    assert "还没有开通“一件事”" in page.words
    assert "tel:12345" in page.links


def test_the_start_page_tells_before_it_asks(portal: Client) -> None:
    answer = portal.get("/things/newborn/")
    page = read_page(answer.content)
    assert "<title>新生儿出生一件事 - 一件事</title>" in answer.content.decode()
    assert "/things/newborn/questions/" in page.links
    for words in (
        "孩子在本省助产机构出生，且不超过六个月",
        "5个工作日演示，今天提交，11月30日周一前全部办好",
        "没有列出收费项目",
        "禾丰市卫生健康委员会牵头",
        "医疗收费票据、费用清单、诊断证明、病历资料（原件）",
        "另有11份一般不用交",
        "禾丰市青禾区丰收大道100号",
    ):
        assert words in page.words


def test_the_start_page_names_what_may_be_charged(portal: Client) -> None:
    words = read_page(portal.get("/things/second-hand-home/").content).words
    assert "不动产登记费（住宅）80元/件待核" in words
    assert "要不要交，回答问题后按您的情形告诉您" in words


def test_elder_mode_has_the_same_words(portal: Client) -> None:
    standard = read_page(portal.get("/things/newborn/").content)
    portal.cookies["onething_mode"] = "elder"
    elder = read_page(portal.get("/things/newborn/").content)
    assert elder.words.replace("标准版", "长辈版") == standard.words
