"""`onething webhook`: who is told of what, trials, dead letters and their replay."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from onething.modules.exchange.domain.announcing import WebhookKind
from onething.modules.exchange.domain.subscriptions import WebhookInfo
from onething.modules.exchange.errors import ExchangeError
from onething.modules.exchange.services.dead_letters import dead_letters, replay_letters
from onething.modules.exchange.services.deliver_webhook import ping
from onething.modules.exchange.services.keep import assign, disable, enable
from onething.modules.exchange.services.subscribe import list_webhooks, replace_secret, subscribe
from onething.platform import clock
from onething.platform.permissions import Actor, Role

OPERATOR = Actor(role=Role.SYSTEM, channel="command")
FINE, FINDINGS = 0, 1
ONCE = "密钥只显示这一次，请立即交给接收系统的负责人保管："


def add_commands(subparsers: Any) -> None:
    """Add `webhook`."""
    webhook = subparsers.add_parser("webhook", help="事件通知的订阅 (outgoing webhooks)")
    kinds = webhook.add_subparsers(dest="webhook_command", required=True)
    create = kinds.add_parser("create", help="新增订阅，显示一次签名密钥")
    create.add_argument("url", help="接收通知的 https 地址")
    create.add_argument("--client", type=UUID, required=True, help="接入系统的客户端编号；只通知它的部门的办件")
    create.add_argument("--kind", action="append", help=f"通知类型，可以重复；不写是全部：{_known()}")
    create.add_argument("--json", action="store_true", help="print as JSON")
    create.set_defaults(run=_guarded(_create))
    lister = kinds.add_parser("list", help="列出订阅和送达情况")
    lister.add_argument("--json", action="store_true", help="print as JSON")
    lister.set_defaults(run=_list)
    for name, act, words in (
        ("rotate", _rotate, "更换签名密钥；新旧密钥一起签一天"),
        ("disable", _disable, "停用"),
        ("enable", _enable, "恢复"),
        ("test", _test, "马上发一个试验通知，看对方怎样答复"),
    ):
        one = kinds.add_parser(name, help=words)
        one.add_argument("subscription", type=UUID, help="订阅编号")
        one.set_defaults(run=_guarded(act))
    assign_to = kinds.add_parser("assign", help="把登记接入系统以前的订阅交给一个接入系统")
    assign_to.add_argument("subscription", type=UUID, help="订阅编号")
    assign_to.add_argument("--client", type=UUID, required=True, help="同一部门的接入系统的客户端编号")
    assign_to.set_defaults(run=_guarded(_assign))
    _add_letters(kinds)


def _add_letters(kinds: Any) -> None:
    dead = kinds.add_parser("dead", help="列出放弃了的通知；有就返回 1")
    dead.add_argument("--subscription", type=UUID, help="只看这个订阅")
    dead.add_argument("--json", action="store_true", help="print as JSON")
    dead.set_defaults(run=_dead)
    again = kinds.add_parser("replay", help="重新发送放弃了的通知，编号不变，接收方可以去重")
    again.add_argument("subscription", type=UUID, help="订阅编号")
    again.add_argument("--letter", type=UUID, help="只重发这一个；不写是全部")
    again.set_defaults(run=_guarded(_replay))


def _guarded(act: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        try:
            return act(args)
        except ExchangeError as refusal:
            print(refusal, file=sys.stderr)  # noqa: T201 - a command
            return FINDINGS

    return run


def _create(args: argparse.Namespace) -> int:
    kinds = args.kind or [kind.value for kind in WebhookKind]
    info, secret = subscribe(client=args.client, url=args.url, kinds=kinds, actor=OPERATOR, now=clock.now())
    if args.json:
        _print_json({**asdict(info), "secret": secret})
    else:
        print(f"已新增订阅 {info.id}。请用 onething webhook test {info.id} 试一下。\n{ONCE}\n{secret}")  # noqa: T201
    return FINE


def _list(args: argparse.Namespace) -> int:
    found = list_webhooks(actor=OPERATOR)
    if args.json:
        _print_json([asdict(info) for info in found])
        return FINE
    for info in found:
        kinds = "、".join(kind.label for kind in info.kinds)
        print(f"{info.id}  {info.client_name}  {info.body_code}  {info.url}\n    {kinds}；{_state(info)}")  # noqa: T201
    if not found:
        print("还没有订阅。用 onething webhook create 新增。")  # noqa: T201 - a command
    return FINE


def _state(info: WebhookInfo) -> str:
    if info.disabled_at:
        return f"已停用：{info.disabled_because}"
    if info.failing_since:
        return f"自 {info.failing_since:%Y-%m-%d %H:%M} UTC 起连续失败 {info.failures} 次：{info.last_failure}"
    return f"最近送达 {info.delivered_at:%Y-%m-%d %H:%M} UTC" if info.delivered_at else "还没有送过"


def _rotate(args: argparse.Namespace) -> int:
    secret, until = replace_secret(subscription=args.subscription, actor=OPERATOR, now=clock.now())
    print(f"已更换。到 {until:%Y-%m-%d %H:%M} UTC 为止新旧密钥都签。{ONCE}\n{secret}")  # noqa: T201 - a command
    return FINE


def _disable(args: argparse.Namespace) -> int:
    disable(subscription=args.subscription, actor=OPERATOR, now=clock.now())
    print("已停用。等待发送的会成为放弃的通知，恢复后可以重放。")  # noqa: T201 - a command
    return FINE


def _enable(args: argparse.Namespace) -> int:
    enable(subscription=args.subscription, actor=OPERATOR, now=clock.now())
    print("已恢复。停用期间放弃的通知用 onething webhook replay 重发。")  # noqa: T201 - a command
    return FINE


def _assign(args: argparse.Namespace) -> int:
    info = assign(subscription=args.subscription, client=args.client, actor=OPERATOR, now=clock.now())
    print(f"已交给“{info.client_name}”。停用着的请用 onething webhook enable {info.id} 恢复。")  # noqa: T201 - a command
    return FINE


def _test(args: argparse.Namespace) -> int:
    outcome = ping(subscription=args.subscription, actor=OPERATOR, now=clock.now())
    print(outcome.words)  # noqa: T201 - a command
    return FINE if outcome.arrived else FINDINGS


def _dead(args: argparse.Namespace) -> int:
    found = dead_letters(actor=OPERATOR, subscription=args.subscription)
    if args.json:
        _print_json([asdict(letter) for letter in found])
    for letter in () if args.json else found:
        when = f"{letter.dead_at:%Y-%m-%d %H:%M} UTC"
        print(f"{letter.id}  {letter.kind}  {when}  {letter.attempts} 次  {letter.error}")  # noqa: T201 - a command
    return FINDINGS if found else FINE


def _replay(args: argparse.Namespace) -> int:
    count = replay_letters(subscription=args.subscription, letter=args.letter, actor=OPERATOR, now=clock.now())
    print(f"重新发送 {count} 个。")  # noqa: T201 - a command
    return FINE


def _known() -> str:
    return "、".join(kind.value for kind in WebhookKind)


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, default=str))  # noqa: T201 - a command
