"""The flow chart for applicants: what they do and what comes back, in the figures of their answers."""

from urllib.parse import urlencode

from django.test import Client

from builders.newborn import ANSWERS
from builders.page_text import read_page

PAGE = "/things/newborn/flow/"


def words(portal: Client, **answers: str) -> str:
    return read_page(portal.get(f"{PAGE}?{urlencode(answers)}").content).words


def test_both_sides_and_their_figures_stand_on_the_page(portal: Client) -> None:
    said = words(portal, **ANSWERS)
    assert "交2份材料，10份不用交" in said
    assert "5个部门一起办" in said
    assert "一次性告知补正" in said
    assert "居民户口簿新页和公民身份号码（出生登记）" in said
    assert "看我的办事指南" in said


def test_without_answers_the_figures_are_the_most_that_can_be(portal: Client) -> None:
    said = words(portal)
    assert "最多5个部门一起办" in said
    assert "开始回答问题" in said


def test_where_the_bundle_is_not_the_way_the_page_leads_there(portal: Client) -> None:
    answer = portal.get(f"{PAGE}?married=no")
    assert answer.status_code == 302
    assert answer["Location"] == "/things/newborn/guide/?married=no"


def test_an_unknown_bundle_is_told(portal: Client) -> None:
    assert portal.get("/things/nothing/flow/").status_code == 404


def test_guide_and_start_lead_to_the_flow(portal: Client) -> None:
    assert f'href="{PAGE}"' in portal.get("/things/newborn/").content.decode()
    assert f'href="{PAGE}?married=yes' in portal.get(f"/things/newborn/guide/?{urlencode(ANSWERS)}").content.decode()
