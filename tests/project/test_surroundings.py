"""Reading the environment, demonstration keys and the findings of `onething check`."""

import stat
from pathlib import Path

import pytest

from onething.project.checks import find_faults
from onething.project.demonstration import prepare_demonstration
from onething.project.surroundings import read_database, read_list, read_secret, read_switch

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0"


def test_a_postgresql_address_is_read_with_its_escapes() -> None:
    found = read_database("postgres://u%40x:p%2Fw@db.local:5433/one%20thing", data=Path(), pool_size=3)

    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "u@x", "p/w", "db.local", "5433", "one thing",
    )  # fmt: skip
    assert found["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 3, "timeout": 5, "reconnect_timeout": 8}


def test_a_socket_folder_may_stand_in_the_query() -> None:
    assert read_database("postgresql:///name?host=/run/pg", data=Path(), pool_size=3)["HOST"] == "/run/pg"


def test_without_an_address_the_embedded_database_writes_first_come_first_served() -> None:
    found = read_database("", data=Path("/data"), pool_size=3)

    assert found["NAME"] == "/data/onething.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_another_kind_of_database_is_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match="只认 postgres"):
        read_database("mysql://x/y", data=Path(), pool_size=3)


def test_secrets_come_from_the_variable_or_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from file\n", encoding="utf-8")
    monkeypatch.setenv("ONETHING_X_FILE", str(tmp_path / "key"))
    from_file = read_secret("ONETHING_X")
    monkeypatch.setenv("ONETHING_X", "from variable")

    assert (from_file, read_secret("ONETHING_X"), read_secret("ONETHING_Y")) == ("from file", "from variable", "")


@pytest.mark.parametrize(("value", "on"), [("1", True), ("Yes", True), ("0", False), ("", False), ("off", False)])
def test_switches(monkeypatch: pytest.MonkeyPatch, value: str, on: bool) -> None:
    monkeypatch.setenv("ONETHING_X", value)

    assert read_switch("ONETHING_X") is on


def test_lists_lose_their_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONETHING_X", " a, ,b ")

    assert (read_list("ONETHING_X"), read_list("ONETHING_Y", default=("c",))) == (["a", "b"], ["c"])


def test_demonstration_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    environment = {"ONETHING_DATA": str(tmp_path), "ONETHING_OIDC_ISSUER": "https://real.example"}
    prepare_demonstration(environment)
    first = (tmp_path / "keys" / "master_key").read_text(encoding="ascii")
    prepare_demonstration(environment)

    assert (tmp_path / "keys" / "master_key").read_text(encoding="ascii") == first
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()} == {0o600}
    assert environment["ONETHING_OIDC_ISSUER"] == "https://real.example"
    assert environment["ONETHING_POPULATION_URL"] == "http://127.0.0.1:8902"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"SECRET_KEY_GIVEN": False}, ["onething.E001"]),
        ({"SECRET_KEY": "short"}, ["onething.E002"]),
        ({"MASTER_KEY": ""}, ["onething.E003"]),
        ({"MASTER_KEY": "00" * 32}, ["onething.E003"]),
        ({"DEBUG": True}, ["onething.E004"]),
        ({"FILE_STORE": Path(__file__) / "no folder"}, ["onething.E005"]),
        ({"HTTPS": False}, ["onething.W001"]),
        ({"HTTPS": False, "DEMONSTRATION": True}, []),
    ],
)
def test_what_is_not_fit_for_service_is_found(settings: object, changes: dict[str, object], codes: list[str]) -> None:
    fit = {"HTTPS": True, "SECRET_KEY": "k" * 40, "SECRET_KEY_GIVEN": True, "MASTER_KEY": KEY, "DEBUG": False}
    for name, value in {**fit, "DEMONSTRATION": False, **changes}.items():
        setattr(settings, name, value)

    findings = find_faults()

    assert [finding.id for finding in findings] == codes
    assert all(finding.hint for finding in findings)
