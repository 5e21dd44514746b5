"""`onething docs render|check`: write the generated pages, or say which of them are stale."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from onething.project.documents.codes import error_codes
from onething.project.documents.connector import department_protocol
from onething.project.documents.house import case_lifecycle, events_page, permissions_page, routes_page
from onething.project.documents.limits import limits_page
from onething.project.documents.papers import draw_papers, papers_page, stale_papers
from onething.project.documents.surroundings import settings_page

FINE, FINDINGS = 0, 1
FOLDER = Path("docs/generated")
REMEDY = "请运行 onething docs render，看过差别后一并提交。"
PAGES: Mapping[str, Callable[[], str]] = {
    "case-lifecycle.md": case_lifecycle,
    "department-protocol.md": department_protocol,
    "error-codes.md": error_codes,
    "events.md": events_page,
    "legal-limits.md": limits_page,
    "papers.md": papers_page,
    "permissions.md": permissions_page,
    "routes.md": routes_page,
    "settings.md": settings_page,
}


def add_commands(subparsers: Any) -> None:
    """Add `docs`."""
    docs = subparsers.add_parser("docs", help="由代码生成的文档页 (pages written from the code)")
    kinds = docs.add_subparsers(dest="docs_command", required=True, metavar="render|check")
    for name, run, told in (("render", _render, "写出全部页面"), ("check", _check, "指出已经过时的页面")):
        command = kinds.add_parser(name, help=told)
        command.add_argument("--folder", type=Path, default=FOLDER, help="默认 docs/generated")
        command.set_defaults(run=run)


def stale_pages(folder: Path) -> list[str]:
    """Pages and pictures that are missing or no longer say what the code says, and files that belong to none."""
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    pages = sorted(
        name for name in PAGES.keys() | found.keys() if name not in PAGES or found.get(name) != PAGES[name]()
    )
    return [*pages, *stale_papers(folder)]


def _render(args: argparse.Namespace) -> int:
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, write in PAGES.items():
        (args.folder / name).write_text(write(), encoding="utf-8")
    draw_papers(args.folder)
    print(f"已写出 {len(PAGES)} 页：{args.folder}")  # noqa: T201 - a command
    return FINE


def _check(args: argparse.Namespace) -> int:
    stale = stale_pages(args.folder)
    print(f"已经过时：{'、'.join(stale)}。{REMEDY}" if stale else "全部页面与代码一致。")  # noqa: T201 - a command
    return FINDINGS if stale else FINE
