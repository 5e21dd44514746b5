"""The desk as an officer uses it: list, case, decision; and what everybody else meets there."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from builders.cases import CITIZEN, MONDAY, accepted_newborn, case_at, file_newborn, grant_item, states
from onething.modules.handling.api import Case
from onething.modules.organisation.api import forget_places
from onething.modules.organisation.models import Body
from onething.modules.papers.models import Paper
from onething.platform.clock import moved
from onething.platform.logs.models import AccessRow
from onething.platform.permissions import Role

SECRETS = ("林知夏", "770101199403120025", "13900000001", "周小禾", "穗前路12号3幢201室")
DENIAL = {
    "facts": "出生记录显示在外省出生",
    "reason": "不在本省助产机构出生",
    "law": "《母婴保健法》第23条",
    "document": "",
    "article": "",
}


def at(case: Case, step: str = "") -> str:
    return f"/desk/cases/{case.public_id}/{step}"


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def application(health: Client) -> UUID:
    return accepted_newborn()


@pytest.fixture
def case(application: UUID) -> Case:
    return case_at(application, "birth-certificate")


def test_the_list_shows_what_is_due_and_hides_who(health: Client, case: Case) -> None:
    shown = text_of(health.get("/desk/"))

    assert "<title>待审查办件 - 一件事</title>" in shown
    assert "出生医学证明首次签发" in shown
    assert "林*夏" in shown
    assert "剩 1 个工作日" in shown
    assert "预防接种证办理" not in shown
    assert not any(secret in shown for secret in SECRETS)


@pytest.mark.parametrize(
    ("tab", "words"), [("mine", "您名下没有"), ("due-soon", "出生医学证明首次签发"), ("done", "还没有已办结")]
)
def test_every_tab_says_what_it_holds(health: Client, case: Case, tab: str, words: str) -> None:
    assert words in text_of(health.get("/desk/", {"tab": tab}))


def test_the_list_of_an_unknown_tab_is_the_first_one(health: Client, case: Case) -> None:
    assert "待审查办件" in text_of(health.get("/desk/", {"tab": "\ud7ff<script>"}))


def test_overdue_is_said_in_words(health: Client, case: Case) -> None:
    with moved(MONDAY + timedelta(days=3)):
        health.force_login(health.get("/desk/").wsgi_request.user)
        assert "超期 2 个工作日" in text_of(health.get("/desk/"))


def test_the_case_is_masked_until_a_purpose_is_named(health: Client, case: Case) -> None:
    masked = text_of(health.get(at(case)))
    assert not any(secret in masked for secret in SECRETS)
    assert "770***********0025" in masked
    assert "139****0001" in masked

    shown = text_of(health.post(at(case, "unmask/"), {"purpose": "联系申请人核实情况"}))

    assert all(secret in shown for secret in SECRETS)
    purposes = list(AccessRow.objects.filter(data_of=CITIZEN.person).order_by("id").values_list("purpose", flat=True))
    assert purposes == ["审查办件", "审查办件", "联系申请人核实情况", "联系申请人核实情况"]


def test_without_a_purpose_nothing_is_unmasked(health: Client, case: Case) -> None:
    answer = health.post(at(case, "unmask/"), {"purpose": "好奇"})

    assert answer.status_code == 400
    assert not any(secret in text_of(answer) for secret in SECRETS)


def test_only_fields_of_the_item_are_shown(log_in: object, case: Case, application: UUID) -> None:
    browser = log_in("disease-control")  # type: ignore[operator]

    shown = text_of(browser.get(at(case_at(application, "vaccination-certificate"))))

    assert "现住址" in shown
    assert "开户银行" not in shown
    assert "父亲" not in shown


def test_the_case_page_says_what_was_checked_and_disputed(health: Client, case: Case) -> None:
    shown = text_of(health.get(at(case)))

    assert "申请人认为登记有误，登记信息是“3520克”" in shown
    assert "证件号码的长度、日期和校验位都正确" in shown
    assert "出生记录与表单一致" in shown
    assert "《母婴保健法》第23条" in shown
    assert "禾丰市公安局" in shown  # other departments


def test_a_result_of_an_earlier_case_is_there_by_itself(log_in: object, application: UUID) -> None:
    grant_item(application, "birth-certificate", number="E990100001")
    browser = log_in("police")  # type: ignore[operator]

    shown = text_of(browser.get(at(case_at(application, "birth-registration"))))

    assert "禾丰市卫生健康委员会“出生医学证明首次签发”的结果自动取得，编号 E990100001" in shown


def test_granting_takes_three_presses(health: Client, case: Case, application: UUID) -> None:
    form = {"version": case.row_version, "opinion": "符合条件，准予。", "result_number": "E1"}

    check = text_of(health.post(at(case, "grant/"), form))
    assert "确认准予：出生医学证明首次签发" in check
    assert "“出生登记”自动转给禾丰市公安局" in check
    assert "请核实：出生体重" in check
    assert states(application)["birth-certificate"] == "accepted"

    answer = health.post(at(case, "grant/"), form | {"act": "confirmed"}, follow=True)

    assert "已作出准予决定，文书已出具" in text_of(answer)
    assert states(application)["birth-certificate"] == "granted"
    assert Paper.objects.filter(case=case.public_id, kind="decision").count() == 1


def test_pressed_twice_it_is_decided_once(health: Client, case: Case) -> None:
    form = {"version": case.row_version, "opinion": "准予。", "result_number": "E1", "act": "confirmed"}
    health.post(at(case, "grant/"), form)

    again = health.post(at(case, "grant/"), form)

    assert again.status_code == 422
    assert "经办人 何晓岚已于3月2日 09:00对这个办件作了“准予决定”" in text_of(again)
    assert Paper.objects.filter(case=case.public_id).count() == 1


@pytest.mark.parametrize(("missing", "words"), [("opinion", "没有写审查意见"), ("result_number", "没有写结果编号")])
def test_an_empty_grant_keeps_what_was_typed(health: Client, case: Case, missing: str, words: str) -> None:
    form = {"version": case.row_version, "opinion": "看过了，可以", "result_number": "E-7"} | {missing: " "}

    answer = health.post(at(case, "grant/"), form)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert ("E-7" if missing == "opinion" else "看过了，可以") in text_of(answer)


def test_denying_is_written_checked_and_then_done(health: Client, case: Case, application: UUID) -> None:
    first = text_of(health.get(at(case, "deny/")))
    assert "禾丰市人民政府" in first  # remedies stand there already

    form = DENIAL | {"version": case.row_version}
    check = text_of(health.post(at(case, "deny/"), form))
    assert "“社会保障卡申领”（禾丰市人力资源和社会保障局）随之终止" in check
    assert states(application)["birth-certificate"] == "accepted"

    health.post(at(case, "deny/"), form | {"act": "confirmed"})

    assert states(application)["birth-certificate"] == "concluded"
    assert states(application)["social-security-card"] == "terminated"
    assert Paper.objects.filter(case=case.public_id, kind="denial").count() == 1


@pytest.mark.parametrize("missing", ["facts", "reason", "law"])
def test_a_denial_with_a_gap_goes_nowhere(health: Client, case: Case, application: UUID, missing: str) -> None:
    form = DENIAL | {"version": case.row_version, missing: "", "act": "confirmed"}

    answer = health.post(at(case, "deny/"), form)

    assert answer.status_code == 422
    assert 'id="error-summary-title"' in text_of(answer)
    assert states(application)["birth-certificate"] == "accepted"


@pytest.mark.parametrize(
    ("document", "article", "at_field"), [("行政许可法", "", "article"), ("", "第四条", "document")]
)
def test_half_a_law_named_by_hand_is_not_dropped_unseen(
    health: Client, case: Case, document: str, article: str, at_field: str
) -> None:
    half = DENIAL | {"version": case.row_version, "document": document, "article": article}

    answer = health.post(at(case, "deny/"), half)

    assert answer.status_code == 422
    assert f'id="field-{at_field}-error"' in text_of(answer)


@pytest.fixture
def service(case: Case) -> None:
    """The body of the case provides a public service and decides nothing in law."""
    Body.objects.filter(code=case.body_code).update(kind="service", complaint="0990-9610000")
    forget_places()


@pytest.mark.usefixtures("service")
def test_a_service_provider_says_no_by_its_own_published_rule(health: Client, case: Case) -> None:
    assert "本单位的办理规则：名称" in text_of(health.get(at(case, "deny/")))
    rule = {"law": "", "document": "用户办理规则", "article": "2026年1月5日"}

    health.post(at(case, "deny/"), DENIAL | rule | {"version": case.row_version, "act": "confirmed"})

    said = json.loads(Paper.objects.get(case=case.public_id, kind="denial").data)["contents"]
    assert [(one["document"], one["article"]) for one in said["law"]] == [("用户办理规则", "2026年1月5日公布")]
    assert said["remedies"] == {"channel": "0990-9610000", "hotline": "12345"}


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("day", ["2026-13-05", "2026-03-03", "5天前"])
def test_a_rule_that_was_not_published_yet_is_none(health: Client, case: Case, day: str) -> None:
    rule = {"law": "", "document": "用户办理规则", "article": day}

    answer = health.post(at(case, "deny/"), DENIAL | rule | {"version": case.row_version, "act": "confirmed"})

    assert answer.status_code == 422
    assert 'id="field-article-error"' in text_of(answer)
    assert not Paper.objects.filter(kind="denial").exists()


@pytest.mark.usefixtures("service")
def test_a_service_provider_may_name_a_law_as_well(health: Client, case: Case) -> None:
    law = {"law": "", "document": "城市供水条例", "article": "第二十条"}

    check = text_of(health.post(at(case, "deny/"), DENIAL | law | {"version": case.row_version}))

    assert "《城市供水条例》第二十条" in check


def test_taking_a_case_on_puts_it_under_the_officers_name(health: Client, case: Case) -> None:
    health.post(at(case, "review/"), {"version": case.row_version})

    assert "出生医学证明首次签发" in text_of(health.get("/desk/", {"tab": "mine"}))


@pytest.mark.parametrize("version", ["", "x", "９", "-1"])
def test_a_post_without_its_version_is_no_step(health: Client, case: Case, application: UUID, version: str) -> None:
    assert health.post(at(case, "review/"), {"version": version}).status_code in {400, 422}
    assert states(application)["birth-certificate"] == "accepted"


STEPS = [("get", ""), ("post", "unmask/"), ("post", "review/"), ("post", "grant/"), ("get", "deny/"), ("post", "deny/")]


@pytest.mark.parametrize(("method", "step"), STEPS)
def test_an_officer_of_another_body_finds_nothing(
    log_in: object, case: Case, application: UUID, method: str, step: str
) -> None:
    browser = log_in("police")  # type: ignore[operator]
    form = {"version": case.row_version, "opinion": "x", "result_number": "1", "act": "confirmed"}

    answer = getattr(browser, method)(at(case, step), form | {"purpose": "联系申请人核实情况"})

    assert answer.status_code == 404
    assert "林" not in text_of(answer)
    assert states(application)["birth-certificate"] == "accepted"


@pytest.mark.parametrize("step", ["", "deny/"])
def test_the_window_and_the_street_are_kept_out(log_in: object, case: Case, step: str) -> None:
    clerk = log_in("", role=Role.WINDOW_CLERK, site="city-centre")  # type: ignore[operator]

    assert clerk.get(at(case, step)).status_code == 403
    assert Client().get(at(case, step)).status_code == 302
    assert clerk.get("/desk/").status_code == 403


def test_waiting_cases_are_not_on_the_list_but_cannot_be_decided_either(log_in: object, health: Client) -> None:
    application = file_newborn()
    row = case_at(application, "birth-certificate")

    shown = text_of(health.get(at(row)))
    answer = health.post(
        at(row, "grant/"), {"version": row.row_version, "opinion": "好", "result_number": "1", "act": "confirmed"}
    )

    assert "待窗口受理" in shown
    assert "本件现在不用您处理" in shown
    assert answer.status_code == 422
    assert states(application)["birth-certificate"] == "received"
