"""`onething upload` and `onething connector` (its own file): how the upload of cases to the national platform stands, and what is sent again."""

import argparse
import json
import sys
from typing import Any

from onething.modules.exchange.api import UPLOAD, NotReached
from onething.modules.handling.commands_connector import add_connector
from onething.modules.handling.tasks import missing_there, send_again
from onething.platform import clock
from onething.platform.outbox.api import dead_messages, replay, waiting_messages

FINE, FINDINGS, NOT_READY = 0, 1, 3
SHOWN = 20
NO_CASE = "没有这个办件，或没有设置 ONETHING_UPLOAD_URL。请核对 43 位办件编号和设置。"


def add_commands(subparsers: Any) -> None:
    """Add `upload` and `connector`."""
    add_connector(subparsers)
    upload = subparsers.add_parser("upload", help="办件归集到国家平台 (upload of cases)")
    kinds = upload.add_subparsers(dest="upload_command", required=True)
    status = kinds.add_parser("status", help="等待和放弃了多少；写办件编号就与国家平台逐步对账；有放弃或缺少的返回 1")
    status.add_argument("--case", default="", help="43 位办件编号")
    status.add_argument("--json", action="store_true", help="print as JSON")
    status.set_defaults(run=_status)
    again = kinds.add_parser("replay", help="重新上传放弃了的；写办件编号就补上国家平台缺少的")
    again.add_argument("--case", default="", help="43 位办件编号")
    again.set_defaults(run=_replay)


def _status(args: argparse.Namespace) -> int:
    if args.case:
        return _reconcile(args)
    dead = dead_messages(UPLOAD)
    waiting, given_up = waiting_messages(UPLOAD).count(), dead.count()
    errors = [{"case": str(row.subject), "seq": row.payload["seq"], "error": row.last_error} for row in dead[:SHOWN]]
    if args.json:
        print(json.dumps({"waiting": waiting, "dead": given_up, "errors": errors}, ensure_ascii=False))  # noqa: T201
    else:
        print(f"等待上传 {waiting} 步，放弃 {given_up} 步。")  # noqa: T201 - a command
        for one in errors:
            print(f"  {one['case']} 第 {one['seq']} 步：{one['error']}")  # noqa: T201 - a command
    return FINDINGS if given_up else FINE


def _reconcile(args: argparse.Namespace) -> int:
    missing = missing_there(args.case)
    if not isinstance(missing, tuple):
        return _unknown(missing)
    if args.json:
        print(json.dumps({"case": args.case, "missing": missing}))  # noqa: T201 - a command
    elif missing:
        print(f"国家平台缺少第 {'、'.join(map(str, missing))} 步。用 onething upload replay --case 补上。")  # noqa: T201
    else:
        print("与国家平台一致。")  # noqa: T201 - a command
    return FINDINGS if missing else FINE


def _replay(args: argparse.Namespace) -> int:
    if not args.case:
        count = sum(replay(message=row.public_id, now=clock.now()) for row in dead_messages(UPLOAD))
        print(f"重新上传 {count} 步。")  # noqa: T201 - a command
        return FINE
    missing = missing_there(args.case)
    if not isinstance(missing, tuple):
        return _unknown(missing)
    send_again(args.case, places=missing)
    print(f"补传 {len(missing)} 步。")  # noqa: T201 - a command
    return FINE


def _unknown(answer: NotReached | None) -> int:
    print(answer.reason if answer else NO_CASE, file=sys.stderr)  # noqa: T201 - a command
    return NOT_READY if answer else FINDINGS
