"""A complete draft from the applicant to the window and back before it is submitted: who sees it, until when, what is said."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse

from builders.cases import MONDAY
from builders.filing import fill
from builders.newborn import publish_packs
from builders.remembering import remembered
from builders.whole_life import City, complete_draft, people
from onething.modules.consultation.handlers import when_draft_gone
from onething.modules.consultation.models import PreReview
from onething.modules.intake.api import DraftGone, draft_of, submit, wipe_expired_drafts
from onething.modules.intake.models import Draft
from onething.modules.notify.api import Message
from onething.platform.clock import moved
from onething.platform.events import react
from onething.platform.logs.api import actions_of
from onething.platform.logs.models import AccessRow

TYPED = {  # what registers would say, were there any
    "mother": {
        "ethnicity": "汉族", "marriage-certificate-number": "J990100-2021-000012", "household-address": "穗前路12号",
        "household-head": "林稻生", "employer": "禾丰粮油",
    },
    "father": {"ethnicity": "汉族"},
    "child[1]": {
        "child-sex": "女", "child-birth-date": "2026-02-26", "child-birth-time": "08:15", "birth-weight": "3250",
        "gestation-weeks": "39", "birth-hospital": "禾丰市妇幼保健院",
    },
}  # fmt: skip
LIST = "/counter/pre-reviews/"
PHONE, CARD = "mother.mobile-phone", "mother:bank-card"
RESULT = "child[1]:birth-medical-certificate"  # comes by itself: nobody may be asked for it
NOTES = {
    "act": "notes", "version": "1", "defect": [PHONE, CARD, RESULT],
    f"{PHONE}-problem": "少一位", f"{PHONE}-remedy": "补全十一位",
    f"{CARD}-problem": "看不清", f"{CARD}-remedy": "重新拍照",
}  # fmt: skip


@remembered
def built() -> tuple[City, UUID]:
    publish_packs()
    city = people(MONDAY)
    draft = complete_draft(city.actors["owner"], MONDAY)
    typed = ({f"{party}.{element}": value for element, value in of.items()} for party, of in TYPED.items())
    fill(draft, city.actors["owner"], MONDAY, *typed)
    return city, draft


class Scene:
    """The applicant's complete draft, and what each of them sees."""

    def __init__(self) -> None:
        self.city, self.draft = built()
        self.mine = f"/drafts/{self.draft}/"

    def ask(self, act: str = "ask", role: str = "owner") -> HttpResponse:
        return self.city.browser(role).post(f"{self.mine}pre-review/", {"act": act})

    def page(self, role: str, path: str) -> str:
        return str(self.city.browser(role).get(path).content.decode())

    @property
    def at_window(self) -> str:
        return f"{LIST}{PreReview.objects.get().public_id}/"

    def answer(self, role: str = "clerk", **given: object) -> HttpResponse:
        return self.city.browser(role).post(self.at_window, {**NOTES, **given})

    def change(self, hours: int) -> None:
        fill(self.draft, self.city.actors["owner"], MONDAY + timedelta(hours=hours), {PHONE: f"1390000010{hours}"})


@pytest.fixture
def scene(db: None, empty_house: None, stores: object) -> Iterator[Scene]:
    react(DraftGone, when_draft_gone)
    with moved(MONDAY):
        yield Scene()


