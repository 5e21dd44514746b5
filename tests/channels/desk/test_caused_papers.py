"""Each line of a case's log leads to the papers that came of it, for whoever may read them."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from lxml import html

from builders.cases import accepted_newborn, case_at
from builders.desk import browser_of, press
from onething.modules.papers.models import Paper
from onething.platform.permissions import Actor

STOP = {"ground": "D", "days": "10", "reason": "样品要送检验机构检验"}
FIRST, SECOND = "birth-certificate", "birth-registration"


@pytest.fixture
def application(health: Client, mother: Actor) -> UUID:
    made = accepted_newborn(owner=mother)
    press(health, case_at(made, FIRST), "stop", **STOP)
    press(health, case_at(made, FIRST), "resume", ground="D", outcome="检验合格")
    return made


def links_of(browser: Client, address: str, word: str) -> list[list[str]]:
    """Where the papers stand that each line of the log with this word leads to."""
    page = html.fromstring(browser.get(address).content.decode())
    lines = page.xpath("//details//ol[@class='log']/li | //details//dl[@class='facts']/div")
    return [line.xpath(".//a/@href") for line in lines if word in "".join(line.itertext())]


def address_of(kind: str) -> str:
    return f"/papers/{Paper.objects.get(kind=kind).public_id}.pdf"


def test_a_line_leads_to_its_papers_and_no_other_line_does(health: Client, application: UUID, mother: Actor) -> None:
    desk, progress = f"/desk/cases/{case_at(application, FIRST).public_id}/", f"/applications/{application}/"

    for browser, page in ((health, desk), (browser_of(mother), progress)):
        assert links_of(browser, page, "启动特别程序") == [[address_of("special")]]
        assert links_of(browser, page, "恢复计时") == [[address_of("resumption")]]
        assert not any(links_of(browser, page, "收件"))
    assert [address_of("acceptance")] in links_of(browser_of(mother), progress, "受理")


def test_a_paper_about_the_whole_is_linked_for_another_body_that_is_told_of_it_and_for_no_other(
    log_in: Callable[..., Client], application: UUID, mother: Actor
) -> None:
    progress, desk = f"/applications/{application}/", f"/desk/cases/{case_at(application, SECOND).public_id}/"

    police = log_in("police")

    own, told = links_of(browser_of(mother), progress, "一并受理"), links_of(police, desk, "一并受理")
    Paper.objects.update(told_to="")  # as of a former release, which kept it for the body that issued it
    untold = links_of(police, desk, "一并受理")

    assert ([address_of("acceptance")] in own, told, untold) == (True, [[address_of("acceptance")]], [[]])
