"""`onething user`: make, disable, enable and list accounts of staff, and give posts."""

import argparse
import getpass
import json
import os
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from onething.modules.identity.errors import StaffRefused
from onething.modules.identity.queries import list_staff
from onething.modules.identity.services.staff import create_staff, find_staff, give_post, set_active
from onething.platform import clock
from onething.platform.permissions import Role

PASSWORD_VARIABLE = "ONETHING_NEW_PASSWORD"  # noqa: S105 - a name


def add_commands(subparsers: Any) -> None:
    """Add `user`."""
    user = subparsers.add_parser("user", help="工作人员账号 (accounts of staff)")
    kinds = user.add_subparsers(dest="user_command", required=True)
    create = kinds.add_parser("create-staff", help=f"开立账号；密码从 {PASSWORD_VARIABLE} 或键盘读取，不写在命令里")
    create.add_argument("login")
    create.add_argument("--name", required=True, help="姓名")
    create.set_defaults(run=_create)
    _add_post(kinds.add_parser("give-post", help="授予岗位"))
    for name, is_active, words in (("disable", False, "停用账号，立即退出所有会话"), ("enable", True, "恢复账号")):
        switch = kinds.add_parser(name, help=words)
        switch.add_argument("login")
        switch.set_defaults(run=_switch, is_active=is_active)
    lister = kinds.add_parser("list", help="列出工作人员账号和岗位")
    lister.add_argument("--json", action="store_true", help="print as JSON")
    lister.set_defaults(run=_list)


def _add_post(give: argparse.ArgumentParser) -> None:
    give.add_argument("login")
    give.add_argument("--role", required=True, choices=[role.value for role in Role])
    give.add_argument("--title", required=True, help="岗位名称")
    give.add_argument("--region", required=True, help="区划编码")
    for name, words in (("body", "部门编码"), ("site", "场所编码"), ("window", "窗口号")):
        give.add_argument(f"--{name}", default="", help=words)
    give.add_argument("--from-day", type=date.fromisoformat, help="开始日期，默认今天")
    give.add_argument("--until-day", type=date.fromisoformat, help="结束日期（不含）")
    give.set_defaults(run=_give)


def _create(args: argparse.Namespace) -> int:
    password = os.environ.get(PASSWORD_VARIABLE) or getpass.getpass("密码：")
    try:
        create_staff(login=args.login, password=password, display_name=args.name)
    except StaffRefused as refusal:
        return _fail(refusal)
    print(f"已开立账号 {args.login}。接下来用 onething user give-post 授予岗位。")  # noqa: T201 - a command
    return 0


def _give(args: argparse.Namespace) -> int:
    account = find_staff(args.login)
    if account is None:
        return _unknown(args.login)
    try:
        post = give_post(
            account=account,
            role=Role(args.role),
            title=args.title,
            region_code=args.region,
            from_day=args.from_day or clock.today(),
            until_day=args.until_day,
            body_code=args.body,
            site_code=args.site,
            window_number=args.window,
        )
    except StaffRefused as refusal:
        return _fail(refusal)
    print(f"已授予岗位：{post.title}（{post.role}）。")  # noqa: T201 - a command
    return 0


def _switch(args: argparse.Namespace) -> int:
    account = find_staff(args.login)
    if account is None:
        return _unknown(args.login)
    set_active(account=account, is_active=args.is_active)
    print(f"账号 {args.login} 已{'恢复' if args.is_active else '停用，所有会话已退出'}。")  # noqa: T201 - a command
    return 0


def _list(args: argparse.Namespace) -> int:
    staff = list_staff(on=clock.today())
    if args.json:
        print(json.dumps([asdict(one) for one in staff], ensure_ascii=False, default=str))  # noqa: T201 - a command
        return 0
    for one in staff:
        posts = "、".join(post.title for post in one.posts) or "无岗位"
        print(f"{one.login}\t{one.display_name}\t{'在用' if one.is_active else '停用'}\t{posts}")  # noqa: T201 - a command
    return 0


def _unknown(login: str) -> int:
    print(f"没有工作人员账号 {login}。请用 onething user list 查看。", file=sys.stderr)  # noqa: T201 - a command
    return 1


def _fail(refusal: StaffRefused) -> int:
    for reason in refusal.reasons:
        print(reason, file=sys.stderr)  # noqa: T201 - a command
    return 1
