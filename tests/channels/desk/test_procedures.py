"""The clock stopped and let run again, cases handed to a colleague: through the pages, to the paper and the new last day."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from builders.cases import accepted_newborn, case_at, states
from builders.desk import account_of, browser_of, kinds, later, press, text_of
from builders.restaurant import FOOD, case_of, surveyed_restaurant
from onething.modules.handling.api import Case
from onething.platform.logs.models import ActionRow
from onething.platform.permissions import Actor

LogIn = Callable[..., Client]
STOP = {"ground": "D", "days": "10", "reason": "样品要送检验机构检验", "document": "委托检验书2026第8号"}


def test_a_special_procedure_stops_the_clock_and_its_time_is_not_counted(health: Client, case: Case) -> None:
    before = case.due_on
    assert before is not None

    shown = press(health, case, "stop", **STOP)

    assert "已停止计时，告知书已出具：禾丰卫生健康特〔2026〕1号" in shown
    assert "检验：自3月2日起，参照《行政许可法》第四十五条，预计到3月16日" in shown
    with later(health, days=2):
        shown = press(health, case, "resume", ground="D", outcome="检验合格")
    assert "已登记结束，告知书已出具" in shown
    assert "检验，告知所需时间 10 个工作日，停止计时" in shown
    case.refresh_from_db()
    assert case.due_on is not None
    assert (case.state, (case.due_on - before).days) == ("reviewing", 2)
    assert kinds(case) == ["special", "resumption"]
    stopped = ActionRow.objects.get(subject_id=case.public_id, kind="start_special")
    assert (stopped.document, stopped.legal_ground) == ("委托检验书2026第8号", "参照行政许可法 第四十五条")


def test_of_a_licence_it_is_told_until_when_people_are_sent_to_inspect(log_in: LogIn) -> None:
    licence = case_of(surveyed_restaurant(), FOOD)

    shown = text_of(log_in(licence.body_code).get(f"/desk/cases/{licence.public_id}/stop/"))

    assert "最迟 2026年3月9日 指派两名以上工作人员（行政许可法 第五十五条第二款）" in shown


def test_of_what_is_no_licence_nobody_says_so(health: Client, case: Case) -> None:
    assert "第五十五条" not in text_of(health.get(f"/desk/cases/{case.public_id}/stop/"))


def test_what_stands_still_longer_than_was_told_comes_up_as_due(health: Client, case: Case) -> None:
    press(health, case, "stop", **STOP)

    quiet, due_soon = text_of(health.get("/desk/")), "/desk/?tab=due-soon"
    assert "超过告知的时间" not in quiet
    assert case.title not in text_of(health.get(due_soon))
    with later(health, days=18):
        listed, shown = text_of(health.get(due_soon)), text_of(health.get(f"/desk/cases/{case.public_id}/"))

    assert "超过告知的时间 4 个工作日" in listed
    assert "超过告知的时间 4 个工作日" in shown
    assert "告知申请人的时间已过，请查明进展：结束了的登记结束，没有结束的再次告知所需时间" in shown


def test_where_the_told_time_does_not_suffice_it_is_told_again_and_the_stop_lasts_as_long_as_it_takes(
    health: Client, case: Case
) -> None:
    before = case.due_on
    assert before is not None
    press(health, case, "stop", **STOP)

    with later(health, days=18):
        offered = text_of(health.get(f"/desk/cases/{case.public_id}/more-time/"))
        shown = press(health, case, "more-time", ground="D", days="3", reason="要补取样品复检")
        listed = text_of(health.get("/desk/?tab=due-soon"))

    assert "2026年3月16日" in offered
    assert "已再次告知所需时间，告知书已出具：禾丰卫生健康特〔2026〕2号" in shown
    assert "检验：自3月2日起，参照《行政许可法》第四十五条，预计到3月25日" in shown
    assert "检验，告知还需要 3 个工作日" in shown
    assert case.title not in listed
    with later(health, days=20):
        press(health, case, "resume", ground="D", outcome="复检合格")
    case.refresh_from_db()
    assert case.due_on is not None
    assert (case.state, (case.due_on - before).days) == ("reviewing", 20)
    assert kinds(case) == ["special", "special", "resumption"]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"days": "10"}, "原来告知的是到 3月16日，新的时间要晚于这一天"),
        ({"days": ""}, "没有写还需要多少时间"),
        ({"reason": " "}, "没有写理由"),
        ({"ground": "H"}, "没有选择还需要时间的特别程序"),
        ({"ground": ""}, "没有选择停止计时的原因"),
    ],
)
def test_a_second_notice_tells_a_later_day_and_why(
    health: Client, case: Case, typed: dict[str, str], word: str
) -> None:
    press(health, case, "stop", **STOP)

    shown = press(health, case, "more-time", **{"ground": "D", "days": "12", "reason": "复检"} | typed)

    assert word in shown
    assert kinds(case) == ["special"]


@pytest.mark.parametrize("state", ["waiting", "received", "correcting"])
def test_a_case_may_be_ended_before_it_is_accepted(health: Client, case: Case, state: str) -> None:
    Case.objects.filter(pk=case.pk).update(state=state)

    assert "报请负责人终止办理" in text_of(health.get(f"/desk/cases/{case.public_id}/"))


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ({"days": "十天"}, "没有写所需时间"),
        ({"reason": " "}, "没有写理由"),
        ({"ground": "K"}, "时间计入办理期限，不能停止计时"),
        ({"ground": "judicial"}, "没有写明中止的法律依据"),
        ({"ground": ""}, "没有选择停止计时的原因"),
    ],
)
def test_without_what_the_law_asks_the_clock_does_not_stop(
    health: Client, case: Case, typed: dict[str, str], word: str
) -> None:
    shown = press(health, case, "stop", **STOP | typed)

    assert word in shown
    assert states(case.application_ref)["birth-certificate"] == "accepted"
    assert kinds(case) == []


def test_a_suspension_ends_only_when_the_last_ground_is_gone(health: Client, case: Case) -> None:
    press(health, case, "stop", **STOP)
    press(
        health,
        case,
        "stop",
        ground="judicial",
        reason="亲子关系在诉讼",
        law_document="民事诉讼法",
        law_article="第一百五十三条",
    )

    press(health, case, "resume", ground="D", outcome="检验合格")
    assert Case.objects.get(pk=case.pk).state == "paused"
    press(health, case, "resume", ground="judicial", outcome="判决生效")

    assert Case.objects.get(pk=case.pk).state == "reviewing"
    assert kinds(case) == ["special", "suspension", "resumption", "resumption"]


def test_open_cases_go_to_a_colleague_for_a_reason(health: Client, log_in: LogIn, case: Case) -> None:
    health.post(f"/desk/cases/{case.public_id}/review/", {"version": case.row_version})
    other = log_in("health", login="other")

    refused = text_of(health.post("/desk/colleagues/", {"act": "reassign", "taker": account_of(other)}, follow=True))
    assert "没有写移交的原因" in refused
    shown = health.post(
        "/desk/colleagues/", {"act": "reassign", "taker": account_of(other), "because": "休产假"}, follow=True
    )

    assert "已移交 1 件" in text_of(shown)
    assert str(Case.objects.get(pk=case.pk).officer) == account_of(other)
    assert ActionRow.objects.get(kind="reassigned").payload["because"] == "休产假"


@override_settings(REVIEW_APART=("health",))
def test_where_the_body_wants_it_one_reviews_and_another_decides(health: Client, log_in: LogIn, case: Case) -> None:
    decision = {"opinion": "准予。", "result_number": "E1", "act": "confirmed"}

    assert "请先转审查" in press_decision(health, case, decision)
    health.post(f"/desk/cases/{case.public_id}/review/", {"version": case.row_version})
    other = log_in("health", login="other")
    health.post("/desk/colleagues/", {"act": "reassign", "taker": account_of(other), "because": "休假"})
    assert "由另一位同事作出决定" in press_decision(health, case, decision)
    assert Case.objects.get(pk=case.pk).state == "reviewing"

    third = log_in("health", login="third")
    assert "已作出准予决定" in press_decision(third, case, decision)


def press_decision(browser: Client, case: Case, typed: dict[str, str]) -> str:
    version = Case.objects.get(pk=case.pk).row_version
    return text_of(browser.post(f"/desk/cases/{case.public_id}/grant/", {"version": version, **typed}, follow=True))


def test_the_applicant_reads_what_stands_still_since_when_by_which_article_and_until_when(
    health: Client, mother: Actor
) -> None:
    application = accepted_newborn(owner=mother)
    press(health, case_at(application, "birth-certificate"), "stop", **STOP)

    shown = text_of(browser_of(mother).get(f"/applications/{application}/"))

    assert "正在检验，从 3月2日起停止计时，预计到 3月16日结束" in shown
    assert "参照《行政许可法》第四十五条，这段时间不计入办理期限，理由见特别程序告知书" in shown
    assert "特别程序告知书" in shown.split("<h2>文书</h2>")[1]


def test_of_a_case_that_stands_still_nobody_writes_a_decision_in_vain(health: Client, case: Case) -> None:
    press(health, case, "stop", **STOP)
    case.refresh_from_db()
    address, typed = f"/desk/cases/{case.public_id}", {"version": case.row_version}

    unwritten = text_of(health.get(f"{address}/deny/"))
    unread = text_of(health.post(f"{address}/grant/", {**typed, "opinion": "符合条件", "result_number": "1"}))
    refused = text_of(health.post(f"{address}/review/", typed))

    for page in (unwritten, unread):
        assert "本件现在是“停止计时”，不能作出决定；检验：自3月2日起" in page
    assert "不能执行“转审查”" in refused
    assert "恢复计时" in refused
    assert "视为准予延续" not in refused
