"""Composition: one event, one topic, registered from one table."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import transaction

from onething.platform.events import Event, record
from onething.platform.outbox.api import Work, drain, enqueue
from onething.project.composition import compose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_house")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultIssued(Event):
    case: str


def test_what_composition_names_is_heard_in_order_and_served_after_commit(clock: datetime) -> None:
    told: list[str] = []

    def open_waiting_case(event: ResultIssued) -> None:
        told.append(f"opened after {event.case}")

    def tell_parent(event: ResultIssued) -> None:
        enqueue("sms", payload={"case": event.case})

    def send(work: Work) -> None:
        told.append(f"sent {work.payload['case']}")

    compose(reactions=((ResultIssued, open_waiting_case), (ResultIssued, tell_parent)), consumers=(("sms", send),))
    with transaction.atomic():
        record(ResultIssued(case="A"))
    drain(now=clock, limit=9)

    assert told == ["opened after A", "sent A"]
