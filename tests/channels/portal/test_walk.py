"""Every way through the questions ends at a guide or at another way; no page is a dead end, Back loses nothing."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from builders.newborn import ANSWERS
from builders.page_text import Page, read_page

START = "/things/newborn/questions/"


def follow(portal: Client, address: str) -> tuple[str, Page]:
    """Where the address leads, after redirects."""
    answer = portal.get(address, follow=True)
    assert answer.status_code == 200
    last = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    return last, read_page(answer.content)


def test_every_option_of_every_question_leads_on_and_ends_at_a_guide(portal: Client) -> None:
    """Each question on the first way that leads to it; all ways together: tests/modules/guidance/test_asking.py."""
    ways, asked, ends = [START], set(), []
    while ways:
        address, page = follow(portal, ways.pop())
        if not page.radios:
            ends.append((address, page))
        elif page.radios[0][0] not in asked:
            assert page.headings == 1
            asked.add(page.radios[0][0])
            ways += [f"{START}?{urlencode([*page.fields, pair])}" for pair in page.radios]
    assert len(asked) == 7
    assert len(ends) == 1 + 3  # not married, and the last question
    for address, page in ends:
        assert ("今天提交" in page.words) is ("married=yes" in address)
        assert "还没答完" not in page.title


@pytest.mark.parametrize("births", ["one", "two", "three"])
def test_wherever_the_household_is_the_guide_is_whole(portal: Client, births: str) -> None:
    for place in ("here", "province", "elsewhere", "collective", "unsure"):
        answers = urlencode({**ANSWERS, "births": births, "household_place": place})
        assert portal.get(f"/things/newborn/guide.json?{answers}").json()["complete"]
        _, page = follow(portal, f"/things/newborn/guide/?{answers}")
        assert "今天提交" in page.words
        assert "还没答完" not in page.title


def test_going_back_shows_each_question_with_its_answer(portal: Client) -> None:
    address = (
        f"{START}?married=yes&births=two&applicant=father&household_of=mother&household_place=unsure&same_ethnicity=no"
    )
    seen: list[tuple[str, str]] = []
    _, page = follow(portal, address)
    while page.radios:
        seen += page.chosen
        assert len(seen) < 8, "the way back runs in a circle"
        back = [link for link in page.links if link.startswith("/things/newborn/") and "mode=" not in link][1]
        _, page = follow(portal, back)
    assert seen == [
        ("same_ethnicity", "no"),
        ("household_place", "unsure"),
        ("household_of", "mother"),
        ("applicant", "father"),
        ("births", "two"),
        ("married", "yes"),
    ]
    assert page.title == "新生儿出生一件事 - 一件事"
