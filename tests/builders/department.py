"""A department's own system as a process of its own, and what it does when it is told to."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx
from django.http import HttpResponse
from django.test import Client

from onething_simulators.launching import running

SECRET = "whsec_" + base64.b64encode(b"a secret of this test, not more").decode()
BODY = "health"
LINE = httpx.Client(trust_env=False, verify=False)


def configuration(url: str, *, body: str = BODY, way: str = "connector") -> str:
    """The setting for one body."""
    more = {"url": url, "secret": SECRET} if way == "connector" else {}
    return json.dumps({body: {"way": way, "name": "妇幼健康信息系统", **more}})


@dataclass(frozen=True, slots=True)
class System:
    """The running process."""

    url: str

    @property
    def letters(self) -> str:
        return f"{self.url}/v1/letters"

    def stand_at(self, now: datetime) -> None:
        LINE.post(f"{self.url}/control/clock", json={"now": now.isoformat()}).raise_for_status()

    def cases(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = LINE.get(f"{self.url}/desk/cases").json()["cases"]
        return found

    def report(self, case: object, **order: Any) -> list[dict[str, Any]]:
        """Have it report; returns every answer of the house."""
        answers: list[dict[str, Any]] = LINE.post(
            f"{self.url}/desk/reports", json={"case": str(case), **order}, timeout=30
        ).json()["answers"]
        return answers


@contextmanager
def department_system(now: datetime) -> Iterator[System]:
    with running("department_system", f"--secret={SECRET}") as url:
        system = System(url)
        system.stand_at(now)
        yield system


def signed(body: bytes, *, now: datetime, delivery: str, secret: str = SECRET) -> dict[str, str]:
    """The three headers, made here by the standard's text and not by the product."""
    stamp = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mark = hmac.new(key, f"{delivery}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": delivery,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(mark).decode()}",
    }


def send(report: dict[str, Any] | bytes, *, now: datetime, delivery: str = "", body: str = BODY) -> HttpResponse:
    """A signed report at the house's door."""
    raw = report if isinstance(report, bytes) else json.dumps(report).encode()
    headers = signed(raw, now=now, delivery=delivery or str(uuid4()))
    return Client().post(  # type: ignore[return-value]
        f"/api/v1/department-systems/{body}/reports", raw, content_type="application/json", headers=headers
    )


def report_of(case: object, kind: str, seq: int = 1, **content: Any) -> dict[str, Any]:
    """A report by the published shape."""
    at = "2026-03-02T09:30:00+08:00"
    return {"version": "1", "type": kind, "case": str(case), "seq": seq, "at": at, "number": "BM1", **content}


GRANTED = {"granted": True, "opinion": "符合条件，准予签发。", "result_number": "P330000001"}
DENIED = {
    "granted": False,
    "facts": "出生记录显示在外省出生",
    "reason": "不在本省助产机构出生",
    "law": [{"document": "母婴保健法", "article": "第23条"}],
}
