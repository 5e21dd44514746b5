"""Backup and restore as operators do it: whole houses in processes of their own, on the database under test."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings as house
from django.db import connection

from onething.project.backup.manifest import tag_of

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0"
OTHER_KEY = "1f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0"
SECRET = "only for tests, never anywhere else " * 2
NAME = "林知夏的户口簿.pdf"
SEED = """
import django; django.setup()
from uuid import UUID
from django.db import transaction
from onething.platform import clock
from onething.platform.files.api import InspectedUpload, keep_file
from onething.platform.logs.api import NewAction, append_action
from onething.platform.logs.sealer import seal_logs
from onething.platform.permissions import Actor, Role

def act(number):
    actor = Actor(role=Role.SYSTEM)
    append_action(NewAction(subject_kind="case", subject_id=UUID(int=number), kind="x", actor=actor, at=clock.now()))
"""
ONE_HOUSE = (
    SEED
    + """
for number in range(3):
    act(number)
seal_logs(clock.now())
act(7)  # waits for its seal
for text in (b"one", b"two"):
    with transaction.atomic():
        upload = InspectedUpload(name="林知夏的户口簿.pdf", media_type="application/pdf", content=text * 50_000)
        keep_file(upload=upload, now=clock.now())
"""
)
BUSY_HOUSE = (
    SEED
    + """
import itertools, sys
for number in itertools.count(100):
    with transaction.atomic():
        act(number)
        upload = InspectedUpload(name="a.pdf", media_type="application/pdf", content=str(number).encode())
        keep_file(upload=upload, now=clock.now())
    seal_logs(clock.now())
    print(number, flush=True)
"""
)
LOOK = (
    SEED
    + """
from onething.platform.files.api import read_file
from onething.platform.files.models import StoredFile
for row in StoredFile.objects.order_by("id"):
    print(row.name, read_file(public_id=row.public_id)[1][:6].decode())
seal_logs(clock.now())
from onething.project.cli import main
print(main(["audit", "verify"]))
"""
)


@dataclass(frozen=True)
class House:
    """A house of its own: folder, database, keys."""

    data: Path
    database: str
    key: str = KEY

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "onething.project.settings",
            "PYTHONPATH": ":".join(filter(None, sys.path)),
            "PATH": os.environ["PATH"],
            "ONETHING_DATA": str(self.data),
            "ONETHING_MASTER_KEY": self.key,
            "ONETHING_SECRET_KEY": SECRET,
            **({"DATABASE_URL": self.database} if self.database else {}),
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "onething.project.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def python(self, script: str) -> str:
        command = [sys.executable, "-c", script]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def restore_each(self, *files: Path) -> list[int]:
        """The exit codes of restoring these one after the other, in one process."""
        script = f"""
from onething.project.cli import main
codes = [main(["restore", file]) for file in {[str(file) for file in files]!r}]
print(codes)
"""
        return json.loads(self.python(script).splitlines()[-1])

    def is_untouched(self) -> bool:
        """Nothing but what starting a command leaves: a database without tables."""
        left = [path for path in self.data.rglob("*") if path.is_file() and "sqlite3" not in path.name]
        if self.database:
            with closing(psycopg.connect(self.database)) as reader:
                tables = reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        else:
            with closing(sqlite3.connect(self.data / "onething.sqlite3")) as reader:
                tables = reader.execute("SELECT name FROM sqlite_master").fetchall()
        return not left and not tables


def new_house(folder: Path, *, key: str = KEY) -> House:
    """An empty one."""
    if connection.vendor == "sqlite":
        return House(folder, "", key)
    where = house.DATABASES["default"]
    name = f"backup_{uuid4().hex[:12]}"
    server = {
        "host": where["HOST"],
        "port": where["PORT"],
        "user": where["USER"],
        "password": where["PASSWORD"] or None,
    }
    with closing(psycopg.connect(dbname="postgres", autocommit=True, **server)) as administrator:
        administrator.execute(f"CREATE DATABASE {name}")
    secret = f":{where['PASSWORD']}" if where["PASSWORD"] else ""
    return House(folder, f"postgres://{where['USER']}{secret}@{where['HOST']}:{where['PORT']}/{name}", key)


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Makes empty houses, and takes their databases away at the end."""
    made: list[House] = []

    def make(**given: str) -> House:
        made.append(new_house(tmp_path_factory.mktemp("house"), **given))
        return made[-1]

    yield make
    if connection.vendor != "sqlite":
        where = house.DATABASES["default"]
        server = {
            "host": where["HOST"],
            "port": where["PORT"],
            "user": where["USER"],
            "password": where["PASSWORD"] or None,
        }
        with closing(psycopg.connect(dbname="postgres", autocommit=True, **server)) as administrator:
            for one in made:
                administrator.execute(f"DROP DATABASE {one.database.rpartition('/')[2]} WITH (FORCE)")


