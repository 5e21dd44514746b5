"""The window's three answers to an application, the corrections that come back, and who may not touch it."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.filing import PDF, citizen, complete, open_newborn
from builders.newborn import publish_packs
from builders.remembering import remembered
from onething.modules.handling.models import Case
from onething.modules.identity.api import Account
from onething.modules.intake.api import submit
from onething.modules.papers.models import Paper
from onething.platform.clock import moved
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.permissions import Actor
from onething.project.composition import compose

Told = dict[str, Any]


@remembered
def _filed_online(now: datetime) -> tuple[Actor, UUID]:
    publish_packs()
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    return mother, submit(draft=draft, key="k1", actor=mother, now=now).public_id


@pytest.fixture
def city(db: None, empty_house: None, stores: object, register: str, now: datetime) -> tuple[Actor, UUID]:
    """Packs, bodies and reactions as in the house, and what the mother filed."""
    compose()
    return _filed_online(now)


@pytest.fixture
def mother(city: tuple[Actor, UUID]) -> Actor:
    return city[0]


@pytest.fixture
def filed(city: tuple[Actor, UUID]) -> UUID:
    """An application filed online; online ones go to the region's first centre."""
    return city[1]


def address(application: UUID, step: str = "") -> str:
    return f"/counter/applications/{application}/{step}"


def read(window: Client, path: str) -> str:
    answer = window.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def version(page: str) -> str:
    return re.findall(r'name="version" value="(\d+)"', page)[0]


def states(application: UUID) -> dict[str, str]:
    return dict(Case.objects.filter(application_ref=application).values_list("item", "state"))


def kinds() -> list[str]:
    return list(Paper.objects.exclude(kind="receipt").values_list("kind", flat=True))


def test_the_queue_shows_the_application_once_with_the_day_of_the_answer(window: Client, filed: UUID) -> None:
    page = read(window, "/counter/")

    assert page.count(address(filed)) == 1
    assert "林*夏" in page
    assert "网上" in page
    assert "剩 5 个工作日" in page
    assert "林知夏" not in page


@pytest.mark.parametrize("tab", ["correcting", "to-hand-over", "handled"])
def test_empty_lists_say_so(window: Client, filed: UUID, tab: str) -> None:
    page = read(window, f"/counter/?tab={tab}")

    assert "state--empty" in page
    assert address(filed) not in page


def test_the_review_shows_checklist_form_and_sources_and_is_logged(window: Client, filed: UUID, mother: Actor) -> None:
    page = read(window, address(filed))

    assert "票据为本次分娩" in page
    assert "770101199403120025" in page
    assert "禾丰市青禾区稻香街道穗前路12号3幢201室" in page
    assert AccessRow.objects.filter(purpose="窗口收件审查", data_of=mother.person).count() == 1