def test_what_the_window_notes_stands_where_it_is_put_right(scene: Scene) -> None:
    offered = scene.page("owner", f"{scene.mine}check/")
    asked = scene.ask()
    row = PreReview.objects.get()
    waits, listed = scene.page("owner", scene.mine), scene.page("clerk", LIST)
    shown = scene.page("clerk", scene.at_window)
    (file,) = draft_of(scene.draft, actor=scene.city.actors["owner"], now=MONDAY).reading.content.files[CARD]
    opened = scene.city.browser("clerk").get(f"{scene.at_window}files/{file.id}").status_code
    refused = scene.answer(act="fit")
    answered = scene.answer()
    over = [scene.city.browser("clerk").get(f"{scene.at_window}{end}")["Location"] for end in ("", f"files/{file.id}")]
    told = {path: scene.page("owner", f"{scene.mine}{path}") for path in ("", "parties/mother/", f"materials/{CARD}/")}

    assert "预审不是受理，也不作出决定" in offered
    assert (asked.status_code, row.site_code, row.due_on) == (302, "city-centre", date(2026, 3, 5))
    assert "3月5日前看完答复" in waits
    assert scene.at_window in listed
    assert "13900000001" not in listed
    assert "13900000001" in shown
    assert [f'value="{key}"' in shown for key in (PHONE, CARD, RESULT)] == [True, True, False]
    assert (opened, refused.status_code, answered["Location"], over) == (200, 422, LIST, [LIST, LIST])
    assert "少一位" in refused.content.decode()
    assert f'href="{scene.mine}parties/mother/#field-mother-mobile-phone">母亲的手机号码' in told[""]
    assert f'href="{scene.mine}materials/{CARD}/"' in told[""]
    assert "3 份要交，已上传 3 份；预审提出 1 处" in told[""]
    assert "补全十一位" in told["parties/mother/"]
    assert "看不清" not in told["parties/mother/"]
    assert "重新拍照" in told[f"materials/{CARD}/"]
    message = Message.objects.get()
    assert (message.text, message.draft) == ("您的“新生儿出生”草稿预审有答复了。", scene.draft)
    assert scene.mine in scene.page("owner", "/mine/messages/")
    looks = AccessRow.objects.filter(purpose="窗口预审", data_of=row.owner).order_by("id")
    assert [look.fields for look in looks] == ["content", f"file:{file.id}", "content", "content"]
    trace = actions_of(subject_kind="pre_review", subject_id=row.public_id)
    assert [(line.kind, line.payload["notes"]) for line in trace] == [
        ("pre_review.asked", 0),
        ("pre_review.answered", 2),
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT notes FROM {PreReview._meta.db_table}")
        assert "少一位" not in str(cursor.fetchone())


def test_whoever_changes_or_takes_back_closes_the_draft_to_the_window(scene: Scene) -> None:
    scene.ask()
    again = scene.ask()
    fill(scene.draft, scene.city.actors["owner"], MONDAY + timedelta(minutes=30), {PHONE: "13900000001"})
    unchanged = scene.page("clerk", LIST)
    scene.change(hours=1)
    closed = scene.answer(act="fit", defect=[])
    after_change, listed = scene.page("owner", scene.mine), scene.page("clerk", LIST)
    scene.ask()
    fit = scene.answer(act="fit", defect=[], version="2")
    told, same = scene.page("owner", scene.mine), scene.ask()
    scene.change(hours=2)
    third = scene.ask()
    scene.ask("take_back")
    taken_back = scene.answer(version="5")

    assert (again.status_code, closed["Location"], fit["Location"], third.status_code) == (302, LIST, LIST, 302)
    assert scene.at_window in unchanged
    assert "预审已自动撤回" in after_change
    assert "没有等待预审的草稿" in listed
    assert "窗口预审：未发现问题" in told
    assert "窗口看过的就是现在这份草稿" in same.content.decode()
    assert taken_back["Location"] == LIST
    assert PreReview.objects.get().state == "taken_back"
    assert Message.objects.count() == 1
    filed = submit(
        draft=scene.draft, key=str(scene.draft), actor=scene.city.actors["owner"], now=MONDAY + timedelta(hours=3)
    )
    assert not PreReview.objects.exists()
    led = [scene.city.browser(role).get(scene.mine) for role in ("owner", "stranger")]
    assert (led[0]["Location"], led[1].status_code) == (f"/applications/{filed.public_id}/", 404)


def test_strangers_learn_nothing_and_half_a_draft_is_not_shown(scene: Scene) -> None:
    fill(scene.draft, scene.city.actors["owner"], MONDAY, {"mother.employer": "禾丰粮油"})
    codes = [scene.ask(role="stranger").status_code, scene.ask("take_back", role="stranger").status_code]
    Draft.objects.update(answers={})
    half = scene.ask()

    assert codes == [404, 404]
    assert half["Location"] == f"{scene.mine}check/"
    assert not PreReview.objects.exists()


def test_what_was_said_goes_with_the_draft_and_no_other_site_sees_it(scene: Scene) -> None:
    scene.ask()
    elsewhere = [scene.city.browser("clerk_elsewhere").get(scene.at_window).status_code]
    elsewhere.append(scene.answer(role="clerk_elsewhere").status_code)
    listed = scene.page("clerk_elsewhere", LIST)
    scene.answer()
    gone = wipe_expired_drafts(MONDAY + timedelta(days=31))

    assert elsewhere == [404, 404]
    assert scene.draft.hex not in listed
    assert "没有等待预审的草稿" in listed
    assert (gone, PreReview.objects.count()) == (1, 0)
