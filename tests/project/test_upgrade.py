"""Upgrades: a house of an earlier release, with its people, cases and packs, is read and worked on by this one."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from builders.houses import empty_house as empty_place
from builders.houses import living_in
from builders.releases import RELEASES, moment_of, move_in, record_of
from builders.visiting import Visitor
from builders.whole_life import browser_of
from onething.modules.handling.models import Case
from onething.modules.identity.models import Account
from onething.platform import clock
from onething.platform.logs.sealer import seal_logs
from onething.project.cli import main
from onething.project.composition import compose
from onething.project.conditions import find_conditions

pytestmark = pytest.mark.django_db

OUTGROWN = "onething.W021"
MOVED_ON = timedelta(hours=2)


@pytest.fixture
def _django_db_helper() -> None:
    """The house has a database of its own: in the test database there is nothing to roll back."""


@pytest.fixture(params=sorted(path.name.partition(".")[0] for path in RELEASES.glob("*.json.gz")))
def release(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    empty_house: None,
    tmp_path: Path,
) -> Iterator[str]:
    """This process is a house of that release, two hours after it was left, with the code of today."""
    compose()
    with django_db_blocker.unblock():
        place = empty_place(tmp_path)
        with living_in(place), clock.moved(moment_of(request.param) + MOVED_ON):
            move_in(request.param)
            yield request.param
        place.vanish()


def visitor(login: str) -> Visitor:
    return Visitor(browser_of(Account.objects.get(login=login)))


@pytest.mark.strict
def test_a_house_of_an_earlier_release_is_read_and_worked_on(release: str, capsys: pytest.CaptureFixture[str]) -> None:
    life = record_of(release)["life"]

    planned = main(["migrate", "--plan"])
    migrated = main(["migrate"])
    again = main(["migrate", "--plan"])

    told = capsys.readouterr().out
    assert (planned, migrated, again) == (1, 0, 0)
    assert "[stop] intake.0006_gathered" in told
    assert "要停机升级" in told
    read_everything(life)
    assert [finding.id for finding in find_conditions() if finding.id == OUTGROWN] == [OUTGROWN]

    imported = main(["pack", "import"])

    assert imported == 0
    assert OUTGROWN not in [finding.id for finding in find_conditions()]
    read_everything(life)
    decide(life)
    seal_logs(clock.now())
    assert main(["audit", "verify"]) == 0


def read_everything(life: Mapping[str, str]) -> None:
    """What the mother, the window and a stranger with the paper see of it."""
    mother = visitor("oidc-mother")
    mother.open(f"/applications/{life['application']}/")
    assert "请补正2处" in mother.words
    papers = {mother.download(address)[:5] for address in mother.links("下载")}
    assert papers == {b"%PDF-"}
    mother.follow("去补正")
    assert "账号6222000012345679与林知夏的银行卡不一致" in mother.words
    mother.open(f"/applications/{life['application']}/filed/")
    assert "穗前路12号3幢201室" in mother.words
    mother.open(f"/drafts/{life['draft']}/")
    clerk = visitor("clerk")
    clerk.open(f"/counter/applications/{life['application']}/")
    assert "林知夏的银行卡.pdf" in clerk.words
    clerk.open(f"/counter/drafts/{life['counter_draft']}/")
    stranger = Visitor(Client())
    stranger.open(f"/verify/{life['token']}")
    assert "有效" in stranger.words


def decide(life: Mapping[str, str]) -> None:
    officer = visitor("officer")
    officer.open(f"/desk/cases/{life['case']}/")
    officer.press("准予")
    officer.press("确认准予")
    assert Case.objects.get(public_id=life["case"]).state == "granted"
