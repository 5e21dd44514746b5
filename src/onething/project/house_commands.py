"""The house's own commands: run, web, worker, check."""

import argparse
import json
import subprocess
import sys
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core import checks, management
from django.core.checks import CheckMessage

from onething.platform.outbox.worker import Worker
from onething.project import supervisor
from onething.project.checks import find_faults
from onething.project.city.lock import await_loading, take_lock
from onething.project.composition import DUTIES
from onething.project.conditions import find_conditions
from onething.project.health import migrations_applied

FINE, FINDINGS, NOT_READY = 0, 1, 3
# What a demonstration loads, in this order, when the room that owns the command is built.
LOADERS = (("pack", "import"), ("demo", "load", "--staff-only"))
CITY = ("demo", "load", "--lock-is-held")


def add_commands(subparsers: Any) -> None:
    """Add the house's commands."""
    run = subparsers.add_parser("run", help="启动全部进程 (web, worker, simulators)")
    run.add_argument("--prepare", action="store_true", help="先建表、收集静态文件、装载事项包和演示城市")
    _add_address(run)
    run.set_defaults(run=_run, known=subparsers.choices)
    web = subparsers.add_parser("web", help="只启动网页服务")
    _add_address(web)
    web.set_defaults(run=_web)
    worker = subparsers.add_parser("worker", help="只启动后台任务进程")
    worker.set_defaults(run=_worker)
    check = subparsers.add_parser("check", help="检查配置、密钥和数据表是否可以正式运行")
    check.add_argument("--json", action="store_true", help="print findings as JSON")
    check.set_defaults(run=_check)


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def _run(args: argparse.Namespace) -> int:
    if args.prepare:
        management.call_command("migrate", verbosity=0)
        management.call_command("collectstatic", interactive=False, verbosity=0)
        if code := _load(args.known):
            return code
    if not _fit_to_serve():
        return NOT_READY
    loading = _load_city() if args.prepare and settings.DEMONSTRATION and settings.DEMO_CITY else None
    try:
        return supervisor.supervise(host=args.host, port=args.port)
    finally:
        if loading:
            loading.terminate()
            loading.wait()


def _load(known: Collection[str]) -> int:
    """Each loader in a process of its own, so that it starts from a fresh house."""
    for loader in LOADERS:
        if loader[0] in known:
            done = subprocess.run([sys.executable, "-m", "onething.project.cli", *loader], check=False)  # noqa: S603 - fixed
            if done.returncode:
                return done.returncode
    return FINE


def _load_city() -> "subprocess.Popen[bytes] | None":
    """In the background, so that the first page need not wait; the worker waits for the lock that goes along."""
    lock = take_lock()
    if not lock:
        return None
    with lock:
        return subprocess.Popen([sys.executable, "-m", "onething.project.cli", *CITY], pass_fds=[lock.fileno()])  # noqa: S603 - fixed


def _web(args: argparse.Namespace) -> int:
    return supervisor.serve_web(host=args.host, port=args.port) if _fit_to_serve() else NOT_READY


def _worker(_args: argparse.Namespace) -> int:
    if not _fit_to_serve():
        return NOT_READY
    if settings.DEMONSTRATION:
        await_loading()
    Worker(duties=DUTIES).run()
    return FINE


def _check(args: argparse.Namespace) -> int:
    findings = [*_findings(), *(find_conditions() if migrations_applied() else [])]
    if args.json:
        facts = [{"code": item.id, "level": item.level, "message": item.msg, "hint": item.hint} for item in findings]
        _say(json.dumps(facts, ensure_ascii=False))
    else:
        _say_findings(findings)
    return FINDINGS if findings else FINE


def _fit_to_serve() -> bool:
    serious = [item for item in _findings() if item.is_serious()]
    _say_findings(serious, quiet=True)
    return not serious


def _findings() -> list[CheckMessage]:
    hint = "运行 onething migrate。"
    late = [] if migrations_applied() else [checks.Error("数据表还没有建立或升级。", hint=hint, id="onething.E006")]
    return [*find_faults(), *checks.run_checks(), *late]


def _say_findings(findings: list[CheckMessage], *, quiet: bool = False) -> None:
    for item in findings:
        _say(f"[{item.id}] {item.msg} {item.hint or ''}")
    if not findings and not quiet:
        _say("检查通过:配置、密钥、文件夹和数据表都可以正式运行。")


def _say(text: str) -> None:
    print(text, file=sys.stdout)  # noqa: T201 - a command
