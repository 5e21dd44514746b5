"""`onething demo load`: the people of the demonstration city, through the same services as everybody else."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from onething.modules.identity.api import create_staff, find_staff, give_post, list_posts
from onething.platform import clock
from onething.platform.permissions import Role

FINE, FINDINGS = 0, 1
STAFF = Path("demo/staff.yaml")
SINCE = date(2026, 1, 1)


def add_commands(subparsers: Any) -> None:
    """Add `demo`."""
    demo = subparsers.add_parser("demo", help="演示城市 (the demonstration city)")
    kinds = demo.add_subparsers(dest="demo_command", required=True)
    load = kinds.add_parser("load", help="开立演示工作人员账号；已有的不动")
    load.add_argument("--staff", type=Path, default=STAFF, help="账号文件，默认 demo/staff.yaml")
    load.set_defaults(run=_load)


def _load(args: argparse.Namespace) -> int:
    if not settings.DEMONSTRATION:
        print("这里不是演示环境，没有装载任何账号。需要演示请设置 ONETHING_DEMO=1。")  # noqa: T201 - a command
        return FINDINGS
    made = load_staff(yaml.safe_load(args.staff.read_text(encoding="utf-8")))
    print(f"演示账号已就绪，新开 {made} 个。")  # noqa: T201 - a command
    return FINE


def load_staff(data: dict[str, Any]) -> int:
    """Make the accounts and posts that are not there yet; returns how many accounts were made."""
    made = 0
    for person in data["staff"]:
        account = find_staff(person["login"])
        if account is None:
            account = create_staff(login=person["login"], password=data["password"], display_name=person["name"])
            made += 1
        if not list_posts(account, on=clock.today()):
            for post in person["posts"]:
                give_post(
                    account=account,
                    role=Role(post["role"]),
                    title=post["title"],
                    region_code=post["region"],
                    from_day=SINCE,
                    body_code=post.get("body", ""),
                    site_code=post.get("site", ""),
                    window_number=post.get("window", ""),
                )
    return made
