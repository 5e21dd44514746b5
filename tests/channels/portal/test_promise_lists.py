"""The public lists of what may follow later and what may be pledged: everybody reads them before any question."""

import re

from django.test import Client

PAGE = "/things/restaurant/promises/"


def words(portal: Client, address: str) -> str:
    """The page as one line, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", portal.get(address).content.decode()))


def test_each_entry_says_how_long_what_follows_how_it_is_looked_at_and_its_source(portal: Client) -> None:
    said = words(portal, PAGE)

    for expected in (
        "以后再交", "食品安全规章制度", "自受理之日起 5 个工作日内", "责令在 3 个工作日内补交；仍没有交的，撤销受理",
        "6 个月内不再适用容缺受理和告知承诺", "风险低，办结后 20 个工作日内抽查 20%", "禾丰市容缺受理清单",
        "告知承诺", "疏散通道、安全出口畅通", "件件核查",
    ):  # fmt: skip
        assert expected in said


def test_the_start_page_leads_there_and_a_bundle_without_entries_says_so(portal: Client) -> None:
    assert f'href="{PAGE}"' in portal.get("/things/restaurant/").content.decode()
    assert "没有列入清单" in words(portal, "/things/social-card/promises/")
