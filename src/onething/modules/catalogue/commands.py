"""`onething pack list|validate|import|schema`, and with `commands_life` what can be done with a version.

`items` stands in `commands_list`.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from onething.modules.catalogue.api import (
    CatalogueError,
    Imported,
    PackRefused,
    PackStanding,
    PackState,
    import_pack,
    list_definitions,
    list_packs,
    validate_pack,
)
from onething.modules.catalogue.commands_life import COMMAND_LINE, add_life_commands, say, tell
from onething.modules.catalogue.commands_list import add_list_commands
from onething.modules.catalogue.domain.problems import refusals
from onething.modules.catalogue.domain.shapes import KINDS, schema_of
from onething.platform import clock


def add_commands(subparsers: Any) -> None:
    """Add `pack` and `items`."""
    pack = subparsers.add_parser("pack", help="事项包：事项、一件事、材料、日历和地方参数 (content packs)")
    kinds = pack.add_subparsers(dest="pack_command", required=True, metavar="COMMAND")
    listing = _add(kinds, "list", _list, "列出今天生效的包和其中的定义")
    listing.add_argument("--kind", help="只列这一类，例如 bundle")
    listing.add_argument("--versions", action="store_true", help="列出每个包的所有版本和状态")
    _add(kinds, "validate", _validate, "检查包，不写数据库；本地包请和全国包一起给").add_argument(
        "paths", nargs="+", type=Path, metavar="FOLDER"
    )
    importing = _add(kinds, "import", _import, "公布包；同样内容再导入一次不会改变任何东西")
    importing.add_argument(
        "paths", nargs="*", type=Path, metavar="FOLDER", help="不写就导入全国包，演示模式下再加演示城市"
    )
    importing.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    importing.add_argument("--draft", action="store_true", help="只存为草稿，审核后再公布")
    add_life_commands(lambda name, run, told: _add(kinds, name, run, told))
    schema = kinds.add_parser("schema", help="打印某类文件的 JSON Schema")
    schema.add_argument("kind", choices=KINDS)
    schema.set_defaults(run=_schema)
    add_list_commands(subparsers)


def _add(kinds: Any, name: str, run: Any, told: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = kinds.add_parser(name, help=told)
    parser.add_argument("--json", action="store_true", help="print facts as JSON")
    parser.set_defaults(run=run)
    return parser


def _list(args: argparse.Namespace) -> int:
    if args.versions:
        return _list_versions(as_json=args.json)
    listed = list_definitions(on=clock.today())
    chosen = [entry for entry in listed if args.kind in (None, entry.kind)]
    if args.json:
        say(json.dumps([asdict(entry) for entry in chosen], ensure_ascii=False))
        return 0
    for entry in chosen:
        say(f"{entry.kind:<10} {entry.code:<32} {entry.version:<8} {entry.name}")
    if not chosen:
        say("还没有生效的包。请先运行 onething pack import packs/national。")
    return 0


def _list_versions(*, as_json: bool) -> int:
    packs = list_packs(on=clock.today())
    if as_json:
        say(json.dumps([_facts(pack) for pack in packs], ensure_ascii=False))
        return 0
    for pack in packs:
        days = f"{pack.effective_on or ''} 起" + (f"，{pack.retired_on} 止" if pack.retired_on else "")
        now = "  今天适用" if pack.in_force else ""
        say(f"{pack.info.label:<24} {pack.state.label}  {days if pack.effective_on else ''}{now}  {pack.info.name}")
    return 0


def _facts(pack: PackStanding) -> dict[str, Any]:
    return {
        "code": pack.info.code,
        "version": pack.info.version,
        "name": pack.info.name,
        "state": pack.state,
        "effective_on": pack.effective_on and pack.effective_on.isoformat(),
        "retired_on": pack.retired_on and pack.retired_on.isoformat(),
        "in_force": pack.in_force,
        "digest": pack.digest,
    }


def _validate(args: argparse.Namespace) -> int:
    findings = validate_pack(*args.paths)
    tell(findings, as_json=args.json)
    return 1 if refusals(findings) else 0


def _import(args: argparse.Namespace) -> int:
    done: list[dict[str, Any]] = []
    for path in args.paths or _standard_packs():
        try:
            imported = import_pack(path, actor=COMMAND_LINE, now=clock.now(), dry_run=args.dry_run, as_draft=args.draft)
        except PackRefused as refused:
            tell(refused.findings, as_json=args.json)
            return 1
        except CatalogueError as error:
            say(
                json.dumps({"code": error.code, "message": str(error)}, ensure_ascii=False) if args.json else str(error)
            )
            return 1
        info = imported.info
        facts = {"code": info.code, "version": info.version, "digest": imported.digest, "changed": imported.changed}
        done.append({**facts, "state": imported.state})
        if not args.json:
            tell(imported.findings, as_json=False)
            say(f"{info.label}：{_outcome(imported, dry_run=args.dry_run)}")
    if args.json:
        say(json.dumps(done, ensure_ascii=False))
    return 0


def _standard_packs() -> list[Path]:
    """What a house is set up with: the national pack, and in demonstration mode the invented city."""
    packs = Path("packs")
    return [packs / "national", packs / "demo"] if settings.DEMONSTRATION else [packs / "national"]


def _outcome(imported: Imported, *, dry_run: bool) -> str:
    if imported.changed:
        return "已公布。" if imported.state is PackState.PUBLISHED else "已存为草稿。"
    return "检查通过，没有写入。" if dry_run else f"以前已经有了（{imported.state.label}），内容相同，没有改变。"


def _schema(args: argparse.Namespace) -> int:
    say(json.dumps(schema_of(args.kind), ensure_ascii=False, indent=2))
    return 0
