"""Whom one may act as in the demonstration: staff accounts with their password, and where the invented citizens are."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onething.platform.permissions import Role, public

STAFF = Path("demo/staff.yaml")
NOBODY = "{staff: [], password: ''}"
ENDS = {Role.WINDOW_CLERK: "综合窗口", Role.APPROVER: "部门审批"}


@public
@never_cache
@require_safe
def demonstration(request: HttpRequest) -> HttpResponse:
    """The accounts of the demonstration; not found anywhere else."""
    if not settings.DEMONSTRATION:
        raise Http404
    text = STAFF.read_text(encoding="utf-8") if STAFF.is_file() else NOBODY
    people: dict[str, Any] = yaml.safe_load(text)
    context = {
        "accounts": [_account(person) for person in people["staff"]],
        "password": people["password"],
        "can_go_online": bool(settings.OIDC_ISSUER),
    }
    return render(request, "portal/demonstration.html", context, using="jinja2")


def _account(person: dict[str, Any]) -> dict[str, str]:
    roles = [Role(post["role"]) for post in person["posts"]]
    return {
        "login": person["login"],
        "name": person["name"],
        "title": "、".join(post["title"] for post in person["posts"]),
        "end": "、".join(dict.fromkeys(ENDS.get(role, "其他") for role in roles)),
    }
