"""Somebody pays: over the gateway as it opens pages and tells of payments, or at the window."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from uuid import UUID

import httpx
from django.http import HttpResponse
from django.test import Client

from builders.cases import CITIZEN, CLERK, MONDAY
from builders.payer import file_home
from onething.modules.handling.api import Case, CaseReopened
from onething.modules.payments.api import (
    OrderState,
    begin_payment,
    order_of,
    record_payment,
)
from onething.modules.payments.domain.attempts import AttemptAction, PaymentNews
from onething.modules.payments.models import Attempt, Order
from onething.platform.clock import moved
from onething.platform.database import new_public_id
from onething.platform.logs.api import actions_of
from onething.platform.outbox.api import drain
from onething.platform.permissions import Actor, Role

TOKEN, SECRET = "t0ken", "whsec_YSBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaA=="
STRANGER = Actor(role=Role.CITIZEN, account=new_public_id(), person=new_public_id(), channel="portal")
BEFORE_TRANSFER = ("contract-filing", "deed-tax")
LATER = MONDAY + timedelta(minutes=21)  # the page of an attempt has ended, and its grace


def stand_at(url: str, now: datetime) -> None:
    """The gateway lives on the day of the test."""
    with httpx.Client(trust_env=False) as browser:
        browser.post(f"{url}/control/clock", json={"now": now.isoformat()})


def filed(**fee: object) -> UUID:
    application = file_home(**fee)
    drain(now=MONDAY, limit=5)
    return application


def begin(application: UUID, *, now: datetime = MONDAY, actor: Actor = CITIZEN) -> str:
    return begin_payment(
        application=application, return_url="http://us.example/back", notify_url="http://us.example/n", actor=actor,
        now=now,
    )  # fmt: skip


def pay(application: UUID, at_window: bool) -> None:
    if at_window:
        record_payment(application=application, receipt="票1", version=None, actor=CLERK, now=MONDAY)
    else:
        begin(application)


def begun(application: UUID, *, now: datetime = MONDAY) -> Attempt:
    begin(application, now=now)
    return Attempt.objects.latest("id")


def news_of(attempt: Attempt, action: AttemptAction = AttemptAction.PAY, *, fen: int = 8000) -> PaymentNews:
    return PaymentNews(id=str(attempt.public_id), action=action, amount_fen=fen, number="T1")


def reopened(application: UUID) -> CaseReopened:
    """The case that charges is taken up anew."""
    case = Case.objects.get(application_ref=application, item="property-transfer")
    return CaseReopened(
        case=case.public_id, application=application, key=case.key, item=case.item, actor=CLERK, at=MONDAY
    )


def state_of(application: UUID) -> OrderState:
    order = order_of(application)
    assert order is not None
    return order.state


def log_of(application: UUID) -> list[str]:
    order = Order.objects.get(application=application)
    return [line.kind for line in actions_of(subject_kind="payment_order", subject_id=order.public_id)]


def notify(content: object, *, secret: str = SECRET, at: datetime = MONDAY, now: datetime = MONDAY) -> HttpResponse:
    """As the gateway posts it, signed at `at`, arriving at `now`."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, f"m1.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    headers = {"webhook-id": "m1", "webhook-timestamp": stamp, "webhook-signature": f"v1,{signature}"}
    with moved(now):
        return Client().post(
            "/api/v1/payments/notifications", data=body, content_type="application/json", headers=headers
        )
