"""Finding people and applications, and handing results over with code and name, all or in part."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from builders.cases import CITIZEN, accepted_newborn, grant_item
from builders.filing import citizen, complete, open_newborn
from onething.modules.delivery.api import deliveries_of
from onething.modules.handling.models import Case
from onething.modules.intake.api import submit
from onething.modules.intake.models import Application
from onething.platform.logs.models import AccessRow

MOTHER_ID = "770101199403120025"
ASKING = {"by": "person", "purpose": "窗口接待：申请人查询进度"}


@pytest.fixture
def filed(city: None, now: Any) -> UUID:
    mother = citizen("mother", now)
    draft = open_newborn(mother, now)
    complete(draft, mother, now)
    return submit(draft=draft, key="k1", actor=mother, now=now).public_id


@pytest.fixture
def granted(city: None) -> UUID:
    """Accepted, and its first two results, on paper, decided."""
    application = accepted_newborn(delivery_mode="pick-up")
    grant_item(application, "birth-certificate")
    grant_item(application, "vaccination-certificate")
    return application


def test_the_document_finds_unfinished_applications_and_is_logged(window: Client, filed: UUID) -> None:
    page = window.post("/counter/find/", {**ASKING, "id_number": "７７０１０１ 19940312 0025"}).content.decode()

    assert "还没有办完" in page
    assert f"/counter/applications/{filed}/" in page
    assert AccessRow.objects.filter(purpose=ASKING["purpose"]).count() == 1


def test_no_purpose_no_answer(window: Client, filed: UUID) -> None:
    answer = window.post("/counter/find/", {"by": "person", "id_number": MOTHER_ID, "purpose": "好奇"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择查询的原因" in page
    assert f'value="{MOTHER_ID}"' in page
    assert str(filed) not in page


def test_a_wrong_number_says_which_check_failed(window: Client) -> None:
    answer = window.post("/counter/find/", {**ASKING, "id_number": "770101199403120026"})

    assert answer.status_code == 422
    assert "校验" in answer.content.decode()


def test_the_number_of_the_receipt_leads_to_the_application(window: Client, filed: UUID) -> None:
    number = Application.objects.get().number

    answer = window.post("/counter/find/", {"by": "number", "number": f" {number.lower()} "})

    assert answer["Location"] == f"/counter/applications/{filed}/"


def test_another_site_finds_neither_person_nor_number(next_door: Client, filed: UUID) -> None:
    by_number = next_door.post("/counter/find/", {"by": "number", "number": Application.objects.get().number})
    by_person = next_door.post("/counter/find/", {**ASKING, "id_number": MOTHER_ID})

    assert by_number.status_code == 422
    assert "本窗口没有这个编号的申请" in by_number.content.decode()
    assert "本窗口没有这位申请人的办件" in by_person.content.decode()
    assert str(filed) not in by_person.content.decode()


def code_of(application: UUID) -> str:
    return deliveries_of(application=application, actor=CITIZEN).code


def ready(window: Client, application: UUID) -> list[str]:
    page = window.get(f"/counter/applications/{application}/handover/").content.decode()
    return re.findall(r'name="cases" value="([^"]+)"', page)


def test_the_list_of_results_leads_to_handing_over(window: Client, granted: UUID) -> None:
    page = window.get("/counter/?tab=to-hand-over").content.decode()

    assert f"/counter/applications/{granted}/handover/" in page


def test_part_of_the_results_is_handed_over_with_code_and_name(window: Client, granted: UUID) -> None:
    waiting = ready(window, granted)
    told = {"act": "give", "code": code_of(granted), "receiver": "林知夏", "cases": waiting[:1]}

    answer = window.post(f"/counter/applications/{granted}/handover/", told)

    page = window.get(answer["Location"]).content.decode()
    assert len(waiting) == 2
    assert "已出件：" in page
    assert "已领取" in page
    assert ready(window, granted) == waiting[1:]
    assert list(Case.objects.filter(public_id__in=waiting).order_by("place").values_list("state", flat=True)) == [
        "concluded", "granted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "000000"}, "取件码不对"),
        ({"receiver": "林知秋"}, "证件上的姓名不是申请人"),
        ({"cases": []}, "没有勾选要出件的结果"),
    ],
)
def test_what_does_not_fit_hands_nothing_over(window: Client, granted: UUID, changes: Any, words: str) -> None:
    waiting = ready(window, granted)
    told = {"act": "give", "code": code_of(granted), "receiver": "林知夏", "cases": waiting, **changes}

    answer = window.post(f"/counter/applications/{granted}/handover/", told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{told["receiver"]}"' in page
    assert set(Case.objects.filter(public_id__in=waiting).values_list("state", flat=True)) == {"granted"}


def test_results_by_post_are_registered_with_their_number(window: Client, city: None) -> None:
    application = accepted_newborn(delivery_mode="post")
    grant_item(application, "birth-certificate")
    address = f"/counter/applications/{application}/handover/"
    parcels = re.findall(r'name="parcels" value="([^"]+)"', window.get(address).content.decode())

    missing = window.post(address, {"act": "post", "tracking": "", "parcels": parcels})
    sent = window.post(address, {"act": "post", "tracking": "EM123456789CN", "parcels": parcels})

    assert missing.status_code == 422
    assert "没有填写邮件号码" in missing.content.decode()
    page = window.get(sent["Location"]).content.decode()
    assert "已登记寄出" in page
    assert "EM123456789CN" in page
