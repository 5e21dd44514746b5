"""A case changes hands between bodies of which one or both work in systems of their own."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from builders.cases import MONDAY, accepted_newborn, case_at
from builders.department import GRANTED, System, configuration, department_system, report_of, send
from builders.succeeding import FORMER, SUCCESSOR, succeed
from onething.modules.handling.api import Case
from onething.modules.handling.connectors.configured import _system_at
from onething.modules.handling.models import Report, Transfer
from onething.modules.handling.services.hand_over import RETRY_WAITS, hand_over
from onething.modules.handling.transfers import TRANSFER
from onething.platform.clock import moved
from onething.platform.outbox.api import consume, dead_messages, drain

Configured = Callable[..., None]
BIRTH = "birth-certificate"


@pytest.fixture(scope="module")
def process() -> Iterator[System]:
    with department_system(MONDAY) as system:
        yield system


@pytest.fixture
def configured(city: None, process: System, settings: Any) -> Iterator[Configured]:
    """Each of these bodies works in this way; the systems of all are one process."""

    def choose(**ways: str) -> None:
        each = [json.loads(configuration(process.letters, body=body, way=way)) for body, way in ways.items()]
        settings.DEPARTMENT_SYSTEMS = json.dumps({body: said for one in each for body, said in one.items()})
        _system_at.cache_clear()

    process.stand_at(MONDAY)
    consume(TRANSFER, hand_over, waits=RETRY_WAITS)
    with moved(MONDAY):
        yield choose


def work() -> None:
    drain(now=MONDAY, limit=50, jitter=lambda: 0.0)


def accepted() -> Case:
    found = case_at(accepted_newborn(), BIRTH)
    work()
    return found


def held(process: System, case: Case) -> dict[str, Any]:
    (found,) = [one for one in process.cases() if one["case"] == str(case.public_id)]
    return found


def test_the_former_system_hears_that_it_left_and_what_it_sends_afterwards_counts_no_more(
    configured: Configured, process: System
) -> None:
    configured(**{FORMER: "connector"})
    case = accepted()

    succeed()
    work()
    answer = send(report_of(case.public_id, "result", 1, **GRANTED), now=MONDAY)
    again = send(report_of(case.public_id, "progress", 2, text="还在办"), now=MONDAY)

    assert held(process, case)["ended"] == "accepted"
    assert (answer.status_code, answer.json()["outcome"], again.json()["outcome"]) == (200, "late", "late")
    assert "职责划转，这个办件改由禾丰市疾病预防控制局办理" in answer.json()["detail"]
    now = case_at(case.application_ref, BIRTH)
    assert (now.state, now.ledger, Transfer.objects.count()) == (case.state, case.ledger, 0)
    assert set(Report.objects.values_list("outcome", flat=True)) == {"late"}
    assert not dead_messages(TRANSFER).exists()


def test_a_successor_with_a_system_of_its_own_gets_the_case_and_its_results_count(
    configured: Configured, process: System
) -> None:
    configured(**{FORMER: "rekey", SUCCESSOR: "connector"})
    case = accepted()
    assert Transfer.objects.get(case=case).way == "rekey"

    succeed()
    work()
    send(report_of(case.public_id, "result", 1, **GRANTED), now=MONDAY, body=SUCCESSOR)

    transfer = Transfer.objects.get(case=case)
    assert (transfer.body_code, transfer.way, transfer.arrived_at) == (SUCCESSOR, "connector", MONDAY)
    assert held(process, case)["content"]["case"]["body"] == SUCCESSOR
    assert case_at(case.application_ref, BIRTH).state == "granted"


def test_who_keys_in_again_gets_what_came_over_with_half_an_hour_from_then(configured: Configured) -> None:
    configured(**{SUCCESSOR: "rekey"})
    case = accepted()
    assert not Transfer.objects.filter(case=case).exists()

    later = MONDAY + timedelta(hours=1)
    succeed(now=later)

    transfer = Transfer.objects.get(case=case)
    assert (transfer.way, transfer.created_at, transfer.late_at) == ("rekey", later, later + timedelta(minutes=30))
