"""Every way through the questions ends at a guide or at another way; no page is a dead end, Back loses nothing."""

from urllib.parse import urlencode

from django.test import Client

from builders.page_text import Page, read_page

START = "/things/newborn/questions/"


def follow(portal: Client, address: str) -> tuple[str, Page]:
    """Where the address leads, after redirects."""
    answer = portal.get(address, follow=True)
    assert answer.status_code == 200
    last = answer.redirect_chain[-1][0] if answer.redirect_chain else address
    return last, read_page(answer.content)


def walk(portal: Client, address: str, ends: list[str], questions: set[str]) -> None:
    """Choose every option of every question, as a person would, one page after another."""
    answer = portal.get(address)
    while answer.status_code == 302 and answer.headers["Location"].startswith(START):
        answer = portal.get(answer.headers["Location"])
    if answer.status_code == 302:
        ends.append(answer.headers["Location"])
        return
    page = read_page(answer.content)
    assert page.headings == 1
    questions.add(page.radios[0][0])
    for pair in page.radios:
        walk(portal, f"{START}?{urlencode([*page.fields, pair])}", ends, questions)


def test_every_choice_of_answers_reaches_a_guide(portal: Client) -> None:
    ends: list[str] = []
    questions: set[str] = set()
    walk(portal, START, ends, questions)
    # births 3 x applicant 2 x household 2 x place (here 2, province 2, elsewhere, collective, unsure 2) x insurance 3
    assert len(set(ends)) == len(ends) == 3 * 2 * 2 * 8 * 3 + 1
    assert len(questions) == 7
    for end in ends[::4]:
        plan = portal.get(end.replace("/guide/?", "/guide.json?")).json()
        assert plan["complete"]
        assert bool(plan["route"]) is ("married=no" in end)
    for end in ends[:: len(ends) // 36]:
        _, page = follow(portal, end)
        assert ("今天提交" in page.words) is ("married=yes" in end)
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
    assert page.title == "新生儿出生一件事 - 新生儿出生一件事 - 一件事"
