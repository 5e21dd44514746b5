"""`onething plan BUNDLE`: the plan for given answers, from the published catalogue or from pack folders."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from onething.core.planning import canonical_json
from onething.modules.catalogue.api import BundleUnknown, CatalogueError, CompiledBundle, load_packs, published_bundle
from onething.modules.guidance.commands_linked import add_catalogue
from onething.modules.guidance.domain.outline import outline
from onething.modules.guidance.services.plan import guide_from
from onething.platform.clock import today

FINE, FINDINGS, USAGE = 0, 1, 2


class _Unreadable(Exception):
    """An argument that cannot be used."""


def add_commands(subparsers: Any) -> None:
    """Add `plan` and `catalogue`."""
    add_catalogue(subparsers)
    plan = subparsers.add_parser("plan", help="按回答编出一件事的办理方案")
    plan.add_argument("bundle", metavar="BUNDLE", help="一件事的代码，例如 newborn")
    plan.add_argument(
        "--answers", nargs="*", default=(), metavar="FILE|问题=回答", help="YAML 或 JSON 文件，或一组 问题=回答"
    )
    plan.add_argument("--leave-out", nargs="*", default=(), metavar="ITEM", help="这次不办的事项代码")
    plan.add_argument("--take", nargs="*", default=(), metavar="ITEM", help="默认不办、这次要办的事项代码")
    plan.add_argument("--start", metavar="YYYY-MM-DD", help="按哪一天提交计算，默认今天")
    plan.add_argument("--packs", nargs="+", type=Path, metavar="DIR", help="不用数据库，直接读这些包")
    plan.add_argument("--json", action="store_true", help="print the plan as canonical JSON")
    plan.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    try:
        start, answers = _day(args.start), _answers(args.answers)
        source = _source(args.bundle, args.packs, start)
        guide = guide_from(source=source, answers=answers, leave_out=args.leave_out, take=args.take, start=start)
    except _Unreadable as problem:
        return _complain(problem, USAGE)
    except CatalogueError as problem:
        return _complain(problem, FINDINGS)
    lines = [canonical_json(guide.plan).decode()] if args.json else outline(guide.plan)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return FINE


def _source(bundle: str, packs: Sequence[Path] | None, start: date) -> CompiledBundle:
    if not packs:
        return published_bundle(bundle, on=today())
    found = load_packs(packs).bundles.get(bundle)
    if found is None:
        raise BundleUnknown(bundle, on=start)
    return found


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise _Unreadable(f"“{text}”不是日期。请写成 2026-01-05 的形式。") from None


def _answers(given: Sequence[str]) -> dict[str, str]:
    """Pairs as given; a word without `=` names a file."""
    answers: dict[str, str] = {}
    for word in given:
        question, equals, answer = word.partition("=")
        answers |= {question: answer} if equals else _from_file(Path(word))
    return answers


def _from_file(path: Path) -> dict[str, str]:
    """A mapping of texts; YAML's bare yes and no are read as the texts they stand for."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise _Unreadable(f"读不了回答文件“{path}”。请给出 UTF-8 编码的 YAML 或 JSON 文件。") from None
    if not isinstance(content, dict) or not all(isinstance(v, str) for v in (*content, *content.values())):
        raise _Unreadable(f"“{path}”里应是“问题: 回答”，每个回答是一个词。")
    return content


def _complain(problem: Exception, code: int) -> int:
    sys.stderr.write(f"{problem}\n")
    return code
