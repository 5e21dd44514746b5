"""Whom one may act as in the demonstration: staff with what waits for them now, and citizens with their stories."""

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onething.modules.catalogue.api import list_bundles
from onething.modules.handling.api import Tab, count_lists
from onething.modules.identity.api import actor_for, find_staff
from onething.platform import clock
from onething.platform.permissions import Actor, Role, public

STAFF, CITY = Path("demo/staff.yaml"), Path("demo/city.yaml")
NOBODY = "{staff: [], password: ''}"
NOTHING = "{stories: [], fates: {}}"
GROUPS = (
    ("综合窗口", (Role.WINDOW_CLERK,)),
    ("部门审批", (Role.APPROVER, Role.BODY_HEAD)),
    ("本级政府", (Role.GOVERNMENT_HEAD,)),
    ("督查", (Role.SUPERVISOR,)),
    ("事项编辑和发布", (Role.CATALOGUE_EDITOR, Role.CATALOGUE_PUBLISHER)),
    ("系统、安全和审计管理", (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)),
)
TABS = {
    Role.WINDOW_CLERK: (Tab.TO_ACCEPT, Tab.CORRECTING, Tab.TO_HAND_OVER),
    Role.APPROVER: (Tab.TO_REVIEW, Tab.DUE_SOON),
}


@public
@never_cache
@require_safe
def demonstration(request: HttpRequest) -> HttpResponse:
    """The accounts of the demonstration; not found anywhere else."""
    if not settings.DEMONSTRATION:
        raise Http404
    people, now = _read(STAFF, NOBODY), clock.now()
    context = {
        "groups": _groups(people["staff"], now),
        "password": people["password"],
        "stories": _stories(now),
        "can_go_online": bool(settings.OIDC_ISSUER),
    }
    return render(request, "portal/demonstration.html", context, using="jinja2")


def _read(path: Path, otherwise: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8") if path.is_file() else otherwise)
    return found


def _groups(staff: list[dict[str, Any]], now: datetime) -> list[dict[str, Any]]:
    """The accounts by role, in the order in which an application meets them."""
    return [
        {"label": label, "accounts": [_account(one, now) for one in staff if _role(one) in roles]}
        for label, roles in GROUPS
    ]


def _account(person: dict[str, Any], now: datetime) -> dict[str, str]:
    return {
        "login": person["login"],
        "name": person["name"],
        "title": "、".join(post["title"] for post in person["posts"]),
        "sees": _sees(person, now),
    }


def _role(person: dict[str, Any]) -> Role:
    return Role(person["posts"][0]["role"])


def _sees(person: dict[str, Any], now: datetime) -> str:
    """What waits for this account now, in the words of its lists."""
    account = find_staff(person["login"])
    if account is None:
        return "账号还没有开立"
    actor: Actor = actor_for(account, channel="", post="", now=now)
    tabs = TABS.get(actor.role, ())
    counts = count_lists(actor=actor, tabs=tabs, now=now)
    return "，".join(f"{tab.label} {count}" for tab, count in zip(tabs, counts, strict=True)) or "—"


def _stories(now: datetime) -> list[dict[str, str]]:
    """Who among the citizens has something under way, and how far it got when the city was loaded."""
    city = _read(CITY, NOTHING)
    titles = {bundle.code: bundle.title for bundle in list_bundles(on=clock.legal_day(now))}
    return [
        {
            "name": story["name"],
            "title": titles.get(story["bundle"], story["bundle"]),
            "fate": city["fates"][story["fate"]]["label"],
        }
        for story in city["stories"]
    ]
