"""Backup and restore: what is in it, what is refused, and that nothing is ever overwritten or half written."""

import json
import shutil
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from builders.houses import KEY, House, empty_house, living_in, migrated_house
from onething.platform import clock
from onething.platform.files.api import InspectedUpload, keep_file, read_file
from onething.platform.files.models import StoredFile
from onething.platform.logs.api import NewAction, append_action
from onething.platform.logs.sealer import seal_logs
from onething.platform.permissions import Actor, Role
from onething.project.backup import databases
from onething.project.backup.databases import describe
from onething.project.backup.manifest import Contents, tag_of
from onething.project.cli import main

OTHER_KEY = "1f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0"
NAME = "林知夏的户口簿.pdf"
MORE = 3
Refusals = Callable[..., list[int]]


pytestmark = pytest.mark.django_db


@pytest.fixture
def _django_db_helper() -> None:
    """Every house here has a database of its own: in the test database there is nothing to roll back."""


@pytest.fixture(scope="module", autouse=True)
def _database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def houses(_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., House]]:
    """Makes houses, and takes them away at the end."""
    made: list[House] = []

    def make(build: Callable[[Path], House] = empty_house) -> House:
        made.append(build(tmp_path_factory.mktemp("house")))
        return made[-1]

    yield make
    for one in made:
        one.vanish()


@pytest.fixture(scope="module")
def lived_in(houses: Callable[..., House]) -> House:
    """Three sealed actions, one that waits, two files."""
    made = houses(migrated_house)
    with living_in(made):
        for number in range(3):
            act(number)
        seal_logs(clock.now())
        act(7)
        for text in (b"one", b"two"):
            keep(text * 50_000)
    return made


