"""`onething migrate`, and `onething migrate --plan`, which says whether the upgrade may roll or needs a stop."""

import argparse
from typing import Any

from django.core import management

from onething.project.upgrade.state import breaks_ahead, migrations_ahead, migrations_unknown

FINE, FINDINGS, NOT_DONE = 0, 1, 3


def add_commands(subparsers: Any) -> None:
    """Add `migrate`."""
    migrate = subparsers.add_parser("migrate", help="建立或升级数据表")
    migrate.add_argument("--plan", action="store_true", help="只说要做什么、能不能滚动升级，不改动；要停机时返回 1")
    migrate.set_defaults(run=_migrate)


def _migrate(args: argparse.Namespace) -> int:
    if unknown := migrations_unknown():
        _say(
            f"数据库来自更新的版本：这个版本不认识 {unknown[0]} 等 {len(unknown)} 个数据表变更。没有改动。"
            "请装回新版本；一定要退回这个版本，就把升级前的备份恢复到空库。"
        )
        return NOT_DONE
    if args.plan:
        return _tell_plan()
    management.call_command("migrate", verbosity=1)
    return FINE


def _tell_plan() -> int:
    ahead = migrations_ahead()
    if not ahead:
        _say("数据表已经是这个版本的，不用升级。")
        return FINE
    _say(f"要做 {len(ahead)} 个数据表变更：", *(f"  {one.app_label}.{one.name}" for one in ahead))
    breaks = breaks_ahead()
    if not breaks:
        _say("可以滚动升级：升级数据表的时候和以后，旧版本的进程可以照常工作。")
        return FINE
    _say(*(f"[stop] {one.migration}：{one.reason}" for one in breaks))
    _say("要停机升级：先停全部 web 和 worker，再运行 onething migrate。")
    return FINDINGS


def _say(*lines: str) -> None:
    print("\n".join(lines))  # noqa: T201 - a command