def test_a_file_opens_safely_and_the_look_is_logged(window: Client, filed: UUID) -> None:
    file = re.findall(rf"{address(filed)}files/[0-9a-f-]+", read(window, address(filed)))[0]

    answer = window.get(file)

    assert answer["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert AccessRow.objects.filter(fields__startswith="file:").count() == 1


def test_accepting_starts_the_cases_and_gives_the_notice(window: Client, filed: UUID) -> None:
    answer = window.post(address(filed, "accept/"), {"version": version(read(window, address(filed)))})

    page = read(window, answer["Location"])
    assert "受理通知书已出具" in page
    assert kinds() == ["acceptance"]
    assert set(states(filed).values()) == {"accepted", "waiting"}
    assert "已一并受理" in page
    assert "decision-bar" not in page


def test_a_slip_is_put_right_on_the_spot_together_with_the_acceptance(window: Client, filed: UUID) -> None:
    slip = {"slip": "child[1].child-name", "child[1].child-name-slip": "周小荷"}

    answer = window.post(address(filed, "accept/"), {"version": version(read(window, address(filed))), **slip})

    page = read(window, answer["Location"])
    assert "已当场更正并留痕：新生儿姓名" in page
    assert "周小荷" in page
    assert "周小禾" not in page
    logged = ActionRow.objects.get(kind="application.correct_on_the_spot")
    assert logged.payload["fields"] == ["child[1].child-name"]
    assert logged.legal_ground == "行政许可法 第三十二条第一款第三项"


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("child[1].child-name", "", "更正后的内容不能为空"),
        ("mother.mobile-phone", "1390000", "手机号码应为 11 位"),
        ("mother.id-number", "770101199211050034", "不是申请人自己填写的"),
    ],
)
def test_a_slip_that_cannot_be_put_right_so_stops_the_acceptance(
    window: Client, filed: UUID, key: str, text: str, words: str
) -> None:
    before = states(filed)

    answer = window.post(
        address(filed, "accept/"), {"version": version(read(window, address(filed))), "slip": key, f"{key}-slip": text}
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert (states(filed), kinds()) == (before, [])
    assert not ActionRow.objects.filter(kind="application.correct_on_the_spot").exists()


def test_a_slip_is_not_kept_when_somebody_else_was_first(window: Client, filed: UUID) -> None:
    stale = version(read(window, address(filed)))
    window.post(address(filed, "accept/"), {"version": stale})

    window.post(
        address(filed, "accept/"),
        {"version": stale, "slip": "child[1].child-name", "child[1].child-name-slip": "周小荷"},
    )

    assert "周小禾" in read(window, address(filed))
    assert not ActionRow.objects.filter(kind="application.correct_on_the_spot").exists()


def test_what_is_marked_as_wrong_cannot_be_accepted(window: Client, filed: UUID) -> None:
    before = states(filed)

    answer = window.post(
        address(filed, "accept/"),
        {"version": version(read(window, address(filed))), "defect": "mother:issue-consent", **texts()},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "已标出 1 处问题，不能直接受理" in page
    assert 'value="没有母亲签名"' in page
    assert (states(filed), kinds()) == (before, [])


def texts(target: str = "mother:issue-consent") -> Told:
    return {f"{target}-problem": "没有母亲签名", f"{target}-remedy": "签名后重新拍照"}


def ask(window: Client, filed: UUID, **more: Any) -> Any:
    field = texts("child[1].child-name")
    marked = {"defect": ["mother:issue-consent", "child[1].child-name"], **texts(), **field}
    return window.post(address(filed, "correct/"), {"version": version(read(window, address(filed))), **marked, **more})


def test_the_notice_is_read_once_more_before_it_is_given(window: Client, filed: UUID) -> None:
    answer = ask(window, filed)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "要补正的内容，共 2 处" in page
    assert "新生儿姓名" in page
    assert kinds() == []


def test_the_notice_names_materials_and_fields_at_once(window: Client, filed: UUID) -> None:
    answer = ask(window, filed, act="confirmed")

    assert "一次性告知补正书已出具" in read(window, answer["Location"])
    assert kinds() == ["correction"]
    assert states(filed)["birth-certificate"] == "correcting"
    assert address(filed, "supply/") in read(window, "/counter/?tab=correcting")


def test_what_waits_for_another_result_is_named_in_the_same_notice(window: Client, filed: UUID) -> None:
    marked = {"defect": "child[1].native-place", **texts("child[1].native-place")}
    known = version(read(window, address(filed)))

    check = window.post(address(filed, "correct/"), {"version": known, **marked}).content.decode()
    window.post(address(filed, "correct/"), {"version": known, **marked, "act": "confirmed"})

    assert "出生登记" in check
    assert Case.objects.get(item="birth-registration").awaits_correction
    page = read(window, address(filed))
    assert "待补正，等待前置" in page
    assert address(filed, "supply/") in page
    assert 'name="defect"' not in page
    assert "一次性告知补正</button>" not in page
    listed = read(window, "/counter/?tab=correcting")
    assert "待补正，等待前置" in listed
    assert address(filed, "supply/") in listed


def test_results_of_other_items_are_never_asked_of_the_applicant(window: Client, filed: UUID) -> None:
    page = read(window, address(filed))

    assert 'value="mother:household-register"' in page
    assert 'name="defect" value="child[1]:birth-medical-certificate"' not in page
    assert 'name="defect" value="child[1]:child-household-page"' not in page


def test_going_back_from_the_notice_keeps_the_marks(window: Client, filed: UUID) -> None:
    page = ask(window, filed, act="edit").content.decode()

    assert len(re.findall(r'class="defect__tick"[^>]* checked', page)) == 2
    assert 'value="签名后重新拍照"' in page


def test_a_mark_without_words_is_refused_at_its_place(window: Client, filed: UUID) -> None:
    answer = ask(window, filed, **{"mother:issue-consent-problem": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#field-mother-issue-consent-problem"' in page
    assert 'id="field-mother-issue-consent-problem-error"' in page


def test_corrections_brought_to_the_window_are_supplied_once(window: Client, filed: UUID) -> None:
    ask(window, filed, act="confirmed")
    supply = address(filed, "supply/")

    early = window.post(supply, {"act": "supply", "child[1].child-name": "周小荷"})
    window.post(supply, {"act": "save", "file:mother:issue-consent": SimpleUploadedFile("新.pdf", PDF)})
    done = window.post(supply, {"act": "supply", "child[1].child-name": "周小荷"})

    assert early.status_code == 422
    assert "重新上传" in early.content.decode()
    page = read(window, done["Location"])
    assert "补正已提交" in page
    assert "周小荷" in page
    assert states(filed)["birth-certificate"] == "received"
    assert window.get(supply)["Location"] == address(filed)
    assert AccessRow.objects.filter(purpose="录入补正", case_ref=filed, actor_role="window_clerk").exists()


def test_a_second_notice_that_asks_more_goes_to_the_head_with_its_reason(window: Client, filed: UUID) -> None:
    first = {"defect": "child[1].child-name", **texts("child[1].child-name")}
    known = version(read(window, address(filed)))
    window.post(address(filed, "correct/"), {"version": known, **first, "act": "confirmed"})
    window.post(address(filed, "supply/"), {"child[1].child-name": "周小荷", "act": "supply"})
    assert states(filed)["birth-certificate"] == "received"

    check = ask(window, filed).content.decode()
    refused = ask(window, filed, act="ask", reason="").content.decode()
    asked = ask(window, filed, act="ask", reason="补交后才看得出来")

    assert "以前的补正告知里没有“母亲的出生医学证明签发知情告知书”。" in check
    assert 'value="confirmed"' not in check
    assert "没有写第一次没有告知这些内容的原因" in refused
    assert "还没有批复" in read(window, asked["Location"])
    assert kinds() == ["correction"]


def test_refusing_needs_reason_and_law_and_keeps_what_was_written(window: Client, filed: UUID) -> None:
    page = read(window, address(filed, "refuse/"))
    cases = re.findall(r'name="cases" value="([^"]+)"', page)

    answer = window.post(
        address(filed, "refuse/"), {"version": version(page), "cases": cases, "competent_body": "云汀市卫生健康委员会"}
    )

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "没有写不予受理的理由" in shown
    assert "没有选定已核对原文的法律依据" in shown
    assert 'value="云汀市卫生健康委员会"' in shown
    assert kinds() == []


def test_refusing_gives_the_notice_and_ends_what_waits(window: Client, filed: UUID) -> None:
    page = read(window, address(filed, "refuse/"))
    told = {
        "version": version(page),
        "cases": re.findall(r'name="cases" value="([^"]+)"', page),
        "reason": "孩子不在本省出生",
        "document": "中华人民共和国母婴保健法",
        "article": "第二十三条",
        "competent_body": "云汀市卫生健康委员会",
    }

    answer = window.post(address(filed, "refuse/"), told)

    assert "不予受理通知书已出具" in read(window, answer["Location"])
    assert kinds() == ["refusal"] * 3  # of each body, its own
    assert states(filed)["birth-certificate"] == "refused"
    assert states(filed)["birth-registration"] == "terminated"


def test_what_by_law_needs_nothing_is_told_at_once_on_paper(window: Client, filed: UUID) -> None:
    page = read(window, address(filed, "refuse/"))
    told = {
        "version": version(page),
        "kind": "not_required",
        "cases": re.findall(r'name="cases" value="([^"]+)"', page),
        "document": "中华人民共和国母婴保健法",
        "article": "第二十三条",
    }

    assert "没有写不需要办理的理由" in window.post(address(filed, "refuse/"), told).content.decode()
    answer = window.post(address(filed, "refuse/"), {**told, "reason": "已经签发过"})

    assert "不受理告知书已出具" in read(window, answer["Location"])
    assert kinds() == ["not_required"] * 3
    assert states(filed)["birth-certificate"] == "not_required"


def test_who_comes_second_is_told_who_was_first(window: Client, filed: UUID, now: Any) -> None:
    stale = version(read(window, address(filed)))
    window.post(address(filed, "accept/"), {"version": stale})

    with moved(now + timedelta(minutes=1)):
        answer = window.post(address(filed, "accept/"), {"version": stale})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "韩若水" in page.partition("error-summary__list")[2]
    assert "您的操作没有保存" in page
    assert kinds() == ["acceptance"]


@pytest.mark.parametrize("step", ["", "refuse/", "supply/", "handover/"])
def test_another_sites_applications_do_not_exist(next_door: Client, filed: UUID, step: str) -> None:
    assert next_door.get(address(filed, step)).status_code == 404


@pytest.mark.parametrize("step", ["accept/", "correct/", "refuse/", "handover/"])
def test_another_site_can_change_nothing(next_door: Client, filed: UUID, step: str) -> None:
    before = states(filed)

    answer = next_door.post(address(filed, step), {"version": "1", "act": "confirmed", "defect": "x"})

    assert answer.status_code == 404
    assert (states(filed), kinds()) == (before, [])


def test_a_page_without_its_version_changes_nothing(window: Client, filed: UUID) -> None:
    answer = window.post(address(filed, "accept/"), {"version": "eins"})

    assert answer.status_code == 400
    assert kinds() == []


def test_citizens_and_strangers_do_not_get_in(city: None, filed: UUID, mother: Actor) -> None:
    stranger, citizen_browser = Client(), Client()
    citizen_browser.force_login(
        Account.objects.get(public_id=mother.account), backend="onething.modules.identity.backends.AccountBackend"
    )

    assert stranger.get("/counter/")["Location"].startswith("/login/")
    assert citizen_browser.get("/counter/").status_code == 403
    assert citizen_browser.get(address(filed)).status_code == 403
