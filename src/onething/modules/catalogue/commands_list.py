"""`onething items import|export|list|check`: the implementation list (实施清单)."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from onething.core.definitions import Severity
from onething.modules.catalogue.checklists import ListedItem, current_specification, each_item, stored_items
from onething.modules.catalogue.commands_life import COMMAND_LINE, say
from onething.modules.catalogue.domain.checklist.grid import MOST_BYTES, ListRefused
from onething.modules.catalogue.domain.checklist.standing import ItemState
from onething.modules.catalogue.domain.checklist.terms import ItemFinding
from onething.modules.catalogue.errors import CatalogueError
from onething.modules.catalogue.services.check_list import check_list, unlisted_items
from onething.modules.catalogue.services.import_list import Outcome, TakenList, import_list
from onething.modules.catalogue.services.list_files import told, write_check, write_items, write_report
from onething.platform import clock

SHOWN = 20
FORMATS = (".csv", ".xlsx")
Checked = Sequence[tuple[ListedItem, Sequence[ItemFinding]]]


def add_list_commands(subparsers: Any) -> None:
    """Add `items`."""
    items = subparsers.add_parser("items", help="政务服务事项实施清单：导入、导出、检查 (implementation list)")
    kinds = items.add_subparsers(dest="items_command", required=True, metavar="COMMAND")
    importing = _add(kinds, "import", _import, "导入清单：CSV（UTF-8、GB 18030）或 XLSX")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    importing.add_argument("--report", type=_table_file, metavar="FILE", help="把每行的结果和问题写成 CSV 或 XLSX")
    exporting = _add(kinds, "export", _export, "导出清单，可以改好再导入")
    exporting.add_argument("file", type=_table_file, metavar="FILE")
    listing = _add(kinds, "list", _list, "列出清单里的事项")
    listing.add_argument("--limit", type=int, default=200, metavar="N", help="最多列多少个，默认 200")
    for parser in (exporting, listing):
        parser.add_argument("--state", choices=[state.value for state in ItemState], default="", help="只要这种状态的")
        parser.add_argument("--body", default="", metavar="USCC", help="只要这个实施主体的")
    checking = _add(kinds, "check", _check, "按现行的要素、代码表和规则重新检查，并和一件事里的事项对照")
    checking.add_argument("code", nargs="?", default="", metavar="CODE", help="只检查这一个")
    checking.add_argument("--report", type=_table_file, metavar="FILE", help="写成 CSV 或 XLSX")


def _add(kinds: Any, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = kinds.add_parser(name, help=about)
    parser.add_argument("--json", action="store_true", help="print facts as JSON")
    parser.set_defaults(run=lambda args: _guarded(run, args))
    return parser


def _table_file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in FORMATS:
        raise argparse.ArgumentTypeError("文件名请以 .csv 或 .xlsx 结尾。")
    return path


def _guarded(run: Any, args: argparse.Namespace) -> int:
    try:
        return int(run(args))
    except (CatalogueError, ListRefused, OSError) as error:
        code = getattr(error, "code", "file")
        words = (
            str(error) if not isinstance(error, OSError) else f"文件不能读写：{error.strerror}（{error.filename}）。"
        )
        say(json.dumps({"code": code, "message": words}, ensure_ascii=False) if args.json else words)
        return 1


def _import(args: argparse.Namespace) -> int:
    with args.file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    done = import_list(args.file.name, content, actor=COMMAND_LINE, now=clock.now(), dry_run=args.dry_run)
    if args.report:
        write_report(args.report, done)
    if args.json:
        say(json.dumps(_facts(done), ensure_ascii=False))
    else:
        _tell_import(done, dry_run=args.dry_run, report=args.report)
    return 1 if done.count(Outcome.KEPT_OUT) else 0


def _facts(done: TakenList) -> dict[str, Any]:
    rows = [
        {"line": row.read.number, "code": row.read.code, "outcome": row.outcome.value,
         "findings": [asdict(finding) for finding in row.findings]}
        for row in done.rows
    ]  # fmt: skip
    counts = {outcome.value: done.count(outcome) for outcome in Outcome}
    return {**counts, "findings": [asdict(finding) for finding in done.findings], "rows": rows}


def _tell_import(done: TakenList, *, dry_run: bool, report: Path | None) -> None:
    for finding in done.findings:
        say(told(finding))
    found = [(row.read.number, finding) for row in done.rows for finding in row.findings]
    for number, finding in found[:SHOWN]:
        say(f"第 {number} 行 {told(finding)}")
    if len(found) > SHOWN:
        say(f"……共 {len(found)} 条。" + ("" if report else "用 --report FILE 写出每一行的全部问题。"))
    _tell_rules([finding for _, finding in found])
    counted = "，".join(f"{outcome.label} {done.count(outcome)}" for outcome in Outcome)
    say(f"{'只检查，没有写入：' if dry_run else ''}{len(done.rows)} 行：{counted}。")


def _tell_rules(findings: Sequence[ItemFinding]) -> None:
    counted = Counter(finding.rule for finding in findings)
    if counted:
        say("按规则：" + "，".join(f"{rule} {count} 条" for rule, count in sorted(counted.items())))


def _export(args: argparse.Namespace) -> int:
    specification = current_specification(on=clock.today())
    items = tuple(each_item(stored_items(state=args.state, body=args.body)))
    write_items(args.file, items, specification)
    say(json.dumps({"written": len(items)}) if args.json else f"写出 {len(items)} 个事项。")
    return 0


def _list(args: argparse.Namespace) -> int:
    rows = stored_items(state=args.state, body=args.body)
    items = list(islice(each_item(rows), max(args.limit, 0)))
    if args.json:
        kept = ("code", "name", "body_name", "body_uscc", "state", "refused", "warned", "reason")
        say(json.dumps([{key: getattr(item, key) for key in kept} for item in items], ensure_ascii=False))
        return 0
    for item in items:
        say(f"{item.code:<33} {item.state.label} 须改 {item.refused} 警告 {item.warned} {item.body_name} {item.name}")
    say(f"共 {rows.count()} 个事项，列出 {len(items)} 个。" if items else "清单里没有这样的事项。")
    return 0


def _check(args: argparse.Namespace) -> int:
    checked = tuple(check_list(on=clock.today(), code=args.code))
    if args.report:
        write_check(args.report, checked)
    if args.json:
        say(json.dumps(_checked_facts(checked), ensure_ascii=False))
    else:
        for finding in () if args.code else unlisted_items(on=clock.today()):
            say(told(finding))
        _tell_checked(checked)
    return 1 if any(found.severity is Severity.REFUSE for _, findings in checked for found in findings) else 0


def _checked_facts(checked: Checked) -> list[dict[str, Any]]:
    return [
        {"code": item.code, "state": item.state, "findings": [asdict(finding) for finding in findings]}
        for item, findings in checked
    ]


def _tell_checked(checked: Checked) -> None:
    found = [(item, finding) for item, findings in checked for finding in findings]
    for item, finding in found[:SHOWN]:
        say(f"{item.code} {item.name} {told(finding)}")
    if len(found) > SHOWN:
        say(f"……共 {len(found)} 条。用 --report FILE 写出全部。")
    _tell_rules([finding for _, finding in found])
    say(f"检查了 {len(checked)} 个事项。")
