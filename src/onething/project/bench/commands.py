"""`onething bench NAME|all|list`: measure on throw-away databases and print ours beside the floor or the peer."""

import argparse
import json
import os
import subprocess
import sys
from typing import Any

from django.conf import settings

from onething.platform import clock
from onething.project.bench.__main__ import FULLY
from onething.project.bench.family import publish
from onething.project.bench.generate import generate
from onething.project.bench.places import places
from onething.project.bench.table import broken_counts, render
from onething.project.bench.works import WORKS

FINE, FINDINGS = 0, 1
Measured = list[dict[str, Any]]


def add_commands(subparsers: Any) -> None:
    """Add `bench`."""
    bench = subparsers.add_parser("bench", help="量一量热点路径有多快 (ratios in one run, throw-away databases)")
    bench.add_argument("name", choices=("all", "list", "generate", *WORKS), metavar="NAME|all|list|generate")
    bench.add_argument(
        "--full", action="store_true", help="按目标的全部规模（十万、一百万个办件），要一个多小时；不写则十分钟以内"
    )
    bench.add_argument("--json", action="store_true", help="print facts as JSON")
    bench.add_argument("--cases", type=int, default=100_000, help="generate: 往演示库里装多少个办件，默认 100000")
    bench.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.name == "list":
        _say(json.dumps(_described(), ensure_ascii=False) if args.json else "\n".join(map(_line, _described())))
        return FINE
    if args.name == "generate":
        return _generate(args.cases)
    names = list(WORKS) if args.name == "all" else [args.name]
    measured, failed = measure([*names, *([FULLY] if args.full else [])])
    code = report(measured, as_json=args.json)
    for place in failed:
        sys.stderr.write(f"{place} 上没有测完，原因见上面的错误输出。\n")
    return FINDINGS if failed else code


def _generate(cases: int) -> int:
    """Fill the house at hand: a demonstration only, for nothing takes the invented cases out again."""
    if not settings.DEMONSTRATION:
        sys.stderr.write("这里不是演示环境，没有装入任何办件。要造数据请另建一个库，并设置 ONETHING_DEMO=1。\n")
        return FINDINGS
    publish()
    made = generate(cases=cases, now=clock.now(), tell=_say)
    _say(f"已装入 {made:,} 个办件。")
    return FINE


def report(measured: Measured, *, as_json: bool) -> int:
    """Print what was measured; only a goal on counts that was missed makes it a failure."""
    _say(json.dumps({"cores": os.cpu_count(), "rows": measured}, ensure_ascii=False) if as_json else render(measured))
    return FINDINGS if broken_counts(measured) else FINE


def measure(names: list[str]) -> tuple[Measured, list[str]]:
    """Run the works on every database, each in a process that knows no other house; and where a run broke off."""
    measured: Measured = []
    failed: list[str] = []
    with places() as found:
        for database, house in found:
            done = _run_inside(names, house)
            measured += [{"database": database, **json.loads(line)} for line in done.stdout.splitlines()]
            failed += [database] if done.returncode else []
    return measured, failed


def _run_inside(names: list[str], house: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onething.project.bench", *names]
    return subprocess.run(command, env=house, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - ours


def _described() -> list[dict[str, str]]:
    """Every work with what its module says about it."""
    modules = {name: sys.modules[work.__module__].__doc__ or "" for name, work in WORKS.items()}
    return [{"name": name, "about": doc.splitlines()[0].partition(": ")[2]} for name, doc in modules.items()]


def _line(work: dict[str, str]) -> str:
    return f"{work['name']:<10} {work['about']}"


def _say(text: str) -> None:
    print(text)  # noqa: T201 - a command
