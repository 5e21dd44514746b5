"""Other systems hear by webhook of what the log of an application says, over its whole life, and nothing about people."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from builders.cases import CLERK, MONDAY, NO, case_at, file_newborn, officer
from builders.notices import CONSENT
from builders.receiver import Receiver, receiving
from builders.systems import new_client
from builders.whole_life import SECRETS
from onething.modules.exchange.api import WebhookKind, subscribe
from onething.modules.exchange.services.deliver_webhook import deliver
from onething.modules.exchange.services.tell import DELIVER
from onething.modules.handling.api import accept_application, ask_correction, conclude, deny, grant, start_review
from onething.platform.outbox.api import consume, drain
from onething.platform.outbox.models import Message
from onething.platform.permissions import Actor, Role

pytestmark = pytest.mark.usefixtures("city")
ADMIN = Actor(role=Role.SYSTEM_ADMIN, channel="desk")


@pytest.fixture
def receiver(settings: object) -> Iterator[Receiver]:
    """A system of the health body and one of the police, at one address."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    consume(DELIVER, deliver)
    with receiving() as one:
        for body in ("health", "police"):
            subscribe(
                client=new_client(body=body, now=MONDAY).info.public_id,
                url=f"{one.url}/{body}",
                kinds=list(WebhookKind),
                actor=ADMIN,
                now=MONDAY,
            )
        yield one


def told(receiver: Receiver, now: datetime) -> list[tuple[str, str]]:
    """What came since the last look, as body and type."""
    drain(now=now + timedelta(days=365), limit=100)  # messages are dated by the machine's clock
    came = [(one.path.removeprefix("/hooks/"), json.loads(one.body)["type"]) for one in receiver.got]
    receiver.got.clear()
    return came


def test_a_life_is_told_step_by_step_to_the_body_concerned(receiver: Receiver) -> None:
    application = file_newborn()
    assert told(receiver, MONDAY) == [("health", "application.submitted"), ("police", "application.submitted")]

    accept_application(application=application, actor=CLERK, now=MONDAY)
    assert ("health", "case.accepted") in told(receiver, MONDAY)

    row, me = case_at(application, "birth-certificate"), officer("health")
    start_review(case=row.public_id, version=row.row_version, actor=me, now=MONDAY)
    assert told(receiver, MONDAY) == []
    grant(case=row.public_id, version=row.row_version + 1, opinion="好", result_number="1", actor=me, now=MONDAY)
    assert told(receiver, MONDAY) == [("health", "case.decided"), ("police", "case.accepted")]

    with transaction.atomic():
        conclude(application=application, cases={row.public_id}, actor=CLERK, now=MONDAY, way="pick-up")
    assert told(receiver, MONDAY) == [("health", "result.delivered")]

    row = case_at(application, "birth-registration")
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer("police"), now=MONDAY)
    assert ("police", "case.decided") in told(receiver, MONDAY)


def test_a_correction_is_told_to_the_body_whose_case_it_concerns(receiver: Receiver) -> None:
    application = file_newborn()
    told(receiver, MONDAY)

    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)

    assert [kind for _, kind in told(receiver, MONDAY)] == ["case.correction_asked"]


def test_nothing_about_people_is_put_into_the_outbox(receiver: Receiver) -> None:
    application = file_newborn()
    accept_application(application=application, actor=CLERK, now=MONDAY)

    written = json.dumps(
        list(Message.objects.filter(topic=DELIVER).values_list("payload", flat=True)), ensure_ascii=False
    )

    assert "case.accepted" in written
    assert [secret for secret in SECRETS if secret in written] == []


def test_a_step_that_is_rolled_back_is_told_to_nobody(receiver: Receiver) -> None:
    application = file_newborn()
    told(receiver, MONDAY)

    with transaction.atomic():
        accept_application(application=application, actor=CLERK, now=MONDAY)
        transaction.set_rollback(True)

    assert told(receiver, MONDAY) == []
