"""我的: one place for what is one's own, few questions to the database, and nothing of anybody else's."""

from datetime import datetime

import pytest
from django.test import Client

from builders.page_text import read_page
from builders.whole_life import City, Life, let_act
from onething.modules.papers.models import Paper
from onething.platform import clock
from onething.platform.logs.api import append_access
from onething.platform.permissions import Actor, Role
from onething.project.bench.measuring import counting

pytestmark = pytest.mark.once
PAGES = ("/mine/", "/mine/materials/", "/mine/messages/", "/mine/looks/")
FRAME = 3  # session, account and person, on every page behind a login


def words_of(browser: Client, address: str) -> str:
    return read_page(browser.get(address).content).words


def look(actor: Actor, life: Life, purpose: str, now: datetime) -> None:
    append_access(
        actor=actor,
        at=now,
        subject_kind="application",
        subject_id=life.application,
        data_of=life.owner.person,
        purpose=purpose,
        case_ref=life.application,
    )


def test_what_waits_what_came_and_every_paper_stand_in_one_place(city: City, life: Life) -> None:
    browser = city.browser("owner")
    page = read_page(browser.get("/mine/").content)

    assert "要您补正2处" in page.words
    assert page.words.index("要您补正") < page.words.index("没填完的") < page.words.index("办件、结果和文书")
    assert "预防接种证（" in page.words
    assert "可以领取" in page.words
    assert "收件凭证" in page.words
    papers = [link for link in page.links if link.startswith("/papers/")]
    assert browser.get(papers[0])["Content-Type"] == "application/pdf"
    assert f"/drafts/{life.draft}/" in page.links
    assert f"/applications/{life.application}/correction/" in page.links


def test_a_result_leads_to_the_paper_that_decided_it(city: City, life: Life) -> None:
    page = read_page(city.browser("owner").get(f"/applications/{life.application}/").content)
    decided = Paper.objects.get(application=life.application, kind="decision")

    assert "看准予决定书：预防接种证办理" in page.words
    assert page.links.count(f"/papers/{decided.public_id}.pdf") == 3  # beside its result, among all papers, in the log


def test_the_earlier_address_of_the_list_leads_here(city: City) -> None:
    assert city.browser("anonymous").get("/applications/?after=3")["Location"] == "/mine/?after=3"


def test_kept_materials_say_when_and_for_what_and_open(city: City, life: Life) -> None:
    browser = city.browser("owner")
    page = read_page(browser.get("/mine/materials/").content)

    assert page.words.count("可以再用") == 2  # said once above the list, and at the bank card alone
    files = [link for link in page.links if "/files/" in link]
    assert len(files) == 3
    assert browser.get(files[0]).status_code == 200


def test_who_looked_is_told_by_post_and_purpose_never_by_name(city: City, life: Life, now: datetime) -> None:
    clerk = city.actors["clerk"]
    look(clerk, life, "核对证件", now)
    look(city.actors["owner"], life, "自己看的", now)
    look(Actor(role=Role.CLIENT, channel="api"), life, "prefill.newborn", now)

    words = words_of(city.browser("owner"), "/mine/looks/")

    assert "综合窗口工作人员用途：核对证件，办件“新生儿出生”" in words
    assert "接入的业务系统用途：填表时带出登记信息" in words
    assert "韩若水" not in words
    assert "自己看的" not in words
    assert "核对证件" not in words_of(city.browser("stranger"), "/mine/looks/")


def test_the_post_of_who_looked_is_named_with_its_body(city: City, life: Life) -> None:
    """Over HTTP: an officer opens the case at the desk, and the owner reads of it."""
    assert city.browser("officer").get(f"/desk/cases/{life.case}/").status_code == 200

    assert "禾丰市卫生健康委员会岗位用途：审查办件" in words_of(city.browser("owner"), "/mine/looks/")


def test_messages_are_new_once_and_staff_see_whether_they_were_read(city: City, life: Life) -> None:
    """Nothing of a result or a person stands in them; who wants fewer SMS says so on the same page."""
    owner, clerk, officer = (city.browser(role) for role in ("owner", "clerk", "officer"))
    pages = (clerk, f"/counter/applications/{life.application}/"), (officer, f"/desk/cases/{life.case}/")
    unread = [words_of(browser, address) for browser, address in pages]
    first, second = words_of(owner, "/mine/messages/"), words_of(owner, "/mine/messages/")
    read = [words_of(browser, address) for browser, address in pages]

    assert all("最近告知申请人" in words and "本人还没有打开消息" in words for words in unread)
    assert first.count("需要补正新") == 1
    assert "需要补正新" not in second
    assert "林" not in first.partition("我的消息")[2]
    assert all("看过消息" in words for words in read)


def test_who_wants_fewer_sms_says_so_and_an_agent_may_not(city: City, life: Life, settings: object) -> None:
    settings.SMS_URL = "https://sms.example"  # type: ignore[attr-defined]
    owner, agent = city.browser("owner"), city.browser("stranger")
    agent.post("/acting/", {"for": str(life.authority)})

    refused = agent.post("/mine/messages/", {"wanted": "no"}).status_code
    before = words_of(owner, "/mine/messages/")
    owner.post("/mine/messages/", {"wanted": "no"})
    after = words_of(owner, "/mine/messages/")

    assert (refused, "恢复接收全部短信" in before, "恢复接收全部短信" in after) == (403, False, True)


@pytest.mark.parametrize("address", PAGES)
def test_strangers_find_their_own_space_empty(city: City, life: Life, address: str) -> None:
    words = words_of(city.browser("stranger"), address)

    assert "还没有" in words
    assert "新生儿出生" not in words


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_the_database_little(city: City, life: Life, address: str) -> None:
    browser = city.browser("owner")
    browser.get(address)

    with counting() as counts:
        browser.get(address)

    assert counts["statements"] <= FRAME + 6


def test_an_agent_sees_the_filings_but_not_who_looked_at_the_principal(city: City, life: Life) -> None:
    browser = city.browser("stranger")
    browser.post("/acting/", {"for": str(life.authority)})

    assert "新生儿出生" in words_of(browser, "/mine/")
    assert browser.get("/mine/looks/").status_code == 403

    browser.post("/acting/", {"for": str(let_act(life.owner, "stranger", clock.now(), ["retirement"]))})
    assert "新生儿出生" not in words_of(browser, "/mine/")
    assert "银行卡" not in words_of(browser, "/mine/materials/")
