"""A restaurant's joint survey over the pages of window, applicant and desks: one department fails, and looks again."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from builders.bombs import SVG
from builders.cases import MONDAY, NO, SITE
from builders.files import ofd
from builders.filing import citizen
from builders.newborn import publish_packs
from builders.remembering import remembered
from builders.restaurant import FIRE, FOOD, SIGN, browser_of, case_of, officer_at, surveyed_restaurant
from builders.statements import counted, locks_cases_before
from builders.visiting import Visitor
from onething.core.calendar import Span
from onething.core.lifecycle import Ground
from onething.modules.handling.api import Case, MoveRefused, Stop, deny, grant, stop_clock, withdraw
from onething.modules.handling.domain.stored import read_ledger
from onething.modules.handling.queries import log_of
from onething.modules.identity.api import Account, actor_for
from onething.modules.joint_sessions.models import JointSession, SessionClaim, SessionPart, SessionPhoto
from onething.modules.joint_sessions.services.hold import HELD
from onething.modules.notify.api import Message
from onething.modules.papers.models import Paper
from onething.platform import clock
from onething.platform.clock import moved
from onething.platform.logs.models import AccessRow
from onething.platform.outbox.api import Message as Work
from onething.platform.outbox.api import drain
from onething.platform.permissions import Role
from onething.project.composition import compose

PLACE = "禾丰市青禾区稻香街道穗前路66号"
THURSDAY, NEXT_MONDAY, NEXT_WEEK = (MONDAY + timedelta(days=days) for days in (3, 7, 9))
BODIES = {FOOD: "market-supervision", FIRE: "fire", SIGN: "urban-management"}
KINDS: dict[
    str, tuple[str, str, list[str], date]
] = {  # name, mark, whose clock stands still, last day of the fire check
    "survey": ("联合勘验", "勘〔2026〕", [], date(2026, 3, 6)),
    "acceptance": ("联合验收", "验〔2026〕", [], date(2026, 3, 6)),
    "review": ("联合评审", "评审〔2026〕", [FIRE, FOOD], date(2026, 3, 10)),
}
NAMES = {"market-supervision": "赵启明", "fire": "钱若兰", "urban-management": "孙立行"}


@remembered
def _filed() -> UUID:
    publish_packs()
    for body, name in NAMES.items():
        officer_at(body, name=name)
    officer_at("", name="韩若水", role=Role.WINDOW_CLERK, site=SITE)
    return surveyed_restaurant(owner=citizen("mother", MONDAY))


@pytest.fixture
def application(db: None, empty_house: None, stores: object) -> Iterator[UUID]:
    compose()
    with moved(MONDAY):
        yield _filed()


def staff(body: str) -> Account:
    return Account.objects.get(login=f"{body or SITE}-staff")


def at(login: str) -> Visitor:
    return Visitor(browser_of(Account.objects.get(login=login)), expected=(200, 422))


def photo() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (60, 40), "red").save(out, "JPEG")
    return SimpleUploadedFile("厨房.jpg", out.getvalue(), content_type="image/jpeg")


def arranged(application: UUID, kind: str = "survey") -> Visitor:
    """The window makes the appointment that the plan foresees."""
    window = at(f"{SITE}-staff")
    window.open(f"/counter/applications/{application}/")
    window.follow("约联合勘验")
    assert "经营场所联合核查" in window.words
    window.press("约定", kind=kind, on="2026-03-05", slot="morning", place=PLACE, bring="请负责人在场")
    assert "待申请人确认" in window.words
    return window


def confirmed(application: UUID, kind: str = "survey") -> Visitor:
    arranged(application, kind)
    applicant = at("oidc-mother")
    applicant.open(f"/applications/{application}/")
    for told in (PLACE, "2026年3月5日", "上午9:00", "请负责人在场", "布局和流程没有交叉污染"):
        assert told in applicant.words
    applicant.press("时间可以，我确认")
    assert "已约定" in applicant.words
    return applicant


def opened(login: str) -> Visitor:
    desk = at(login)
    desk.open("/desk/sessions/")
    desk.follow("3月5日")
    return desk


def conclude(body: str, **typed: object) -> Visitor:
    desk = opened(f"{body}-staff")
    desk.press("写明结论", present=f"{NAMES[body]}、周同行", **typed)
    return desk


def try_to_grant(case: Case) -> None:
    officer = actor_for(staff(case.body_code), channel="desk", post="", now=THURSDAY)
    grant(
        case=case.public_id, version=case.row_version, opinion="符合。", result_number="E1", actor=officer, now=THURSDAY
    )


def deny_fire(application: UUID) -> None:
    case = case_of(application, FIRE)
    officer = actor_for(staff("fire"), channel="desk", post="", now=THURSDAY)
    deny(case=case.public_id, version=case.row_version, rejection=NO, actor=officer, now=THURSDAY)


def test_one_department_fails_the_others_go_on_and_only_its_points_are_seen_again(application: UUID) -> None:
    confirmed(application)
    with pytest.raises(MoveRefused, match="还没有结论"):
        try_to_grant(case_of(application, SIGN))

    with moved(THURSDAY):
        desk = opened("fire-staff")
        desk.press("写明结论", verdict="rectify", present="钱若兰")
        for gap in ("哪里不符合", "两名以上工作人员", "整改到哪一天"):
            assert gap in desk.words
        desk.press("只保存照片", photos=SimpleUploadedFile("厨房.ofd", ofd()), present="钱若兰", verdict="")
        assert "不是照片" in desk.words
        desk.press("只保存照片", photos=SimpleUploadedFile("厨房.png", SVG), present="钱若兰", verdict="")
        assert "只接收JPG、PNG图片和PDF、OFD文件" in desk.words
        desk.press("只保存照片", photos=photo(), present="钱若兰", verdict="")
        assert "已保存1张照片" in desk.words
        conclude("market-supervision", verdict="pass")
        conclude("fire", verdict="rectify", until="2026-03-10", **{"fault-0": "后门上锁；请换成推杠锁"})
        done = conclude("urban-management", verdict="pass")
        assert "联合勘验记录" in done.words

        try_to_grant(case_of(application, FOOD))
        with pytest.raises(MoveRefused, match="还没有复查通过"):
            try_to_grant(case_of(application, FIRE))
        with pytest.raises(MoveRefused, match="最迟到3月10日，在这以前不能作不予决定"):
            deny_fire(application)
        applicant = at("oidc-mother")
        applicant.open(f"/applications/{application}/")
        assert "后门上锁；请换成推杠锁" in applicant.words
        assert applicant.links("下载：限期整改通知书")
        papers = Paper.objects.filter(kind__in=("rectification", "session_record")).order_by("id")
        assert [(paper.kind, paper.body_code) for paper in papers] == [
            ("rectification", "fire"),
            ("session_record", "market-supervision"),
        ]
        actions = [entry.action.value for entry in read_ledger(case_of(application, FIRE).ledger)]
        assert not {"start_special", "suspend"} & set(actions)  # a survey is not on the list of article 45

        window = at(f"{SITE}-staff")
        window.open("/counter/sessions/?tab=done")
        window.follow("3月5日")
        window.follow("约复查")
        assert "后门上锁" in window.page.xpath("string(//textarea[starts-with(@name, 'points-')])")
        assert len(window.page.xpath("//textarea[starts-with(@name, 'points-')]")) == 1
        window.press("约定", on="2026-03-11", slot="afternoon")
        window.press("代申请人确认")
    with moved(NEXT_WEEK):
        desk = at("fire-staff")
        desk.open("/desk/sessions/")
        desk.follow("3月11日")
        desk.press("写明结论", verdict="pass", present="钱若兰、周同行")
        try_to_grant(case_of(application, FIRE))


def take_back(application: UUID, *items: str) -> None:
    mother = actor_for(Account.objects.get(login="oidc-mother"), channel="portal", post="", now=MONDAY)
    cases = [case_of(application, item).public_id for item in items]
    withdraw(application=application, cases=cases, actor=mother, now=MONDAY)


def test_what_is_taken_back_leaves_the_survey_and_the_last_of_all_calls_it_off(application: UUID) -> None:
    applicant = confirmed(application)
    take_back(application, FIRE)

    coming = {staff(body).public_id for body in ("market-supervision", "urban-management")}
    assert set(SessionClaim.objects.values_list("participant", flat=True)) == coming
    applicant.open(applicant.path)
    assert "已约定" in applicant.words
    assert "办理结束，不再参加" in applicant.words
    fire, food = at("fire-staff"), at("market-supervision-staff")
    fire.open("/desk/sessions/")
    food.open("/desk/sessions/")
    assert ("3月5日" in fire.words, "3月5日" in food.words) == (False, True)

    take_back(application, FOOD, SIGN)

    assert JointSession.objects.get().state == "cancelled"
    assert not SessionClaim.objects.exists()
    assert Message.objects.filter(application=application, kind="meeting_off").count() == 1
    applicant.open(applicant.path)
    assert "已约定" not in applicant.words
    for list_of_those, login in (
        ("desk", "fire-staff"),
        ("desk", "market-supervision-staff"),
        ("counter", f"{SITE}-staff"),
    ):
        visitor = at(login)
        visitor.open(f"/{list_of_those}/sessions/")
        assert "3月5日" not in visitor.words
        visitor.open(f"/{list_of_those}/sessions/?tab=done")
        assert "已取消" in visitor.words


def test_a_denial_of_what_nobody_has_seen_yet_closes_the_survey_with_what_the_others_found(application: UUID) -> None:
    confirmed(application)
    with moved(THURSDAY):
        conclude("market-supervision", verdict="pass")
        conclude("urban-management", verdict="pass")
        deny_fire(application)

    record = Paper.objects.get(kind="session_record")
    assert (JointSession.objects.get().state, record.body_code) == ("closed", "market-supervision")
    findings = json.loads(record.data)["contents"]["findings"]
    assert [finding["verdict"] for finding in findings] == ["通过", "通过"]
    try_to_grant(case_of(application, FOOD))


def standing(application: UUID) -> list[str]:
    return list(
        Case.objects.filter(application_ref=application, state="paused").order_by("item").values_list("item", flat=True)
    )


def work() -> None:
    """What the worker finds due."""
    drain(now=clock.now(), limit=100)


def papers(kind: str) -> list[str]:
    return list(Paper.objects.filter(kind=kind).order_by("id").values_list("body_code", flat=True))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_name_its_record_and_stops_what_the_law_says(application: UUID, kind: str) -> None:
    name, mark, stopped, last_on = KINDS[kind]
    pages = [confirmed(application, kind)]
    work()
    assert standing(application) == []  # waiting for the day is not what takes time
    with moved(THURSDAY):
        work()
        work()
    assert standing(application) == stopped
    assert papers("special") == [BODIES[item] for item in stopped]

    with moved(NEXT_MONDAY):
        pages.append(opened("fire-staff"))
        conclude("fire", verdict="rectify", until="2026-03-10", **{"fault-0": "后门上锁；请换成推杠锁"})
        assert standing(application) == stopped[1:]  # who has concluded goes on, whatever the others do
        pages += [conclude(body, verdict="pass") for body in ("market-supervision", "urban-management")]
        window = at(f"{SITE}-staff")
        window.open("/counter/sessions/?tab=done")
        window.follow("3月5日")
        said = [{label for label, *_ in KINDS.values() if label in page.words} for page in (*pages, window)]
        window.follow("约复查")
        window.press("约定", on="2026-03-11", slot="afternoon")

    record = Paper.objects.get(kind__endswith="_record")
    assert (record.title, mark in record.number) == (f"{name}记录", True)
    assert said == [{name}] * 5
    assert f"{name}（复查）" in window.words
    assert standing(application) == []
    assert papers("resumption") == [BODIES[item] for item in stopped]
    assert case_of(application, FIRE).due_on == last_on


def test_without_an_appointment_the_clocks_go_on_but_not_what_an_officer_has_stopped(application: UUID) -> None:
    fire = case_of(application, FIRE)
    stop_clock(
        case=fire.public_id, version=fire.row_version, now=MONDAY,
        stop=Stop(ground=Ground.EXPERT_REVIEW, reason="委托专家评审", expected=Span.working_days(20)),
        actor=actor_for(staff("fire"), channel="desk", post="", now=MONDAY),
    )  # fmt: skip
    confirmed(application, "review")
    with moved(THURSDAY):
        work()
        both = standing(application)
        applicant = at("oidc-mother")
        applicant.open(f"/applications/{application}/")
        applicant.press("要求改期", reason="设备还没有装好")
        after_declining = standing(application)
        window = at(f"{SITE}-staff")
        window.open("/counter/sessions/")
        window.follow("3月5日")
        window.press("改期", on="2026-03-11", reason="设备还没有装好")
        window.press("代申请人确认")
        work()
        until_the_new_day = standing(application)
    with moved(NEXT_WEEK):
        work()
        again = standing(application)
        window = at(f"{SITE}-staff")
        window.open("/counter/sessions/")
        window.follow("3月11日")
        window.press("取消这次安排", reason="不再需要")

    assert (both, after_declining, until_the_new_day) == ([FIRE, FOOD], [FIRE], [FIRE])
    assert (again, standing(application)) == ([FIRE, FOOD], [FIRE])
    assert papers("special") == ["fire", "market-supervision", "market-supervision"]
    assert papers("resumption") == ["market-supervision", "market-supervision"]


def test_where_the_worker_was_away_the_clock_stood_still_from_the_day_of_the_review(application: UUID) -> None:
    confirmed(application, "review")

    with moved(NEXT_MONDAY):
        conclude("fire", verdict="pass")

    fire = case_of(application, FIRE)
    actions = {entry.action.value: entry.on for entry in read_ledger(fire.ledger)}
    assert (actions["start_special"], actions["resume"]) == (THURSDAY.date(), NEXT_MONDAY.date())
    assert fire.due_on == date(2026, 3, 10)


def test_every_look_at_a_photo_is_on_the_access_log_with_its_purpose(application: UUID) -> None:
    confirmed(application)
    with moved(THURSDAY):
        opened("fire-staff").press("只保存照片", photos=photo(), present="钱若兰", verdict="")
    taken = SessionPhoto.objects.get()
    address = f"/desk/sessions/{taken.part.session.public_id}/photos/{taken.file}"

    sister = browser_of(staff("urban-management")).get(address)
    stranger = browser_of(officer_at("health", name="李旁观")).get(address)

    looks = [row for row in AccessRow.objects.all() if f"file:{taken.file}" in row.fields]
    assert (sister.status_code, stranger.status_code) == (200, 404)
    assert [(row.actor_account, row.purpose, row.case_ref) for row in looks] == [
        (staff("urban-management").public_id, "联合勘验", application)
    ]


def test_nobody_comes_twice_at_one_time_and_other_departments_see_nothing(application: UUID) -> None:
    arranged(application)
    stranger = officer_at("health", name="李旁观")
    address = re.search(r"/desk/sessions/[0-9a-f-]{36}/", str(browser_of(staff("fire")).get("/desk/sessions/").content))
    assert address is not None
    assert browser_of(stranger).get(address[0]).status_code == 404
    assert "没有要去的" in browser_of(stranger).get("/desk/sessions/").content.decode()


def test_a_time_that_does_not_suit_is_changed_and_asked_anew(application: UUID) -> None:
    applicant = confirmed(application)
    with counted() as cost:
        applicant.press("要求改期", reason="设备还没有装好，下周三以后都可以")
    assert locks_cases_before("joint_sessions_jointsession", cost)  # as a decision does
    assert "窗口会另约时间" in applicant.words

    window = at(f"{SITE}-staff")
    window.open("/counter/sessions/")
    window.follow("3月5日")
    assert "设备还没有装好" in window.words
    window.press("改期", on="2026-03-07", reason="设备还没有装好")
    assert "不是工作日" in window.words
    deputy, stranger = officer_at("fire", name="李替班", login="fire-deputy"), officer_at("health", name="李旁观")
    moved_to = {"on": "2026-03-11", "reason": "设备还没有装好"}
    window.press("改期", **moved_to, **{"who-fire": str(stranger.public_id)})
    assert "不在禾丰市消防救援支队的岗位上" in window.words
    assert SessionPart.objects.filter(participant_name="钱若兰").exists()
    window.press("改期", **moved_to, **{"who-fire": str(deputy.public_id)})
    assert "待申请人确认" in window.words
    assert SessionPart.objects.get(body_code="fire").participant_name == "李替班"
    assert "不换，仍是李替班" in window.words
    officer = actor_for(staff("fire"), channel="desk", post="", now=MONDAY)
    kinds = [line.what for line in log_of(case_of(application, FIRE).public_id, actor=officer)]
    assert [kind for kind in kinds if "联合勘验" in kind] == [
        "约定联合勘验", "确认联合勘验的时间", "要求改联合勘验的时间", "联合勘验改期",
    ]  # fmt: skip


def test_who_fails_on_the_spot_is_told_what_comes_of_it(application: UUID) -> None:
    confirmed(application)
    with moved(THURSDAY):
        conclude("fire", verdict="fail", remark="没有第二个出口")
        applicant = at("oidc-mother")
        applicant.open(f"/applications/{application}/")

    assert "没有第二个出口" in applicant.words
    assert "这样不能准予：部门会书面作出决定，或者重新约时间来看" in applicant.words


def test_a_worker_whose_clock_was_set_right_does_not_begin_a_session_before_its_day(application: UUID) -> None:
    confirmed(application, "review")
    Work.objects.filter(topic=HELD).update(next_attempt_at=MONDAY)
    work()
    assert standing(application) == []
    with moved(THURSDAY):
        work()
    assert standing(application) == KINDS["review"][2]
