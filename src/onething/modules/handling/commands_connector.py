"""`onething connector`: whether the systems of the bodies can be reached, and whether one keeps to the protocol."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

import httpx

from onething.modules.exchange.api import is_secret
from onething.modules.handling.connectors.configured import departments, find_system
from onething.modules.handling.connectors.department import HttpDepartmentSystem
from onething.modules.handling.contract.checks import Finding, run
from onething.modules.handling.contract.endpoint import Endpoint, new_delivery
from onething.modules.handling.domain.departments import WAYS, BadDepartments
from onething.modules.handling.domain.letters import Received, ping, protocol
from onething.modules.organisation.api import bodies
from onething.platform import clock

FINE, FINDINGS, USAGE, NOT_READY = 0, 1, 2, 3
NO_KEY = "--secret 应当是 whsec_ 开头、至少 24 字节的 Base64，与对方配置的一致。"


def add_connector(subparsers: Any) -> None:
    """Add `connector`."""
    connector = subparsers.add_parser("connector", help="部门业务系统的连接 (connectors to departments' systems)")
    kinds = connector.add_subparsers(dest="connector_command", required=True)
    check = kinds.add_parser("check", help="核对配置，并向每个部门系统发一个试通消息；有不通的返回 1")
    check.add_argument("--json", action="store_true", help="print as JSON")
    check.set_defaults(run=_check)
    test = kinds.add_parser("test", help="对任意地址运行契约测试：会发去几个标明“试验”的办件；有不合的返回 1")
    test.add_argument("url", help="接收消息的地址")
    test.add_argument("--secret", required=True, help="与对方共用的签名密钥，whsec_ 开头")
    test.add_argument("--json", action="store_true", help="print as JSON")
    test.set_defaults(run=_test)
    schema = kinds.add_parser("schema", help="打印协议的 JSON Schema")
    schema.set_defaults(run=_schema)


def _check(args: argparse.Namespace) -> int:
    try:
        configured = departments()
    except BadDepartments as bad:
        print(f"ONETHING_DEPARTMENT_SYSTEMS 不能用：{bad}。", file=sys.stderr)  # noqa: T201 - a command
        return NOT_READY
    known = bodies(configured)
    found = [
        {"body": code, "way": one.way.value, "name": one.name, "fault": _fault(code, code in known)}
        for code, one in configured.items()
    ]
    if args.json:
        print(json.dumps(found, ensure_ascii=False))  # noqa: T201 - a command
    for one in () if args.json else found:
        label = WAYS[one["way"]].label
        print(f"{one['body']}  {one['name']}  {label}：{one['fault'] or '正常'}")  # noqa: T201 - a command
    if not found and not args.json:
        print("全部部门都在本平台审查。")  # noqa: T201 - a command
    return FINDINGS if any(one["fault"] for one in found) else FINE


def _fault(code: str, known: bool) -> str:
    if not known:
        return "没有这个编码的部门"
    system = find_system(code)
    if system is None:
        return ""
    if faults := system.check_config():
        return "；".join(faults)
    now = clock.now()
    answer = system.push(ping(delivery=new_delivery(), now=now), now=now)
    return "" if isinstance(answer, Received) else getattr(answer, "reason", "刚才连续失败，正在歇息")


def _test(args: argparse.Namespace) -> int:
    faults = HttpDepartmentSystem(name="对方", url=args.url, secrets=(args.secret,)).check_config()
    if faults or not is_secret(args.secret):
        print("".join(faults) or NO_KEY, file=sys.stderr)  # noqa: T201 - a command
        return USAGE
    with httpx.Client(trust_env=False, follow_redirects=False) as client:
        found = list(run(Endpoint(url=args.url, secret=args.secret, clock=clock.now, client=client)))
    failed = sum(bool(one.fault) for one in found)
    if args.json:
        told = {
            "url": args.url,
            "passed": len(found) - failed,
            "failed": failed,
            "checks": [asdict(one) for one in found],
        }
        print(json.dumps(told, ensure_ascii=False))  # noqa: T201 - a command
    else:
        _tell(found, failed)
    return FINDINGS if failed else FINE


def _tell(found: list[Finding], failed: int) -> None:
    for one in found:
        print(f"{'不合' if one.fault else '符合'}  {one.words}{f'：{one.fault}' if one.fault else ''}")  # noqa: T201
    print(f"共 {len(found)} 项，{len(found) - failed} 项符合，{failed} 项不合。")  # noqa: T201 - a command


def _schema(_args: argparse.Namespace) -> int:
    print(json.dumps(protocol(), ensure_ascii=False, indent=2))  # noqa: T201 - a command
    return FINE
