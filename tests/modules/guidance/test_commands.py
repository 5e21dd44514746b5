"""`onething plan` prints the plan for people and for programs, and says what was wrong with its arguments."""

import json
from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path

import pytest

from builders.newborn import ANSWERS, FOLDERS, newborn, publish_packs
from onething.core.planning import plan_data
from onething.modules.guidance.api import guide_from
from onething.modules.guidance.commands import add_commands

FILES = ["--packs", *map(str, FOLDERS)]
PAIRS = ["--answers", *(f"{question}={answer}" for question, answer in ANSWERS.items())]
START = ["--start", "2026-11-23"]


def run(*arguments: str) -> int:
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(["plan", *arguments])
    return int(args.run(args))


def test_people_read_aligned_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("newborn", *PAIRS, *START, *FILES, "--leave-out", "birth-registration") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        f"新生儿出生（{newborn().version}）",
        "11月23日 周一提交，11月30日 周一前办好（5 个工作日）",
    ]
    items = lines[lines.index("事项") + 1 : lines.index("材料") - 1]
    assert len(items) == 8
    assert "  不办    出生登记" in items[2]
    assert items[2].endswith("禾丰市公安局                您选择这次不办。")


def test_programs_read_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("newborn", *PAIRS, *START, *FILES, "--json") == 0
    plan = guide_from(source=newborn(), answers=ANSWERS, start=date(2026, 11, 23)).plan
    assert json.loads(capsys.readouterr().out) == plan_data(plan)


@pytest.mark.parametrize("text", ["married: no\n", '{"married": "no"}'])
def test_answers_come_from_a_file(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    assert run("newborn", "--answers", str(file), *START, *FILES) == 0
    assert "不走一件事：请到窗口办理" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_published_catalogue_is_the_default(clock: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    publish_packs()
    assert run("newborn") == 0
    assert "还要回答" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["newborn", "--start", "2026-02-30", *FILES], 2, "不是日期"),
        (["newborn", "--answers", "nowhere.yaml", *FILES], 2, "读不了回答文件"),
        (["nothing", *START, *FILES], 1, "没有代码为“nothing”的一件事"),
        (["newborn", *START, "--packs", "nowhere"], 1, "pack.yaml"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == code
    out, err = capsys.readouterr()
    assert said in err
    assert out == ""


@pytest.mark.parametrize("content", ["- a\n", "a: [1]\n", "a: {b: c}\n", "a: 'b\n", "\x00"])
def test_a_file_that_holds_no_answers_is_refused(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(content, encoding="utf-8")
    assert run("newborn", "--answers", str(file), *START, *FILES) == 2
    assert str(file) in capsys.readouterr().err
