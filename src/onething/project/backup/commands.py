"""`onething backup FILE` and `onething restore FILE`."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings

from onething.platform import clock
from onething.platform.encryption import KeyProblem
from onething.project.backup.errors import BackupError
from onething.project.backup.manifest import Manifest
from onething.project.backup.restoring import Restored, restore
from onething.project.backup.writing import write_backup

FINE, FINDINGS, NOT_DONE = 0, 1, 3
KEYS = (
    "密钥不在备份里：主密钥（ONETHING_MASTER_KEY）和签名密钥（ONETHING_SECRET_KEY）由密钥管理员另行保管。"
    "没有主密钥，这份备份里的个人信息谁也读不出来。"
)


def add_commands(subparsers: Any) -> None:
    """Add `backup` and `restore`."""
    backup = subparsers.add_parser("backup", help="把数据库、文件和见证备份成一个文件，不含密钥；不用停机")
    backup.add_argument("file", type=Path, help="新文件，例如 /备份/2026-11-22.tar")
    backup.set_defaults(run=_backup)
    back = subparsers.add_parser("restore", help="把备份恢复到一个空的环境，并核验")
    back.add_argument("file", type=Path, help="onething backup 写出的文件")
    back.set_defaults(run=_restore)


def _backup(args: argparse.Namespace) -> int:
    try:
        manifest = write_backup(file=args.file, now=clock.now())
    except (BackupError, KeyProblem) as problem:
        _say(str(problem))
        return NOT_DONE
    _say(f"已备份到 {args.file}：{_sum(manifest)}。", KEYS, _where_keys_are(manifest))
    for digest in manifest.missing_files:
        _say(f"[missing] 文件 {digest} 在数据库里有登记，在文件存放处没有找到。请从更早的备份里找回。")
    return FINDINGS if manifest.missing_files else FINE


def _restore(args: argparse.Namespace) -> int:
    try:
        done = restore(file=args.file)
    except (BackupError, KeyProblem) as problem:
        _say(str(problem))
        return NOT_DONE
    _say(f"已恢复：{_sum(done.manifest)}，备份于 {done.manifest.taken_at}。")
    _say_doubts(done)
    return FINDINGS if done.differences or done.findings else FINE


def _say_doubts(done: Restored) -> None:
    for difference in done.differences:
        _say(f"[differs] {difference}")
    for finding in done.findings:
        _say(f"[{finding.code}] {finding.log} {finding.message}")
    if done.differences or done.findings:
        _say("恢复后的内容与备份不一致，请不要投入使用，先查明原因。")
    else:
        _say("清单、每张表的行数、两份日志的链和签名都核对无误，可以启动。")


def _sum(manifest: Manifest) -> str:
    return f"{len(manifest.rows)} 张表 {sum(manifest.rows.values())} 行，{manifest.files} 个文件"


def _where_keys_are(manifest: Manifest) -> str:
    place = f"现在存放在 {settings.DATA / 'keys'}（演示环境）" if settings.DEMONSTRATION else "现在由环境变量给出"
    return f"恢复要用的主密钥编号：{'、'.join(manifest.keys)}，{place}。"


def _say(*lines: str) -> None:
    print("\n".join(lines))  # noqa: T201 - a command
