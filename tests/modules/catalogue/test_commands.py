"""`onething pack ...` as an operator meets it: words, JSON and exit codes."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from onething.modules.catalogue.commands import add_commands
from onething.modules.catalogue.models import PackVersion


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(dest="command"))
    args = parser.parse_args(["pack", *map(str, words)])
    return int(args.run(args))


def test_validate_is_silent_in_its_exit_code_about_warnings(pack: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pack.change("bundle.yaml", "amount: 5", "amount: 2")
    assert run("validate", pack.path) == 0
    told = capsys.readouterr().out
    assert "[警告] small/bundle.yaml:10 promise path_over_promise" in told
    assert "共 1 条，其中 0 条必须改正。" in told


def test_validate_fails_with_file_line_field_and_remedy(pack: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pack.change("items.yaml", '"07"', '"02"')
    assert run("validate", "--json", pack.path) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["file"], finding["line"], finding["field"]) == ("small/items.yaml", 6, "entries[0].type")
    assert finding["severity"] == "refuse"
    assert "请写 01、05" in finding["message"]


@pytest.mark.django_db
def test_import_then_list(pack: Any, clock: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", pack.path) == 0
    assert "small@2026.1：已公布。" in capsys.readouterr().out
    assert run("import", pack.path) == 0
    assert "没有改变" in capsys.readouterr().out
    assert run("list", "--json", "--kind", "bundle") == 0
    assert json.loads(capsys.readouterr().out) == [
        {"code": "newborn", "kind": "bundle", "name": "出生一件事", "version": "2026.1"}
    ]


@pytest.mark.django_db
def test_a_refused_import_fails_and_says_why(pack: Any, clock: object, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", pack.path)
    pack.change("bundle.yaml", "summary: 一起办", "summary: 分开办")
    assert run("import", pack.path) == 1
    assert "提高 pack.yaml 的 version" in capsys.readouterr().out
    pack.change("pack.yaml", '"2026.1"', '"2026.2"')
    pack.change("items.yaml", '"07"', '"02"')
    assert run("import", "--json", pack.path) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])[0]["code"] == "shape_enum"
    assert PackVersion.objects.count() == 1


@pytest.mark.django_db
def test_an_empty_list_says_what_to_do(clock: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    assert "pack import" in capsys.readouterr().out


def test_a_schema_is_printed_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema", "bundle") == 0
    assert json.loads(capsys.readouterr().out)["title"] == "一件事"
