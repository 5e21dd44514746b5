"""Reactions in the transaction: in order, all or nothing, never outside one."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from onething.platform.events import Event, OutsideTransaction, TooDeep, react, record
from onething.platform.outbox.api import enqueue
from onething.platform.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_house")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccepted(Event):
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided(Event):
    case: str


def test_handlers_are_called_in_the_order_of_registration() -> None:
    heard: list[str] = []
    react(CaseAccepted, lambda event: heard.append(f"first {event.case}"))
    react(CaseAccepted, lambda event: heard.append(f"second {event.case}"))
    react(CaseDecided, lambda event: heard.append("never"))

    with transaction.atomic():
        record(CaseAccepted(case="A"))

    assert heard == ["first A", "second A"]


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused_and_nobody_hears_it() -> None:
    heard: list[str] = []
    react(CaseAccepted, lambda event: heard.append(event.case))

    with pytest.raises(OutsideTransaction):
        record(CaseAccepted(case="A"))

    assert heard == []


def test_a_failing_handler_takes_everything_back() -> None:
    def fail(event: CaseAccepted) -> None:
        raise RuntimeError("no")

    react(CaseAccepted, lambda event: enqueue("dispatch", payload={"case": event.case}))
    react(CaseAccepted, fail)

    with pytest.raises(RuntimeError, match="no"), transaction.atomic():
        record(CaseAccepted(case="A"))

    assert Message.objects.count() == 0


def test_events_that_lead_back_to_themselves_are_stopped() -> None:
    react(CaseAccepted, lambda event: record(CaseDecided(case=event.case)))
    react(CaseDecided, lambda event: record(CaseAccepted(case=event.case)))

    with pytest.raises(TooDeep), transaction.atomic():
        record(CaseAccepted(case="A"))
