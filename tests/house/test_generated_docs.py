"""Generated pages say what the code says; whoever changes the code renders them again."""

import argparse
import ast
import shutil
from pathlib import Path

import pytest

from onething.project.documents import papers
from onething.project.documents.commands import PAGES, REMEDY, add_commands, stale_pages
from onething.project.documents.sources import text_of, trees
from onething.project.documents.surroundings import MEANINGS, variables


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    args = parser.parse_args(["docs", *words])
    return int(args.run(args))


def test_no_generated_page_is_stale(root: Path) -> None:
    assert stale_pages(root / "docs/generated") == [], REMEDY


def test_rendered_pages_are_fresh_until_one_is_edited_or_added(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(root / "docs/generated/papers", tmp_path / "papers")  # fresh pictures are not drawn again
    assert run("render", "--folder", str(tmp_path)) == 0
    assert run("check", "--folder", str(tmp_path)) == 0
    (tmp_path / "events.md").write_text("# Events\n", encoding="utf-8")
    (tmp_path / "old.md").write_text("# Old\n", encoding="utf-8")
    (tmp_path / "routes.md").unlink()

    assert run("check", "--folder", str(tmp_path)) == 1

    assert "events.md、old.md、routes.md" in capsys.readouterr().out


def test_a_picture_of_a_paper_is_stale_when_its_template_or_its_contents_changed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root / "docs/generated/papers", tmp_path / "papers")
    (tmp_path / "papers/receipt.png").write_bytes((tmp_path / "papers/served.png").read_bytes())
    (tmp_path / "papers/old.png").write_bytes(b"no picture")
    assert papers.stale_papers(tmp_path) == ["papers/old.png", "papers/receipt.png"]

    papers.draw_papers(tmp_path)

    assert papers.stale_papers(tmp_path) == []
    assert not (tmp_path / "papers/old.png").exists()
    monkeypatch.setattr(papers, "_templates", lambda specimen: [specimen.kind.code, "edited"])
    assert len(papers.stale_papers(tmp_path)) == len(list((tmp_path / "papers").iterdir()))


def test_pictures_of_papers_are_small(root: Path) -> None:
    sizes = [path.stat().st_size for path in (root / "docs/generated/papers").iterdir()]
    assert max(sizes) < 80_000
    assert sum(sizes) < 2_000_000


def test_every_variable_of_the_settings_has_a_meaning_and_every_meaning_a_variable() -> None:
    assert {variable.name for variable in variables()} == MEANINGS.keys()


def test_defaults_of_variables_are_read_from_the_source() -> None:
    defaults = {variable.name: variable.default for variable in variables()}
    assert defaults["ONETHING_CITIZEN_IDLE_MINUTES"] == "15"
    assert defaults["ONETHING_HOSTS"] == "127.0.0.1,localhost,[::1]"
    assert defaults["ONETHING_PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert defaults["ONETHING_SECRET_KEY"] == ""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("case-lifecycle.md", "| 已收件 | 受理 | 已受理 |"),
        ("error-codes.md", "| `intake.not_found` | `modules/intake` | `NotFound` | 没有找到这份申请。"),
        ("error-codes.md", "| `upload.empty` | `platform/files` | 文件是空的"),
        ("error-codes.md", "| `identifier.old_format` | `core/identifiers` | 这是 15 位的一代身份证号码"),
        ("error-codes.md", "| `login.name` | `modules/identity` | 身份认证没有给出可用的姓名。"),
        ("error-codes.md", "| `dependency_ring` | `core/definitions` |"),
        ("events.md", "`modules.handling.handlers.when_submitted`"),
        ("permissions.md", "| `case.decide` |"),
        ("routes.md", "| `/livez` | `livez` | `public` |"),
        ("settings.md", "| `DATABASE_URL` | 文本 |"),
    ],
)
def test_a_page_tells_what_people_look_for(name: str, line: str) -> None:
    assert line in PAGES[name]()


def test_an_event_is_told_once() -> None:
    assert PAGES["events.md"]().count("## ApplicationSubmitted\n") == 1


def test_a_value_put_into_a_text_shows_as_an_ellipsis() -> None:
    assert text_of(ast.parse('f"共 {n} 项" + rest', mode="eval").body) == "共 … 项…"


def test_sources_leave_out_what_machines_wrote() -> None:
    assert [place for place, _ in trees() if "migrations" in place] == []
