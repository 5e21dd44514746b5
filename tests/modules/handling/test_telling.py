"""People are told of what happened: once, in their own space, and by an SMS that goes by day and comes back with a receipt."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, NO, accepted_newborn, case_at, file_newborn, grant_item, officer
from builders.notices import CONSENT
from onething.core.calendar import Span
from onething.core.lifecycle import Ground
from onething.modules.exchange.api import NotReached
from onething.modules.handling.api import (
    OF_PAPER,
    Stop,
    accept_application,
    ask_correction,
    deny,
    refuse_acceptance,
    stop_clock,
)
from onething.modules.handling.handlers import when_paper_made
from onething.modules.handling.services.keep_promises import remind_of_promises
from onething.modules.joint_sessions.models import JointSession
from onething.modules.joint_sessions.telling import tell_of_session
from onething.modules.notify.api import SEND, Message, MessageKind, choose_sms, page_of_messages
from onething.modules.notify.domain.answers import Receipts, Refused, SendAnswer, Taken
from onething.modules.notify.domain.sending import Receipt, Sms
from onething.modules.notify.services import receipts, send
from onething.modules.papers.api import PaperMade, kinds
from onething.modules.papers.models import Paper
from onething.modules.papers.services.issue import RENDER
from onething.modules.papers.tasks import render_paper
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.events import react
from onething.platform.logs.models import AccessRow
from onething.platform.outbox.api import consume, dead_messages, drain
from onething.platform.outbox.models import Message as Work

NIGHT = MONDAY + timedelta(hours=13)  # 22:00 in Shanghai
MORNING = MONDAY + timedelta(hours=23)
PHONE = "13900000001"


@dataclass
class Gateway:
    """Takes everything, unless it is told to answer otherwise."""

    answer: SendAnswer = field(default_factory=Taken)
    told: Receipts = ()
    sent: list[Sms] = field(default_factory=list)

    def send(self, sms: Sms, *, now: datetime) -> SendAnswer:
        self.sent.append(sms)
        return self.answer

    def receipts(self, ids: Collection[str], *, now: datetime) -> Receipts:
        return self.told

    def check_config(self) -> tuple[str, ...]:
        return ()


@pytest.fixture
def gateway(city: None, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    settings.SMS_URL, settings.SMS_SIGNATURE = "https://sms.example", "禾丰一件事"  # type: ignore[attr-defined]
    one = Gateway()
    monkeypatch.setattr(send, "find_gateway", lambda: one)
    monkeypatch.setattr(receipts, "find_gateway", lambda: one)
    react(PaperMade, when_paper_made)
    consume(RENDER, render_paper)
    consume(SEND, send.send_sms, waits=send.RETRY_WAITS)
    with moved(MONDAY):
        yield one


def work(now: datetime = MONDAY) -> None:
    """Do everything that is due, as a worker would."""
    drain(now=now + timedelta(seconds=1), limit=50)


def messages(application: UUID) -> list[tuple[str, str]]:
    return list(Message.objects.filter(application=application).order_by("id").values_list("kind", "sms"))


def test_every_kind_of_paper_is_told_or_known_already() -> None:
    assert set(OF_PAPER) == {kind.code for kind in kinds()}


def test_an_acceptance_is_told_once_with_nothing_about_people(gateway: Gateway) -> None:
    application = accepted_newborn()
    work()
    Work.objects.filter(topic=RENDER).update(done_at=None, next_attempt_at=MONDAY)
    work()

    (sms,) = gateway.sent
    row = Message.objects.get(application=application)
    assert sms.phone == PHONE
    assert sms.text == "【禾丰一件事】您的“新生儿出生”申请（尾号00001J）已受理。请登录“我的办件”查看。"
    assert (row.sms, row.phone, row.segments, row.told_at) == ("sent", "", 1, MONDAY)
    looked = AccessRow.objects.filter(purpose="发送办件短信")
    assert [(look.actor_role, look.case_ref, look.data_of) for look in looked] == [
        ("system", application, CITIZEN.person)
    ]
    assert [told.text for told in page_of_messages(actor=CITIZEN).rows] == [row.text]


def test_a_paper_for_somebody_else_is_not_told_to_the_applicant(gateway: Gateway) -> None:
    application = accepted_newborn()
    Paper.objects.filter(application=application).update(owner=new_public_id())
    work()

    assert messages(application) == []


def test_a_correction_names_its_last_day_and_a_denial_no_result(gateway: Gateway) -> None:
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    row = case_at(application, "birth-certificate")
    until = row.correct_by or date.min
    work()
    other = accepted_newborn(serial=2)
    row = case_at(other, "birth-certificate")
    who = officer("health")
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=who, now=MONDAY)
    work()

    assert messages(application) == [("correction", "sent")]
    assert f"需要在{until.month}月{until.day}日前补正。" in gateway.sent[0].text
    assert messages(other) == [("accepted", "sent"), ("decided", "sent")]
    assert gateway.sent[2].text.endswith("有办理结果。请登录“我的办件”查看。")
    assert all("不" not in sms.text for sms in gateway.sent)


def test_what_several_bodies_refuse_in_one_step_is_told_once(gateway: Gateway) -> None:
    application = file_newborn()
    papers = refuse_acceptance(application=application, rejection=NO, actor=CLERK, now=MONDAY)
    work()

    assert len(papers) == 3
    assert messages(application) == [("decided", "sent")]


def test_what_stands_still_for_one_review_at_several_bodies_is_told_once(gateway: Gateway) -> None:
    application = accepted_newborn()
    stop = Stop(ground=Ground.EXPERT_REVIEW, reason="联合评审", expected=Span.working_days(1))
    for item in ("birth-certificate", "vaccination-certificate"):
        row = case_at(application, item)
        who = officer(row.body_code)
        stop_clock(case=row.public_id, version=row.row_version, stop=stop, actor=who, now=MONDAY)
    work()

    assert Paper.objects.filter(application=application, kind="special").count() == 2
    assert messages(application) == [("accepted", "sent"), ("days_changed", "sent")]


def test_a_result_for_the_window_says_where_to_collect_it_and_no_code(gateway: Gateway) -> None:
    application = accepted_newborn()
    grant_item(application, "birth-certificate")
    work()

    assert messages(application)[-1] == ("ready", "sent")
    assert "可以取件，请带证件到禾丰市政务服务中心。取件码请登录查看。" in gateway.sent[-1].text


def test_at_night_nothing_goes_and_in_the_morning_one_sms_says_the_same_thing_once(gateway: Gateway) -> None:
    with moved(NIGHT):
        application = accepted_newborn()
        rows = [case_at(application, item) for item in ("birth-certificate", "maternity-reimbursement")]
        for row in rows:
            row.refresh_from_db()
            deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer(row.body_code), now=NIGHT)
        work(NIGHT)
        assert gateway.sent == []
        work(MORNING)

    assert messages(application) == [("accepted", "sent"), ("decided", "sent"), ("decided", "none")]
    assert len(gateway.sent) == 2


def test_who_wants_fewer_sms_still_gets_those_that_matter(gateway: Gateway) -> None:
    choose_sms(wanted=False, actor=CITIZEN, now=MONDAY)
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    other = accepted_newborn(serial=2)
    work()

    assert (messages(application), messages(other)) == ([("correction", "sent")], [("accepted", "none")])
    assert AccessRow.objects.filter(purpose="发送办件短信", case_ref=other).count() == 0


def test_a_gateway_that_is_down_is_tried_again_and_one_that_refuses_is_not(gateway: Gateway) -> None:
    gateway.answer = NotReached(reason="连不上短信通道")
    application = accepted_newborn()
    work()
    assert messages(application) == [("accepted", "waiting")]

    gateway.answer = Refused(reason="号码在黑名单里")
    work(MONDAY + timedelta(minutes=1))

    row = Message.objects.get(application=application)
    assert (row.sms, row.sms_note, row.phone) == ("failed", "号码在黑名单里", "")
    assert {sms.id for sms in gateway.sent} == {str(row.public_id)}
    assert dead_messages(SEND).count() == 0


def test_receipts_are_kept_and_what_has_none_for_three_days_is_given_up(gateway: Gateway) -> None:
    first, second, third = (accepted_newborn(serial=serial) for serial in (1, 2, 3))
    work()
    came = MONDAY + timedelta(minutes=2)
    gateway.told = (
        Receipt(id=id_of(first), delivered=True, at=came),
        Receipt(id=id_of(second), delivered=False, at=came, reason="停机"),
    )

    ended = receipts.collect_receipts(MONDAY + timedelta(minutes=5))
    gateway.told = ()
    receipts.collect_receipts(MONDAY + timedelta(days=4))

    assert ended == 2
    assert [messages(one)[0][1] for one in (first, second, third)] == ["delivered", "failed", "unconfirmed"]
    row = Message.objects.get(application=second)
    assert (row.sms_at, row.sms_note) == (came, "停机")


def id_of(application: UUID) -> str:
    return str(Message.objects.get(application=application).public_id)


def test_a_promised_day_that_is_near_is_told_with_the_day(gateway: Gateway) -> None:
    application = file_newborn(promised={"mother:bank-card": "deferral"})
    accept_application(application=application, actor=CLERK, now=MONDAY)
    remind_of_promises(MONDAY + timedelta(days=5))
    remind_of_promises(MONDAY + timedelta(days=5))

    told = Message.objects.filter(application=application, kind="promise_near")
    assert [row.text.partition("）")[2] for row in told] == ["有承诺的材料要在3月9日前交来。"]


def test_an_appointment_and_its_end_are_told(gateway: Gateway) -> None:
    application = accepted_newborn()
    session = JointSession(application=application, kind="survey", on=date(2026, 3, 5), slot="morning")
    tell_of_session(session, MessageKind.MEETING, now=MONDAY)
    tell_of_session(session, MessageKind.MEETING, now=MONDAY)
    session.row_version += 1
    tell_of_session(session, MessageKind.MEETING_OFF, now=MONDAY)

    told = Message.objects.filter(application=application).order_by("id")
    assert [row.text.partition("）")[2] for row in told] == [
        "联合勘验约在3月5日上午 9:00。",
        "3月5日的联合勘验已取消。",
    ]


def test_without_a_gateway_messages_stand_in_ones_own_space_and_nobody_looks_at_the_phone(
    gateway: Gateway, settings: object
) -> None:
    settings.SMS_URL = ""  # type: ignore[attr-defined]
    application = accepted_newborn()
    work()

    row = Message.objects.get(application=application)
    assert (row.sms, row.sms_note) == ("none", "没有开通短信")
    assert AccessRow.objects.filter(purpose="发送办件短信").count() == 0
    assert Paper.objects.filter(kind="acceptance").count() == 1