@pytest.fixture(scope="module")
def backup(lived_in: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "house.tar"
    with living_in(lived_in):
        assert main(["backup", str(file)]) == 0
    return file


@pytest.fixture(scope="module")
def empty(houses: Callable[..., House]) -> House:
    """Refusals must leave it empty, so they share it."""
    return houses()


@pytest.fixture
def refusals(empty: House) -> Refusals:
    """The exit codes of restoring these into the empty house, which stays empty."""

    def restore_each(*files: Path, house: House = empty) -> list[int]:
        with living_in(house):
            codes = [main(["restore", str(file)]) for file in files]
        assert house.is_untouched()
        return codes

    return restore_each


def act(number: int) -> None:
    actor = Actor(role=Role.SYSTEM)
    append_action(NewAction(subject_kind="case", subject_id=UUID(int=number), kind="x", actor=actor, at=clock.now()))


def keep(content: bytes, name: str = NAME) -> None:
    with transaction.atomic():
        upload = InspectedUpload(name=name, media_type="application/pdf", content=content)
        keep_file(upload=upload, now=clock.now())


def parts_of(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def changed(file: Path, target: Path, **parts: bytes) -> Path:
    """A copy in which these parts hold something else."""
    with tarfile.open(target, "w") as tar:
        for name, content in (parts_of(file) | parts).items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    return target


def test_a_backup_says_what_it_holds_and_holds_no_key_and_nobody_in_clear(backup: Path) -> None:
    manifest = json.loads(parts_of(backup)["manifest.json"])

    assert (manifest["rows"]["logs_action"], manifest["rows"]["files_storedfile"], manifest["files"]) == (4, 2, 2)
    assert manifest["heads"]["action"].split()[1] == "3"
    assert (manifest["vendor"], set(manifest["versions"])) == (
        connection.vendor,
        {"onething", "django", "python", connection.vendor},
    )
    content = backup.read_bytes()
    assert not any(secret in content for secret in (KEY.encode(), bytes.fromhex(KEY), NAME.encode()))
    assert backup.stat().st_mode & 0o077 == 0


def test_an_empty_house_becomes_the_same_house(
    houses: Callable[..., House], backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with living_in(houses()):
        code = main(["restore", str(backup)])
        kept = [(row.name, read_file(public_id=row.public_id)[1][:6]) for row in StoredFile.objects.order_by("id")]
        seal_logs(clock.now())
        verified = main(["audit", "verify"])
        told = capsys.readouterr().out
        again = main(["restore", str(backup)])

    assert (code, kept, verified) == (0, [(NAME, b"oneone"), (NAME, b"twotwo")], 0)
    assert "核对无误，可以启动" in told
    assert "两份日志完整：每一行、每条链、每个签名都核对无误。" in told
    assert (again, "已经有数据" in capsys.readouterr().out) == (3, True)


def test_one_changed_byte_anywhere_is_refused_before_anything_is_written(
    refusals: Refusals, backup: Path, tmp_path: Path
) -> None:
    parts, harmed = parts_of(backup), []
    for part in ("database", "heads.jsonl", "files.sm3", "files/", "manifest.json", "manifest.tag"):
        name, content = next((name, content) for name, content in parts.items() if name.startswith(part))
        middle = len(content) // 2
        other = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        harmed.append(changed(backup, tmp_path / f"{len(harmed)}.tar", **{name: other}))

    assert refusals(*harmed) == [3] * 6


def test_a_backup_of_other_keys_is_refused_with_the_number_of_its_own(
    refusals: Refusals, empty: House, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = json.loads(parts_of(backup)["manifest.json"])["keys"][0]

    codes = refusals(backup, house=replace(empty, key=OTHER_KEY))

    assert (codes, wanted in capsys.readouterr().out) == ([3], True)


def test_what_does_not_fit_this_house_is_refused_even_with_a_true_tag(
    refusals: Refusals, backup: Path, tmp_path: Path
) -> None:
    manifest, unfit = json.loads(parts_of(backup)["manifest.json"]), []
    for change in ({"vendor": "oracle"}, {"migrations": ["intake.9999_later"]}, {"format": 2}):
        content = json.dumps(manifest | change).encode()
        parts = {"manifest.json": content, "manifest.tag": tag_of(content)}
        unfit.append(changed(backup, tmp_path / f"{len(unfit)}.tar", **parts))

    assert refusals(*unfit) == [3] * 3


def test_a_torn_file_and_no_file_are_refused(refusals: Refusals, backup: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.tar"
    torn.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])

    assert refusals(torn, tmp_path / "none.tar") == [3, 3]


def test_a_backup_never_overwrites_and_leaves_no_halves(lived_in: House, backup: Path) -> None:
    before = backup.read_bytes()

    with living_in(lived_in):
        code = main(["backup", str(backup)])

    assert (code, backup.read_bytes()) == (3, before)
    assert [path.name for path in backup.parent.iterdir()] == ["house.tar"]


def test_a_lost_file_is_named_and_the_rest_is_kept(
    lived_in: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blob = next(path for path in (lived_in.folder / "files").rglob("*") if path.is_file())
    hidden = Path(shutil.move(blob, tmp_path / "hidden"))

    with living_in(lived_in):
        code = main(["backup", str(tmp_path / "house.tar")])
    shutil.move(hidden, blob)

    assert (code, blob.name in capsys.readouterr().out) == (1, True)
    assert json.loads(parts_of(tmp_path / "house.tar")["manifest.json"])["files"] == 1


def test_a_backup_of_a_busy_house_is_of_one_instant(
    houses: Callable[..., House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody acts, keeps files and seals all the time, also between the copy and the counting of its rows."""
    written, enough = Written(), threading.Event()

    def describe_later() -> Contents:
        written.wait_for_more()
        return describe()

    monkeypatch.setattr(databases, "describe", describe_later)
    with living_in(houses(migrated_house)):
        busy = threading.Thread(target=live_busily, args=(written, enough))
        busy.start()
        try:
            written.wait_for_more()
            saved = main(["backup", str(tmp_path / "busy.tar")])
        finally:
            enough.set()
            busy.join()
    with living_in(houses()):
        restored = main(["restore", str(tmp_path / "busy.tar")])

    rows = json.loads(parts_of(tmp_path / "busy.tar")["manifest.json"])["rows"]
    assert (saved, restored) == (0, 0)
    assert rows["logs_action"] == rows["files_storedfile"]
    assert MORE <= rows["logs_action"] <= written.number - MORE


class Written:
    """How often the busy house has written."""

    def __init__(self) -> None:
        self.number, self.changed = 0, threading.Condition()

    def one_more(self) -> None:
        with self.changed:
            self.number += 1
            self.changed.notify_all()

    def wait_for_more(self) -> None:
        with self.changed:
            wanted = self.number + MORE
            assert self.changed.wait_for(lambda: self.number >= wanted, timeout=30), "those who write are kept waiting"


def live_busily(written: Written, enough: threading.Event) -> None:
    while not enough.is_set():
        with transaction.atomic():
            act(100 + written.number)
            keep(str(written.number).encode())
        seal_logs(clock.now())
        written.one_more()
    connection.close()