@pytest.fixture(scope="module")
def lived_in(houses) -> House:
    """Three sealed actions, one that waits, two files."""
    made = houses()
    assert made.run("migrate").returncode == 0
    made.python(ONE_HOUSE)
    return made


@pytest.fixture(scope="module")
def backup(lived_in: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "house.tar"
    done = lived_in.run("backup", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    return file


@pytest.fixture(scope="module")
def empty(houses) -> House:
    """Refusals must leave it empty, so they share it."""
    return houses()


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
    assert not any(secret in content for secret in (KEY.encode(), bytes.fromhex(KEY), SECRET.encode(), NAME.encode()))
    assert backup.stat().st_mode & 0o077 == 0


def test_an_empty_house_becomes_the_same_house(houses, backup: Path) -> None:
    other = houses()

    done = other.run("restore", str(backup))

    assert done.returncode == 0, done.stdout + done.stderr
    assert "核对无误" in done.stdout
    looked = other.python(LOOK).splitlines()
    assert looked == [f"{NAME} oneone", f"{NAME} twotwo", "两份日志完整：每一行、每条链、每个签名都核对无误。", "0"]
    again = other.run("restore", str(backup))
    assert (again.returncode, "已经有数据" in again.stdout) == (3, True)


def test_one_changed_byte_anywhere_is_refused_before_anything_is_written(
    empty: House, backup: Path, tmp_path: Path
) -> None:
    parts, harmed = parts_of(backup), []
    for part in ("database", "heads.jsonl", "files.sm3", "files/", "manifest.json", "manifest.tag"):
        name, content = next((name, content) for name, content in parts.items() if name.startswith(part))
        middle = len(content) // 2
        other = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        harmed.append(changed(backup, tmp_path / f"{len(harmed)}.tar", **{name: other}))

    assert empty.restore_each(*harmed) == [3] * 6
    assert empty.is_untouched()


def test_a_backup_of_other_keys_is_refused_with_the_number_of_its_own(empty: House, backup: Path) -> None:
    stranger = House(empty.data, empty.database, OTHER_KEY)
    wanted = json.loads(parts_of(backup)["manifest.json"])["keys"][0]

    done = stranger.run("restore", str(backup))

    assert (done.returncode, wanted in done.stdout) == (3, True)
    assert empty.is_untouched()


def test_what_does_not_fit_this_house_is_refused_even_with_a_true_tag(
    empty: House, backup: Path, tmp_path: Path
) -> None:
    manifest, unfit = json.loads(parts_of(backup)["manifest.json"]), []
    for change in ({"vendor": "oracle"}, {"migrations": ["intake.9999_later"]}, {"format": 2}):
        content = json.dumps(manifest | change).encode()
        parts = {"manifest.json": content, "manifest.tag": tag_of(content)}
        unfit.append(changed(backup, tmp_path / f"{len(unfit)}.tar", **parts))

    assert empty.restore_each(*unfit) == [3] * 3
    assert empty.is_untouched()


def test_a_torn_file_and_no_file_are_refused(empty: House, backup: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.tar"
    torn.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])

    assert empty.restore_each(torn, tmp_path / "none.tar") == [3, 3]
    assert empty.is_untouched()


def test_a_backup_never_overwrites_and_leaves_no_halves(lived_in: House, backup: Path) -> None:
    before = backup.read_bytes()

    done = lived_in.run("backup", str(backup))

    assert (done.returncode, backup.read_bytes()) == (3, before)
    assert [path.name for path in backup.parent.iterdir()] == ["house.tar"]


def test_a_lost_file_is_named_and_the_rest_is_kept(lived_in: House, tmp_path: Path) -> None:
    blob = next(path for path in (lived_in.data / "files").rglob("*") if path.is_file())
    hidden = Path(shutil.move(blob, tmp_path / "hidden"))

    done = lived_in.run("backup", str(tmp_path / "house.tar"))
    shutil.move(hidden, blob)

    assert (done.returncode, blob.name in done.stdout) == (1, True)
    assert json.loads(parts_of(tmp_path / "house.tar")["manifest.json"])["files"] == 1


def test_a_backup_of_a_busy_house_is_of_one_instant(houses, tmp_path: Path) -> None:
    lived_in = houses()
    lived_in.run("migrate")
    command = [sys.executable, "-c", BUSY_HOUSE]
    busy = subprocess.Popen(
        command, env=lived_in.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        busy.stdout.readline()
        began = time.monotonic()
        saved = lived_in.run("backup", str(tmp_path / "busy.tar"))
        took = time.monotonic() - began
    finally:
        busy.terminate()
        written = busy.communicate()[0].splitlines()
    other = houses()
    done = other.run("restore", str(tmp_path / "busy.tar"))

    assert (saved.returncode, done.returncode) == (0, 0), saved.stdout + done.stdout
    assert "核对无误" in done.stdout
    assert len(written) > took  # it went on writing meanwhile
