"""`onething pack list|validate|import|schema`."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from onething.core.definitions import Severity
from onething.modules.catalogue.api import (
    CatalogueError,
    PackFinding,
    PackRefused,
    import_pack,
    list_definitions,
    validate_pack,
)
from onething.modules.catalogue.domain.problems import refusals
from onething.modules.catalogue.domain.shapes import KINDS, schema_of
from onething.platform import clock
from onething.platform.permissions import Actor, Role

WEIGHTS = {Severity.REFUSE: "拒绝", Severity.WARN: "警告", Severity.NOTE: "提示"}
COMMAND_LINE = Actor(role=Role.SYSTEM, channel="command")


def add_commands(subparsers: Any) -> None:
    """Add `pack`."""
    pack = subparsers.add_parser("pack", help="内容包：事项、一件事、材料、日历和地方参数 (content packs)")
    kinds = pack.add_subparsers(dest="pack_command", required=True, metavar="COMMAND")
    _add(kinds, "list", _list, "列出今天生效的包和其中的定义").add_argument("--kind", help="只列这一类，例如 bundle")
    _add(kinds, "validate", _validate, "检查包，不写数据库；本地包请和全国包一起给").add_argument(
        "paths", nargs="+", type=Path, metavar="FOLDER"
    )
    importing = _add(kinds, "import", _import, "公布包；同样内容再导入一次不会改变任何东西")
    importing.add_argument(
        "paths", nargs="*", type=Path, metavar="FOLDER", help="不写就导入全国包，演示模式下再加演示城市"
    )
    importing.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    schema = kinds.add_parser("schema", help="打印某类文件的 JSON Schema")
    schema.add_argument("kind", choices=KINDS)
    schema.set_defaults(run=_schema)


def _add(kinds: Any, name: str, run: Any, told: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = kinds.add_parser(name, help=told)
    parser.add_argument("--json", action="store_true", help="print facts as JSON")
    parser.set_defaults(run=run)
    return parser


def _list(args: argparse.Namespace) -> int:
    listed = list_definitions(on=clock.today())
    chosen = [entry for entry in listed if args.kind in (None, entry.kind)]
    if args.json:
        _say(json.dumps([asdict(entry) for entry in chosen], ensure_ascii=False))
        return 0
    for entry in chosen:
        _say(f"{entry.kind:<10} {entry.code:<32} {entry.version:<8} {entry.name}")
    if not chosen:
        _say("还没有生效的包。请先运行 onething pack import packs/national。")
    return 0


def _validate(args: argparse.Namespace) -> int:
    findings = validate_pack(*args.paths)
    _tell(findings, as_json=args.json)
    return 1 if refusals(findings) else 0


def _import(args: argparse.Namespace) -> int:
    done: list[dict[str, Any]] = []
    for path in args.paths or _standard_packs():
        try:
            imported = import_pack(path, actor=COMMAND_LINE, now=clock.now(), dry_run=args.dry_run)
        except PackRefused as refused:
            _tell(refused.findings, as_json=args.json)
            return 1
        except CatalogueError as error:
            _say(
                json.dumps({"code": error.code, "message": str(error)}, ensure_ascii=False) if args.json else str(error)
            )
            return 1
        info = imported.info
        done.append(
            {"code": info.code, "version": info.version, "digest": imported.digest, "changed": imported.changed}
        )
        if not args.json:
            _tell(imported.findings, as_json=False)
            _say(f"{info.label}：{_outcome(changed=imported.changed, dry_run=args.dry_run)}")
    if args.json:
        _say(json.dumps(done, ensure_ascii=False))
    return 0


def _standard_packs() -> list[Path]:
    """What a house is set up with: the national pack, and in demonstration mode the invented city."""
    packs = Path("packs")
    return [packs / "national", packs / "demo"] if settings.DEMONSTRATION else [packs / "national"]


def _outcome(*, changed: bool, dry_run: bool) -> str:
    if changed:
        return "已公布。"
    return "检查通过，没有写入。" if dry_run else "以前已经公布，内容相同，没有改变。"


def _schema(args: argparse.Namespace) -> int:
    _say(json.dumps(schema_of(args.kind), ensure_ascii=False, indent=2))
    return 0


def _tell(findings: Sequence[PackFinding], *, as_json: bool) -> None:
    if as_json:
        _say(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
        return
    for finding in findings:
        _say(f"[{WEIGHTS[finding.severity]}] {finding.place or '整个包'} {finding.code}：{finding.message}")
    refused = len(refusals(tuple(findings)))
    _say(f"共 {len(findings)} 条，其中 {refused} 条必须改正。" if findings else "没有发现问题。")


def _say(text: str) -> None:
    print(text)  # noqa: T201 - a command
