"""Two people act on one case in the same moment: one wins, the other is told who; nothing is half done or doubled."""

import json
import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, connections

from builders.cases import (
    CITIZEN,
    CLERK,
    MONDAY,
    NO,
    case_at,
    compose_handling,
    file_newborn,
    officer,
    publish_packs,
    states,
)
from builders.department import BODY, GRANTED, configuration, report_of
from onething.modules.delivery.api import DeliveryError, hand_over
from onething.modules.delivery.codes import code_of
from onething.modules.delivery.models import HandOver
from onething.modules.handling.api import (
    HandlingError,
    accept_application,
    deny,
    grant,
    start_review,
    take_report,
    withdraw,
)
from onething.modules.handling.models import Case, Report
from onething.modules.papers.models import Paper
from onething.platform.logs.api import actions_of

Step = Callable[[UUID, UUID, int], object]
ROUNDS = 3


def granting(application: UUID, case: UUID, version: int) -> object:
    return grant(case=case, version=version, opinion="准予", result_number="1", actor=officer("health"), now=MONDAY)


def denying(application: UUID, case: UUID, version: int) -> object:
    return deny(case=case, version=version, rejection=NO, actor=officer("health"), now=MONDAY)


def reviewing(application: UUID, case: UUID, version: int) -> object:
    return start_review(case=case, version=version, actor=officer("health"), now=MONDAY)


def withdrawing(application: UUID, case: UUID, version: int) -> object:
    return withdraw(application=application, cases=[case], actor=CITIZEN, now=MONDAY)


def accepting(application: UUID, case: UUID, version: int) -> object:
    return accept_application(application=application, actor=CLERK, now=MONDAY)


def handing_over(application: UUID, case: UUID, version: int) -> object:
    return hand_over(
        application=application, code=code_of(application), receiver="林知夏", cases=[case], actor=CLERK, now=MONDAY
    )


def reporting(delivery: str) -> Step:
    """The body's own system sends its result."""

    def report(application: UUID, case: UUID, version: int) -> object:
        body = json.dumps(report_of(case, "result", **GRANTED))
        return take_report(body_code=BODY, delivery=delivery, body=body, now=MONDAY).verdict.outcome.value

    return report


@pytest.fixture
def city(transactional_db: None, empty_house: None, stores: object) -> None:
    publish_packs()
    compose_handling()


def at_once(application: UUID, *steps: Step) -> list[object]:
    """Run the steps in threads that start together; their results or their refusals, in order."""
    row = case_at(application, "birth-certificate")
    outcomes: list[object] = [None] * len(steps)
    barrier = threading.Barrier(len(steps))

    def run(place: int, step: Step) -> None:
        barrier.wait(timeout=10)
        try:
            outcomes[place] = step(application, row.public_id, row.row_version) or "done"
        except (HandlingError, DeliveryError) as refused:
            outcomes[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def refusals(outcomes: list[object]) -> list[object]:
    return [one for one in outcomes if isinstance(one, (HandlingError, DeliveryError))]


def assert_log_unbroken(application: UUID) -> None:
    for row in Case.objects.filter(application_ref=application):
        places = [line.seq for line in actions_of(subject_kind="case", subject_id=row.public_id)]
        assert places == list(range(1, row.log_length + 1))


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        (granting, granting, {"granted"}),
        (granting, denying, {"granted", "concluded"}),
        (denying, denying, {"concluded"}),
        (granting, withdrawing, {"granted", "withdrawn"}),
        (reviewing, reviewing, {"reviewing"}),
    ],
    ids=["grant grant", "grant deny", "deny deny", "grant withdraw", "review review"],
)
def test_one_of_two_wins(city: None, one: Step, other: Step, ends: set[str]) -> None:
    for serial in range(1, ROUNDS + 1):
        application = file_newborn(serial=serial)
        accept_application(application=application, actor=CLERK, now=MONDAY)

        outcomes = at_once(application, one, other)

        assert len(refusals(outcomes)) == 1, outcomes
        assert states(application)["birth-certificate"] in ends
        decisions = Paper.objects.filter(application=application).filter(kind__in=("decision", "denial")).count()
        assert decisions == (states(application)["birth-certificate"] in {"granted", "concluded"})
        assert_log_unbroken(application)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (reporting("a"), reporting("a"), {"applied"}),
        (reporting("a"), reporting("b"), {"applied", "late"}),
        (reporting("a"), granting, None),
        (reporting("a"), withdrawing, None),
    ],
    ids=["same delivery", "another delivery", "officer", "applicant"],
)
def test_a_result_from_the_department_counts_once(
    city: None, settings: object, one: Step, other: Step, told: set[str] | None
) -> None:
    settings.DEPARTMENT_SYSTEMS = configuration("http://127.0.0.1:1/")  # type: ignore[attr-defined]
    for serial in range(1, ROUNDS + 1):
        application = file_newborn(serial=serial)
        accept_application(application=application, actor=CLERK, now=MONDAY)

        outcomes = at_once(application, one, other)

        state = states(application)["birth-certificate"]
        assert None not in outcomes
        assert told is None or set(outcomes) == told
        assert state in {"granted", "withdrawn"}
        if told is None:  # whoever comes second hears of it: the officer is refused, the system is told
            assert (outcomes[0] == "late") != bool(refusals(outcomes[1:]))
        assert Paper.objects.filter(application=application, kind="decision").count() == (state == "granted")
        assert_log_unbroken(application)
        Report.objects.all().delete()


def test_two_windows_accept_once(city: None) -> None:
    for serial in range(1, ROUNDS + 1):
        application = file_newborn(serial=serial)

        outcomes = at_once(application, accepting, accepting)

        assert len(refusals(outcomes)) == 1, outcomes
        assert Paper.objects.filter(application=application).count() == 1
        assert_log_unbroken(application)


def test_a_result_leaves_the_house_once(city: None) -> None:
    for serial in range(1, ROUNDS + 1):
        application = file_newborn(serial=serial)
        accept_application(application=application, actor=CLERK, now=MONDAY)
        row = case_at(application, "birth-certificate")
        granting(application, row.public_id, row.row_version)

        outcomes = at_once(application, handing_over, handing_over)

        assert len(refusals(outcomes)) == 1, outcomes
        assert HandOver.objects.filter(application=application).count() == 1
        assert_log_unbroken(application)


def test_bodies_that_decide_at_once_open_the_next_case_once(city: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database lets one writer in at a time anyway")
    for serial in range(1, ROUNDS + 1):
        application = file_newborn(serial=serial)
        accept_application(application=application, actor=CLERK, now=MONDAY)
        shot = case_at(application, "vaccination-certificate")

        def vaccinating(application: UUID, case: UUID, version: int, *, own: Case = shot) -> object:
            return grant(
                case=own.public_id,
                version=own.row_version,
                opinion="准予",
                result_number="2",
                actor=officer("disease-control"),
                now=MONDAY,
            )

        outcomes = at_once(application, granting, vaccinating)

        assert refusals(outcomes) == []
        assert states(application)["birth-registration"] == "accepted"
        assert_log_unbroken(application)
