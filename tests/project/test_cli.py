"""The command line: exit codes, facts as JSON, and rooms that add their own commands."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from onething.platform.clock import moved
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Actor, Role
from onething.project import supervisor
from onething.project.city.rota import FileUnreadable, read_staff
from onething.project.cli import main
from onething.project.demonstration import SIMULATED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stores")]


def test_check_prints_its_findings_as_json_and_exits_with_1(
    settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MASTER_KEY = ""

    code = main(["check", "--json"])

    facts = {fact["code"]: fact for fact in json.loads(capsys.readouterr().out)}
    assert code == 1
    assert "主密钥" in facts["onething.E003"]["message"]


@pytest.mark.parametrize("command", [["web"], ["worker"], ["run"]])
def test_without_keys_nothing_serves_and_the_exit_code_is_3(
    settings: object, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    settings.MASTER_KEY = ""

    assert main(command) == 3
    assert "onething.E003" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["audit"], ["web", "--port", "x"]])
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)

    assert exit_.value.code == 2


def test_whole_logs_verify_with_0_and_a_forgotten_tail_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    whole = main(["audit", "verify", "--json"])
    early = datetime(2026, 1, 1, tzinfo=UTC)
    actor = Actor(role=Role.SYSTEM)
    append_action(NewAction(subject_kind="case", subject_id=UUID(int=1), kind="x", actor=actor, at=early))
    capsys.readouterr()
    with moved(datetime(2026, 1, 2, tzinfo=UTC)):
        late = main(["audit", "verify", "--json"])

    assert (whole, late) == (0, 1)
    assert [finding["code"] for finding in json.loads(capsys.readouterr().out)] == ["tail"]


def test_a_database_of_a_newer_release_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    MigrationRecorder(connection).record_applied("intake", "9999_later")

    codes = [main(["migrate"]), main(["migrate", "--plan"])]

    told = capsys.readouterr().out
    assert codes == [3, 3]
    assert "intake.9999_later" in told
    assert "没有改动" in told


def test_a_demonstration_plays_the_outside_systems_at_the_addresses_that_are_configured(settings: object) -> None:
    settings.DEMONSTRATION = True
    settings.OIDC_ISSUER = "http://127.0.0.1:8901"
    settings.POPULATION_URL = "https://data.example/population"
    settings.UPLOAD_URL = "http://127.0.0.1:8903"
    settings.DEPARTMENT_SYSTEMS = SIMULATED["ONETHING_DEPARTMENT_SYSTEMS"]

    commands = supervisor.processes(host="127.0.0.1", port=8000)

    assert set(commands) == {"identity_provider", "national_platform", "department_system", "web", "worker"}
    assert commands["department_system"][-3:] == ["--port", "8904", "--decides-after=20"]
    assert commands["national_platform"][-3:] == ["onething_simulators.national_platform", "--port", "8903"]
    assert commands["identity_provider"][-4:] == [
        "--port", "8901",
        "--redirect-uri=http://127.0.0.1:8000/accounts/oidc/national/login/callback/",
        "--redirect-uri=http://localhost:8000/accounts/oidc/national/login/callback/",
    ]  # fmt: skip


def test_logins_come_back_to_every_name_under_which_the_demonstration_is_opened() -> None:
    assert supervisor.callbacks(host="10.0.0.7", port=8140) == [
        "http://10.0.0.7:8140/accounts/oidc/national/login/callback/",
        "http://127.0.0.1:8140/accounts/oidc/national/login/callback/",
        "http://localhost:8140/accounts/oidc/national/login/callback/",
    ]


def test_outside_a_demonstration_nothing_is_simulated(settings: object) -> None:
    settings.DEMONSTRATION = False
    settings.OIDC_ISSUER = "http://127.0.0.1:8901"

    assert set(supervisor.processes(host="127.0.0.1", port=8000)) == {"web", "worker"}


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"a: [", b"- x"])
def test_a_bad_file_of_staff_is_told_and_makes_nothing(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "staff.yaml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(FileUnreadable, match="请对照"):
        read_staff(file)
