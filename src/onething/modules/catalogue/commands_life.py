"""`onething pack submit|return|publish|retire|diff|export`: the life of a version, and what one version changes."""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from onething.core.definitions import Severity
from onething.core.states import StatesError
from onething.modules.catalogue.domain.diff import Change
from onething.modules.catalogue.domain.problems import PackFinding, refusals
from onething.modules.catalogue.domain.weights import Weight
from onething.modules.catalogue.errors import CatalogueError
from onething.modules.catalogue.services.compare import Comparison, compare_packs
from onething.modules.catalogue.services.export_pack import export_pack
from onething.modules.catalogue.services.move_pack import (
    Moved,
    publish_pack,
    retire_pack,
    return_pack,
    submit_pack,
)
from onething.platform import clock
from onething.platform.permissions import Actor, Role

WEIGHTS = {Severity.REFUSE: "拒绝", Severity.WARN: "警告", Severity.NOTE: "提示"}
COMMAND_LINE = Actor(role=Role.SYSTEM, channel="command")
VERSION = "CODE@VERSION"


def add_life_commands(add: Callable[[str, Any, str], argparse.ArgumentParser]) -> None:
    """Add the commands to `pack`."""
    for name, run, told in (
        ("submit", _submit, "把草稿提交审核"),
        ("return", _return, "把审核中的版本退回修改"),
        ("publish", _publish, "公布审核中的版本，从某一天起生效"),
        ("retire", _retire, "从某一天起停用已公布的版本；已提交的申请不受影响"),
    ):
        parser = add(name, run, told)
        parser.add_argument("label", metavar=VERSION)
        if name in ("publish", "retire"):
            parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="日期，例如 2026-12-01；默认今天")
        if name in ("return", "retire"):
            parser.add_argument("--because", default="", metavar="TEXT", help="理由，记入日志")
    diff = add("diff", _diff, "比较两个版本（或一个版本和一个文件夹），逐字段说明对未提交的草稿意味着什么")
    diff.add_argument("first", metavar="A", help=f"{VERSION}、包代码（今天适用的版本）或文件夹")
    diff.add_argument("second", metavar="B")
    export = add("export", _export, "把一个版本的文件原样写进文件夹")
    export.add_argument("label", metavar="CODE[@VERSION]", help="只写包代码就是今天适用的版本")
    export.add_argument("folder", type=Path, metavar="FOLDER")


def _submit(args: argparse.Namespace) -> int:
    return _move(args, lambda: submit_pack(args.label, actor=COMMAND_LINE, now=clock.now()))


def _return(args: argparse.Namespace) -> int:
    return _move(args, lambda: return_pack(args.label, because=args.because, actor=COMMAND_LINE, now=clock.now()))


def _publish(args: argparse.Namespace) -> int:
    return _move(args, lambda: publish_pack(args.label, on=args.on, actor=COMMAND_LINE, now=clock.now()))


def _retire(args: argparse.Namespace) -> int:
    now = clock.now()
    return _move(args, lambda: retire_pack(args.label, on=args.on, because=args.because, actor=COMMAND_LINE, now=now))


def _move(args: argparse.Namespace, move: Callable[[], Moved]) -> int:
    moved = _try(args, move)
    if moved is None:
        return 1
    if args.json:
        say(json.dumps({"label": moved.label, "state": moved.state, "on": moved.on and moved.on.isoformat()}))
        return 0
    if moved.findings:
        tell(moved.findings, as_json=False)
    say(f"{moved.label}：{moved.told}")
    return 0


def _diff(args: argparse.Namespace) -> int:
    compared = _try(args, lambda: compare_packs(args.first, args.second, on=clock.today()))
    if compared is None:
        return 1
    say(_as_json(compared) if args.json else _as_words(compared))
    return 0


def _export(args: argparse.Namespace) -> int:
    exported = _try(args, lambda: export_pack(args.label, args.folder, on=clock.today()))
    if exported is None:
        return 1
    words = f"{exported.label}：{exported.files} 个文件已写入 {args.folder}，摘要 SM3 {exported.digest}。"
    say(json.dumps(asdict(exported)) if args.json else words)
    return 0


def _try(args: argparse.Namespace, act: Callable[[], Any]) -> Any:
    """What it gives; None after telling why not."""
    try:
        return act()
    except (CatalogueError, StatesError) as error:
        say(json.dumps({"code": error.code, "message": str(error)}, ensure_ascii=False) if args.json else str(error))
        return None


def _as_json(compared: Comparison) -> str:
    facts = {
        "before": compared.before,
        "after": compared.after,
        "weight": compared.weight,
        "changes": [asdict(change) for change in compared.changes],
        "conflicts": [asdict(finding) for finding in compared.conflicts],
    }
    return json.dumps(facts, ensure_ascii=False)


def _as_words(compared: Comparison) -> str:
    counts = "，".join(f"{weight.label} {compared.count(weight)}" for weight in Weight if compared.count(weight))
    lines = [f"从 {compared.before} 到 {compared.after}：{counts or '没有不同'}。"]
    lines += [_line(change) for change in compared.changes]
    if compared.conflicts:
        lines.append(f"本地层对同样的内容另有规定，共 {len(compared.conflicts)} 处，都不会被改动：")
        lines += [f"  [{WEIGHTS[found.severity]}] {found.place}：{found.message}" for found in compared.conflicts]
    return "\n".join(lines)


def _line(change: Change) -> str:
    where = f"{change.kind}.{change.code}{' ' + change.field if change.field else ''}"
    values = f"：{_cut(change.before)} → {_cut(change.after)}" if change.field else f"“{change.name}”"
    return f"  [{change.weight.label}] {where} {change.happened.label}{values}（{change.rule} {change.why}）"


def _cut(text: str) -> str:
    return (text if len(text) <= 80 else f"{text[:80]}…") or "没有"


def tell(findings: Sequence[PackFinding], *, as_json: bool) -> None:
    """Print findings, and how many of them stop publication."""
    if as_json:
        say(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
        return
    for finding in findings:
        say(f"[{WEIGHTS[finding.severity]}] {finding.place or '整个包'} {finding.code}：{finding.message}")
    refused = len(refusals(tuple(findings)))
    say(f"共 {len(findings)} 条，其中 {refused} 条必须改正。" if findings else "没有发现问题。")


def say(text: str) -> None:
    """Print a line."""
    print(text)  # noqa: T201 - a command
