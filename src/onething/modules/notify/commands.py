"""`onething sms`: how the sending of SMS stands, and sending again what was given up."""

import argparse
import json
from typing import Any

from django.db.models import Count

from onething.modules.notify.domain.sending import SmsState
from onething.modules.notify.models import Message
from onething.modules.notify.services.tell import SEND
from onething.platform import clock
from onething.platform.outbox.api import dead_messages, replay

FINE, FINDINGS = 0, 1
SHOWN = 20


def add_commands(subparsers: Any) -> None:
    """Add `sms`."""
    sms = subparsers.add_parser("sms", help="办件短信 (SMS to applicants)")
    kinds = sms.add_subparsers(dest="sms_command", required=True)
    status = kinds.add_parser("status", help="各种状态的短信有多少，放弃了多少；有放弃的返回 1")
    status.add_argument("--json", action="store_true", help="print as JSON")
    status.set_defaults(run=_status)
    kinds.add_parser("replay", help="重新发送放弃了的；超过三天的不再发").set_defaults(run=_replay)


def _status(args: argparse.Namespace) -> int:
    counts = dict(Message.objects.order_by().values_list("sms").annotate(Count("id")))
    dead = dead_messages(SEND)
    given_up = dead.count()
    if args.json:
        _say(json.dumps({"states": counts, "dead": given_up}, ensure_ascii=False))
        return FINDINGS if given_up else FINE
    _say("，".join(f"{state.label} {counts.get(state.value, 0)} 条" for state in SmsState) + f"；放弃 {given_up} 条。")
    for row in dead[:SHOWN]:
        _say(f"  {row.subject}：{row.last_error}")
    return FINDINGS if given_up else FINE


def _replay(_args: argparse.Namespace) -> int:
    count = sum(replay(message=row.public_id, now=clock.now()) for row in dead_messages(SEND))
    _say(f"重新发送 {count} 条。")
    return FINE


def _say(text: str) -> None:
    print(text)  # noqa: T201 - a command
