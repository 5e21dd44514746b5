"""A question from the guide to the window and back: who sees it, what is kept of it, and how its asker is told."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection

from builders.cases import MONDAY
from builders.newborn import publish_packs
from builders.whole_life import City, people
from onething.modules.consultation.models import Consultation, Turn
from onething.modules.notify.api import Message
from onething.platform.clock import moved
from onething.platform.logs.api import actions_of
from onething.platform.logs.models import AccessRow

ASK = "/things/newborn/ask/"
QUESTION = "孩子在外省出生，\n能在这里办吗？"


@pytest.fixture
def city(db: None, empty_house: None, stores: object) -> Iterator[City]:
    publish_packs()
    with moved(MONDAY):
        yield people(MONDAY)


def asked(city: City, words: str = QUESTION) -> UUID:
    sent = city.browser("owner").post(ASK, {"item": "birth-certificate", "words": words})
    assert sent.status_code == 302, sent.content.decode()
    return UUID(sent["Location"].rstrip("/").rsplit("/", 1)[1])


def words_of(city: City, role: str, path: str) -> str:
    page: str = city.browser(role).get(path).content.decode()
    return page


def test_the_window_of_the_site_answers_and_the_asker_is_told(city: City) -> None:
    one = asked(city)
    row = Consultation.objects.get()
    at_window = f"/counter/consultations/{one}/"

    listed, shown = words_of(city, "clerk", "/counter/consultations/"), words_of(city, "clerk", at_window)
    answered = city.browser("clerk").post(at_window, {"words": "可以。\n带出生医学证明。", "version": "1"})
    told = words_of(city, "owner", "/mine/messages/")
    mine = words_of(city, "owner", f"/mine/consultations/{one}/")

    assert (row.site_code, row.due_on, row.item) == ("city-centre", date(2026, 3, 5), "birth-certificate")
    assert at_window in listed
    assert "外省" not in listed
    assert "孩子在外省出生，<br>能在这里办吗？" in shown
    assert answered["Location"] == "/counter/consultations/"
    assert "您关于“" in told
    assert f"/mine/consultations/{one}/" in told
    assert "带出生医学证明" not in told
    assert "可以。<br>带出生医学证明。" in mine
    message = Message.objects.get()
    assert (message.kind, message.consultation, message.application) == ("answered", one, None)
    assert [line.kind for line in actions_of(subject_kind="consultation", subject_id=one)] == [
        "consultation.asked",
        "consultation.answered",
    ]
    looks = AccessRow.objects.filter(subject_kind="consultation", data_of=row.owner)
    assert list(looks.values_list("actor_role", flat=True).order_by("id")) == ["window_clerk", "citizen"]


def test_no_word_stands_readable_in_the_tables_or_the_log(city: City) -> None:
    one = asked(city)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT asked FROM {Turn._meta.db_table}")
        (kept,) = cursor.fetchone()

    assert "外省" not in str(kept)
    assert Turn.objects.get().asked == QUESTION
    assert all("外省" not in str(line.payload) for line in actions_of(subject_kind="consultation", subject_id=one))


def test_others_do_not_learn_that_it_exists(city: City) -> None:
    one = asked(city)

    codes = [
        city.browser("stranger").get(f"/mine/consultations/{one}/").status_code,
        city.browser("stranger").post(f"/mine/consultations/{one}/", {"words": "我的呢", "version": "1"}).status_code,
        city.browser("clerk_elsewhere").get(f"/counter/consultations/{one}/").status_code,
        city.browser("clerk_elsewhere").post(f"/counter/consultations/{one}/", {"words": "好"}).status_code,
    ]

    assert codes == [404] * 4
    assert str(one) not in words_of(city, "clerk_elsewhere", "/counter/consultations/?tab=all")
    assert (Consultation.objects.get().state, Turn.objects.get().answer) == ("waiting", "")


def test_one_follow_up_has_a_day_of_its_own_and_there_is_no_third(city: City) -> None:
    one = asked(city)
    mine, window = f"/mine/consultations/{one}/", f"/counter/consultations/{one}/"
    early = city.browser("owner").post(mine, {"words": "快点", "version": "1"}).status_code
    city.browser("clerk").post(window, {"words": "可以。", "version": "1"})
    with moved(MONDAY + timedelta(days=2)):
        again = city.browser("owner").post(mine, {"words": "要本人来吗？", "version": "2"}).status_code
        due_on = Consultation.objects.get().due_on
        stale = city.browser("clerk").post(window, {"words": "要。", "version": "2"}).status_code
        city.browser("clerk").post(window, {"words": "不用。", "version": "3"})
        third = city.browser("owner").post(mine, {"words": "还有", "version": "4"}).status_code

    assert (early, again, stale, third) == (422, 302, 422, 422)
    assert due_on == date(2026, 3, 9)
    assert list(Turn.objects.order_by("place").values_list("place", flat=True)) == [1, 2]
    assert [turn.answer for turn in Turn.objects.order_by("place")] == ["可以。", "不用。"]
    assert Message.objects.count() == 2


def test_pressing_twice_asks_once_and_a_sixth_question_waits(city: City) -> None:
    first, second = asked(city), asked(city)
    for number in range(4):
        asked(city, f"问题 {number}")

    sixth = city.browser("owner").post(ASK, {"words": "第六个"})
    wrong = city.browser("stranger").post(ASK, {"item": "no-such-item", "words": " "})

    assert first == second
    assert (sixth.status_code, wrong.status_code) == (422, 422)
    assert "已经有 5 个问题在等答复" in sixth.content.decode()
    assert "请写下您要问什么" in wrong.content.decode()
    assert Consultation.objects.count() == 5


def test_what_still_waits_after_its_day_is_marked_as_late(city: City) -> None:
    asked(city)
    with moved(MONDAY + timedelta(days=3)):
        in_time = words_of(city, "clerk", "/counter/consultations/")
    with moved(MONDAY + timedelta(days=4)):
        late = words_of(city, "clerk", "/counter/consultations/")

    assert "超过答复期限" not in in_time
    assert "超过答复期限" in late
