"""`onething demo load`: the demonstration city, its staff and its applications, through the same services as everybody."""

import argparse
import gc
from pathlib import Path
from typing import Any

from django.conf import settings

from onething.platform import clock
from onething.project.city.accounts import load_staff
from onething.project.city.loading import play
from onething.project.city.lock import alone
from onething.project.city.rota import STAFF, FileUnreadable, read_staff
from onething.project.city.script import FILE, read_script

FINE, FINDINGS = 0, 1


def add_commands(subparsers: Any) -> None:
    """Add `demo`."""
    demo = subparsers.add_parser("demo", help="演示城市 (the demonstration city)")
    kinds = demo.add_subparsers(dest="demo_command", required=True)
    load = kinds.add_parser("load", help="开立演示工作人员账号，装载演示办件；已有的不动，中断的接着装")
    load.add_argument("--staff", type=Path, default=STAFF, help="账号文件，默认 demo/staff.yaml")
    load.add_argument("--city", type=Path, default=FILE, help="办件脚本，默认 demo/city.yaml")
    load.add_argument("--staff-only", action="store_true", help="只开立账号，不装载办件")
    load.add_argument("--lock-is-held", action="store_true", help=argparse.SUPPRESS)  # by the process that started this
    load.set_defaults(run=_load)


def _load(args: argparse.Namespace) -> int:
    if not settings.DEMONSTRATION:
        _say("这里不是演示环境，没有装载任何账号。需要演示请设置 ONETHING_DEMO=1。")
        return FINDINGS
    try:
        staff = read_staff(args.staff)
    except FileUnreadable as error:
        _say(str(error))
        return FINDINGS
    _say(f"演示账号已就绪，新开 {load_staff(staff)} 个。")
    if args.staff_only:
        return FINE
    if args.lock_is_held:
        return _play(args)
    with alone() as is_alone:
        if is_alone:
            return _play(args)
    _say("演示办件正在由另一个进程装载，这次没有再装。")
    return FINDINGS


def _play(args: argparse.Namespace) -> int:
    gc.freeze()
    played = play(read_script(args.city), today=clock.today())
    _say(f"演示办件已就绪（截至 {played.day}），这次走了 {played.steps} 步。")
    if played.abandoned:
        _say(f"有 {len(played.abandoned)} 件已由别人接着办了，没有再动。")
    return FINE


def _say(text: str) -> None:
    print(text)  # noqa: T201 - a command
