"""Systems of the demonstration city that come through the API: a client, its token, and how it asks."""

import base64
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from builders.filing import ANSWERS, OPTIONAL, PEOPLE
from onething.modules.clients.api import AT_THE_MACHINE, ApiScope, NewClient, create_client
from onething.modules.organisation.models import Body, Region

ALL = tuple(scope.value for scope in ApiScope)
PURPOSE = {"X-Purpose": "%E4%BB%A3%E4%B8%BA%E7%94%B3%E6%8A%A5"}  # 代为申报
NAME, NUMBER, PHONE = PEOPLE["mother"]
DRAFT = {
    "bundle": "newborn",
    "answers": ANSWERS,
    "leave_out": list(OPTIONAL),
    "person": {"name": NAME, "id_number": NUMBER, "phone": PHONE},
    "consent": {"reference": "WT-2026-000123"},
}

HOOK = {"url": "https://his.example.gov.cn/hooks", "kinds": ["case.accepted", "case.decided"]}


@dataclass(frozen=True, slots=True)
class System:
    """A client with a token in hand."""

    browser: Client
    token: str = field(default="", repr=False)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """One request; headers are written with underscores."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.browser, method.lower())(f"/api/v1{path}", headers=given, **sent)

    def make(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """A POST with a key of its own."""
        return self.ask("POST", path, body, **{"Idempotency_Key": str(uuid4()), **headers})


def two_bodies(now: datetime) -> None:
    """A region with the bodies that have systems, where no packs are needed."""
    Region.objects.create(code="990100", name="禾丰市", kind="region", path="/990100/", updated_at=now)
    for place, code in enumerate(("health", "police")):
        Body.objects.create(code=code, name=code, uscc=str(place), region_path="/990100/", updated_at=now)


def new_client(
    *,
    name: str = "测试系统",
    body: str = "health",
    region: str = "990100",
    scopes: tuple[str, ...] = ALL,
    until_day: date | None = None,
    now: datetime,
) -> NewClient:
    """A client registered at the machine."""
    return create_client(
        name=name, body=body, region=region, scopes=scopes, until_day=until_day, actor=AT_THE_MACHINE, now=now
    )


def ask_token(made: NewClient, scope: str = "", secret: str = "") -> HttpResponse:
    """What the token endpoint answers."""
    pair = base64.b64encode(f"{made.info.public_id}:{secret or made.secret}".encode()).decode()
    form = {"grant_type": "client_credentials"} | ({"scope": scope} if scope else {})
    return Client(raise_request_exception=False).post("/api/v1/token", form, headers={"Authorization": f"Basic {pair}"})


def system(made: NewClient, scope: str = "") -> System:
    """The client with a fresh token."""
    return System(Client(raise_request_exception=False), ask_token(made, scope).json()["access_token"])


NOBODY = System(Client(raise_request_exception=False))
