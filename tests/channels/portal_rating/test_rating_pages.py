"""The slip at the window, the page its code leads to, and what is kept of an answer; without log-in and script."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from builders.cases import CITIZEN, CLERK, MONDAY, accepted_newborn, case_at, compose_handling, grant_item
from builders.newborn import publish_packs
from onething.modules.delivery.api import deliveries_of, hand_over
from onething.modules.papers.models import Paper
from onething.modules.papers.services.render import make_pdf
from onething.modules.rating.api import Answer, BadlyRated, Rated, RatingNotFound, RatingRefused, print_slip, rate
from onething.modules.rating.domain.levels import decide_answer
from onething.modules.rating.models import Invitation, Rating
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.events import react
from onething.platform.logs.api import actions_of


@pytest.fixture
def application(db: None, empty_house: None, stores: object) -> Iterator[UUID]:
    """One result handed over at the window, the rest on its way."""
    publish_packs()
    compose_handling()
    filed = accepted_newborn()
    grant_item(filed, "birth-certificate")
    code = deliveries_of(application=filed, actor=CITIZEN).code
    case = case_at(filed, "birth-certificate").public_id
    hand_over(application=filed, code=code, receiver="林知夏", cases=[case], actor=CLERK, now=MONDAY)
    with moved(MONDAY):
        yield filed


def printed(application: UUID) -> str:
    """The path on the slip."""
    slip = print_slip(application=application, window="01号窗口", actor=CLERK, now=MONDAY)
    address: str = json.loads(Paper.objects.get(public_id=slip).data)["contents"]["rating_address"]
    return address[address.index("/rate/") :]


def answer(level: str = "2", **given: object) -> Answer:
    said = decide_answer(**{"level": level, "reasons": [], "words": "", "named": False, **given})  # type: ignore[arg-type]
    assert isinstance(said, Answer)
    return said


def test_the_window_prints_one_slip_a_stage_which_names_nobody(application: UUID) -> None:
    first, again = printed(application), printed(application)

    slip = Paper.objects.get(kind="rating_slip")
    assert first == again
    assert (Invitation.objects.get().window, Invitation.objects.get().served_by) == ("01号窗口", CLERK.account)
    assert "林" not in json.dumps(json.loads(slip.data)["contents"], ensure_ascii=False)
    assert make_pdf(slip).startswith(b"%PDF")
    with pytest.raises(RatingNotFound):
        print_slip(application=application, window="", actor=replace(CLERK, site_code="elsewhere"), now=MONDAY)


def test_anybody_with_the_code_says_how_it_was_and_nobody_reads_it_there(application: UUID) -> None:
    path, phone = printed(application), Client()

    levels = phone.get(path).content.decode()
    reasons = phone.get(f"{path}?level=2").content.decode()
    sent = phone.post(path, {"level": "2", "reasons": ["207", "214"], "words": "等了很久", "named": "yes"})
    thanks = phone.get(sent["Location"])
    later = phone.get(path).content.decode()

    assert re.findall(r'name="level" value="(\d)">', levels) == ["5", "4", "3", "2", "1"]
    assert "出生" in levels
    assert "窗口人员业务不熟练" in reasons
    assert "谢谢，评价已收到" in thanks.content.decode()
    assert (thanks["Cache-Control"], thanks["X-Robots-Tag"]) == ("no-store", "noindex")
    for page in (thanks.content.decode(), later):
        assert "不满意" not in page
        assert "等了很久" not in page
    assert "这次服务已经评价过" in later
    kept = Rating.objects.get()
    assert (kept.level, kept.reasons, kept.words, kept.named, kept.channel) == (2, [207, 214], "等了很久", True, "code")
    (line,) = actions_of(subject_kind="rating", subject_id=Invitation.objects.get().public_id)
    assert (line.kind, line.actor_account, line.payload["level"]) == ("rating.given", None, 2)


def test_what_is_wrong_is_said_and_nothing_is_kept(application: UUID) -> None:
    path = printed(application)

    refused = Client().post(path, {"level": "2", "reasons": ["510"], "words": "写" * 501})
    without = Client().post(path, {})

    assert (refused.status_code, without.status_code) == (422, 422)
    assert "写的内容太长" in refused.content.decode()
    assert "请先选择满意的程度" in without.content.decode()
    assert not Rating.objects.exists()


def test_forged_codes_are_one_and_the_same_unknown_page(application: UUID) -> None:
    path = printed(application)
    stranger = path.replace(application.hex, new_public_id().hex)
    forged = [
        path[:-1] + ("0" if path[-1] != "0" else "1"),
        stranger,
        "/rate/x",
        f"/rate/{application.hex}",
        "/rate/" + "é" * 49,
    ]

    answers = [Client().get(one) for one in forged] + [Client().post(forged[0], {"level": "5"})]

    assert {one.status_code for one in answers} == {404}
    pages = [one.content.decode() for one in answers]
    assert all("<h1>没有找到要评价的办件</h1>" in page and "出生" not in page for page in pages)
    assert not Rating.objects.exists()


def test_the_applicant_changes_it_within_fifteen_days_and_every_answer_stays(application: UUID) -> None:
    heard: list[Rated] = []
    react(Rated, heard.append)
    react(BadlyRated, heard.append)
    token = printed(application).removeprefix("/rate/")
    rate(token=token, answer=answer("1", named=True), actor=CLERK, now=MONDAY)

    with pytest.raises(RatingRefused):
        rate(token=token, answer=answer("5"), actor=CLERK, now=MONDAY)
    rate(token=token, answer=answer("4"), actor=CITIZEN, now=MONDAY + timedelta(days=14))
    with pytest.raises(RatingRefused):
        rate(token=token, answer=answer("5"), actor=CITIZEN, now=MONDAY + timedelta(days=15))

    assert list(Rating.objects.order_by("revision").values_list("revision", "level", "channel")) == [
        (1, 1, "code"),
        (2, 4, "portal"),
    ]
    assert [(type(one), one.level, one.changed, one.named) for one in heard] == [
        (BadlyRated, 1, False, True),
        (Rated, 4, True, False),
    ]


def test_the_sixty_first_look_of_a_minute_waits(application: UUID) -> None:
    path, hall = printed(application), Client(REMOTE_ADDR="192.0.2.9")

    codes = [hall.get(path).status_code for _ in range(61)]

    assert (codes[:60], codes[60]) == ([200] * 60, 429)
    assert Client(REMOTE_ADDR="192.0.2.10").get(path).status_code == 200
