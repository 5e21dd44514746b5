"""The restore drill: a house is lost in the middle of a birth, and the restored one brings it to the delivered results."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoDbBlocker

from builders.filing import PDF
from builders.houses import House, living_in, migrated_house
from builders.houses import empty_house as empty_place
from builders.newborn import publish_packs
from builders.visiting import Visitor
from builders.whole_life import BLURRED, PASSWORD, browser_of, filed, people, staff
from onething.modules.handling.api import ask_correction
from onething.modules.identity.models import Account
from onething.platform import clock
from onething.platform.logs.sealer import seal_logs
from onething.platform.outbox.api import drain
from onething.platform.permissions import Role
from onething.project.cli import main
from onething.project.composition import compose

pytestmark = pytest.mark.django_db

DECISIONS = (
    ("health", "出生医学证明首次签发"),
    ("disease-control", "预防接种证办理"),
    ("police", "出生登记"),
    ("medical-insurance", "生育医疗费用报销"),
    ("human-resources", "社会保障卡申领"),
    ("medical-insurance", "城乡居民基本医疗保险参保登记"),
)
AT_THE_WINDOW = ("出生医学证明", "预防接种证", "居民户口簿新页和公民身份号码", "社会保障卡")


@pytest.fixture
def _django_db_helper() -> None:
    """The houses have databases of their own: in the test database there is nothing to roll back."""


@pytest.fixture
def places(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, empty_house: None, register: None, tmp_path: Path
) -> Iterator[tuple[House, House]]:
    """The house that will be lost, and an empty one elsewhere: other databases, other folders."""
    compose()
    (tmp_path / "here").mkdir()
    (tmp_path / "elsewhere").mkdir()
    with django_db_blocker.unblock():
        lost, elsewhere = migrated_house(tmp_path / "here"), empty_place(tmp_path / "elsewhere")
        yield lost, elsewhere
        lost.vanish()
        elsewhere.vanish()


def file_and_ask(now: datetime) -> UUID:
    """Filed on the phone; the window asked once for a better picture."""
    publish_packs()
    city = people(now)
    for body in sorted({body for body, _ in DECISIONS}):
        staff(f"{body}-officer", Role.APPROVER, body=body)
    application = filed(city.actors["owner"], now)
    ask_correction(application=application, defects=[BLURRED], actor=city.actors["clerk"], now=now)
    return application


def logged_in(login: str) -> Visitor:
    visitor = Visitor(Client())
    visitor.open("/login/staff/")
    visitor.press("登录", username=login, password=PASSWORD)
    return visitor


def mother() -> Visitor:
    return Visitor(browser_of(Account.objects.get(login="oidc-mother")))


def supply(application: UUID) -> None:
    visitor = mother()
    visitor.open(f"/applications/{application}/")
    visitor.follow("去补正")
    assert "重新拍照" in visitor.words
    field = visitor.page.xpath("//input[@type='file']/@name")[0]
    visitor.press("提交补正", **{field: SimpleUploadedFile("银行卡.pdf", PDF, "application/pdf")})


def accept(application: UUID) -> None:
    window = logged_in("clerk")
    window.open(f"/counter/applications/{application}/")
    window.press("受理")
    assert "受理通知书" in window.words


def decide(body: str, item: str) -> None:
    desk = logged_in(f"{body}-officer")
    desk.open("/desk/")
    desk.follow(item)
    desk.press("准予")
    desk.press("确认准予")
    assert "已作出准予决定" in desk.words


def hand_over(application: UUID, code: str) -> None:
    window = logged_in("clerk")
    window.open(f"/counter/applications/{application}/handover/")
    ready = [window.value(result) for result in AT_THE_WINDOW]
    window.press("确认出件", code=code, receiver="林知夏", cases=ready)
    assert window.words.count("已领取") >= len(AT_THE_WINDOW)


def test_a_restored_backup_passes_the_rest_of_the_same_journey(
    places: tuple[House, House], tmp_path: Path, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    lost, elsewhere = places
    backup = tmp_path / "house.tar"
    with living_in(lost):
        application = file_and_ask(now)
        drain(now=clock.now(), limit=100)
        seal_logs(clock.now())
        saved = main(["backup", str(backup)])
    lost.vanish()
    restored = elsewhere.run("restore", str(backup))  # a process of its own: all it has is its environment
    assert (saved, restored.returncode) == (0, 0), restored.stdout + restored.stderr

    with living_in(elsewhere):
        supply(application)
        accept(application)
        for body, item in DECISIONS:
            decide(body, item)
        drain(now=clock.now(), limit=100)
        citizen = mother()
        citizen.open(f"/applications/{application}/")
        code = re.search(r"取件码(\d{6})", citizen.words)
        assert code is not None
        hand_over(application, code[1])
        drain(now=clock.now(), limit=100)
        citizen.open(f"/applications/{application}/")
        papers = [citizen.download(address) for address in citizen.links("下载")]
        seal_logs(clock.now())
        verified = main(["audit", "verify"])

    assert "6项全部办好了" in citizen.words
    assert (len(papers), {paper[:5] for paper in papers}) == (12, {b"%PDF-"})  # with slip, proof of service and the end
    assert (verified, "两份日志完整" in capsys.readouterr().out) == (0, True)
