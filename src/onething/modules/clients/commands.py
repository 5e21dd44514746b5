"""`onething client`: make, list, change and revoke the systems that may use the API."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from onething.modules.clients.domain.reach import ApiScope
from onething.modules.clients.errors import ClientGone, ClientRefused
from onething.modules.clients.queries import list_clients
from onething.modules.clients.services.register import AT_THE_MACHINE, change_client, create_client, revoke_client
from onething.platform import clock


def add_commands(subparsers: Any) -> None:
    """Add `client`."""
    client = subparsers.add_parser("client", help="接入系统 (OAuth 2 clients of the API)")
    kinds = client.add_subparsers(dest="client_command", required=True)
    create = kinds.add_parser("create", help="登记接入系统；密钥只显示这一次")
    create.add_argument("name", help="系统名称")
    create.add_argument("--body", required=True, help="部门编码")
    create.add_argument("--region", required=True, help="区划编码")
    _add_terms(create)
    create.add_argument("--json", action="store_true", help="print as JSON")
    create.set_defaults(run=_create)
    lister = kinds.add_parser("list", help="列出接入系统")
    lister.add_argument("--json", action="store_true", help="print as JSON")
    lister.set_defaults(run=_list)
    change = kinds.add_parser("change", help="改权限范围和有效期，立即生效")
    change.add_argument("client", type=UUID, help="客户端编号")
    _add_terms(change)
    change.set_defaults(run=_change)
    revoke = kinds.add_parser("revoke", help="停用接入系统，它的令牌立即失效")
    revoke.add_argument("client", type=UUID, help="客户端编号")
    revoke.set_defaults(run=_revoke)


def _add_terms(parser: argparse.ArgumentParser) -> None:
    scopes = [scope.value for scope in ApiScope]
    parser.add_argument("--scope", action="append", required=True, choices=scopes, help="权限范围，可重复；写全")
    parser.add_argument("--until-day", type=date.fromisoformat, help="结束日期（不含）；不写则不限")


def _create(args: argparse.Namespace) -> int:
    try:
        made = create_client(
            name=args.name,
            body=args.body,
            region=args.region,
            scopes=args.scope,
            until_day=args.until_day,
            actor=AT_THE_MACHINE,
            now=clock.now(),
        )
    except ClientRefused as refusal:
        return _refused(refusal)
    if args.json:
        print(json.dumps({"client_id": str(made.info.public_id), "client_secret": made.secret}))  # noqa: T201 - a command
        return 0
    print(f"已登记“{made.info.name}”。\nclient_id      {made.info.public_id}\nclient_secret  {made.secret}")  # noqa: T201 - a command
    print("密钥只显示这一次，系统里只留摘要。丢失了请停用后重新登记。")  # noqa: T201 - a command
    return 0


def _list(args: argparse.Namespace) -> int:
    clients = list_clients(actor=AT_THE_MACHINE)
    if args.json:
        print(json.dumps([asdict(one) for one in clients], ensure_ascii=False, default=str))  # noqa: T201 - a command
        return 0
    for one in clients:
        state = one.ended(on=clock.today()) or (f"在用，到 {one.last_day}" if one.last_day else "在用")
        print(f"{one.public_id}\t{one.name}\t{one.body_code}\t{state}\t{' '.join(one.scopes)}")  # noqa: T201 - a command
    return 0


def _change(args: argparse.Namespace) -> int:
    try:
        changed = change_client(
            client=args.client, scopes=args.scope, until_day=args.until_day, actor=AT_THE_MACHINE, now=clock.now()
        )
    except ClientRefused as refusal:
        return _refused(refusal)
    except ClientGone as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command
        return 1
    end = f"有效到 {changed.last_day}" if changed.last_day else "不限期"
    print(f"已改“{changed.name}”：{' '.join(changed.scopes)}，{end}。")  # noqa: T201 - a command
    return 0


def _refused(refusal: ClientRefused) -> int:
    for _, reason in refusal.reasons:
        print(reason, file=sys.stderr)  # noqa: T201 - a command
    return 1


def _revoke(args: argparse.Namespace) -> int:
    try:
        gone = revoke_client(client=args.client, actor=AT_THE_MACHINE, now=clock.now())
    except ClientGone as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command
        return 1
    print(f"已停用“{gone.name}”，它的令牌立即失效。")  # noqa: T201 - a command
    return 0
