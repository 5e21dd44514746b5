"""Cases of a body that works in its own system: handed over once, whatever fails; its results are the case's decisions."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from builders.approving import undo_decision
from builders.cases import CITIZEN, CLERK, MONDAY, accepted_newborn, case_at, compose_handling, file_newborn, officer
from builders.department import (
    BODY,
    DENIED,
    GRANTED,
    SECRET,
    System,
    configuration,
    department_system,
    report_of,
    send,
    signed,
)
from builders.filing import PDF
from builders.newborn import publish_packs
from onething.modules.handling.api import LARGEST_REPORT, Case, accept_application, grant, withdraw
from onething.modules.handling.connectors.configured import _system_at
from onething.modules.handling.departments import list_transfers
from onething.modules.handling.domain.departments import WayOfWork
from onething.modules.handling.models import Report, Transfer
from onething.modules.handling.services.hand_over import RETRY_WAITS, hand_over
from onething.modules.handling.transfers import TRANSFER
from onething.modules.intake.models import ApplicationMaterial
from onething.modules.papers.models import Paper
from onething.platform import clock
from onething.platform.clock import moved
from onething.platform.files.api import inspect_upload, keep_file
from onething.platform.logs.models import AccessRow, ActionRow
from onething.platform.outbox.api import consume, dead_messages, drain, replay, waiting_messages
from onething.platform.outbox.models import Message
from onething_simulators.faults import Fault
from onething_simulators.launching import count_requests, order_fault, running


@pytest.fixture(scope="module")
def process() -> Iterator[System]:
    """One for all: cases have other ids each time."""
    with department_system(MONDAY) as system:
        yield system


@pytest.fixture
def system(city: None, process: System, settings: object) -> Iterator[System]:
    settings.DEPARTMENT_SYSTEMS = configuration(process.letters)  # type: ignore[attr-defined]
    _system_at.cache_clear()
    process.stand_at(MONDAY)
    order_fault(process.url, Fault.NONE)
    consume(TRANSFER, hand_over, waits=RETRY_WAITS)
    with moved(MONDAY):
        yield process


@pytest.fixture
def case(system: System) -> Case:
    """Accepted, and in the hands of the body's system."""
    found = case_at(accepted_newborn(), "birth-certificate")
    work(system)
    return found


def work(system: System, after: timedelta = timedelta()) -> int:
    system.stand_at(MONDAY + after)
    return drain(now=MONDAY + after, limit=50, jitter=lambda: 0.0)


def held(system: System, case: Case) -> dict[str, object]:
    (found,) = [one for one in system.cases() if one["case"] == str(case.public_id)]
    return found


def log_of(case: Case) -> list[str]:
    return list(ActionRow.objects.filter(subject_id=case.public_id).order_by("seq").values_list("kind", flat=True))


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


# ---- out


def test_an_accepted_case_is_handed_over_with_what_its_item_needs_and_nothing_else(case: Case, system: System) -> None:
    told = held(system, case)["content"]
    transfer = Transfer.objects.get(case=case)

    assert told["case"]["number"] == case.number  # type: ignore[index]
    assert (told["case"]["applicant"], told["case"]["due_on"]) == ("林知夏", "2026-03-03")  # type: ignore[index]
    labels = {one["label"] for one in told["fields"]}  # type: ignore[index]
    assert "姓名" in " ".join(labels)
    assert "银行账号" not in labels  # another department's business
    assert told["report_to"].endswith("/api/v1/department-systems/health/reports")  # type: ignore[index]
    assert (transfer.arrived_at, transfer.number_there) == (MONDAY, held(system, case)["number"])
    assert set(AccessRow.objects.filter(purpose="转送部门业务系统").values_list("actor_role", flat=True)) == {"client"}
    assert "林知夏" not in str(list(Message.objects.values("payload")))


def test_bodies_at_the_desk_and_cases_that_still_wait_are_not_handed_over(system: System) -> None:
    application = file_newborn()
    assert Transfer.objects.count() == 0

    accept_application(application=application, actor=CLERK, now=MONDAY)

    assert [one.body_code for one in Transfer.objects.all()] == [BODY]


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.GARBAGE, Fault.WRONG_SHAPE])
def test_whatever_goes_wrong_on_the_way_it_arrives_once(system: System, fault: Fault) -> None:
    order_fault(system.url, fault, times=1)
    case = case_at(accepted_newborn(), "birth-certificate")
    work(system)
    assert Transfer.objects.get(case=case).arrived_at is None
    assert Transfer.objects.get(case=case).last_failure != ""

    work(system, timedelta(seconds=11))

    transfer = Transfer.objects.get(case=case)
    assert (transfer.arrived_at, transfer.last_failure) == (MONDAY + timedelta(seconds=11), "")
    assert len([one for one in system.cases() if one["case"] == str(case.public_id)]) == 1
    assert waiting_messages(TRANSFER).count() == dead_messages(TRANSFER).count() == 0


def test_a_system_that_is_down_for_ten_minutes_is_left_in_peace_and_gets_everything_afterwards(system: System) -> None:
    order_fault(system.url, Fault.HTTP500)
    cases = [case_at(accepted_newborn(serial=n), "birth-certificate") for n in range(1, 7)]
    work(system)
    assert count_requests(system.url) == 5  # then the breaker is open
    assert sorted(waiting_messages(TRANSFER).values_list("attempts", flat=True)) == [0, 1, 1, 1, 1, 1]
    work(system, timedelta(minutes=5))
    assert count_requests(system.url) == 6  # one to try, for all of them
    assert {fresh(case).state for case in cases} == {"accepted"}

    order_fault(system.url, Fault.NONE)
    for minutes in (10, 11, 16, 32):
        work(system, timedelta(minutes=minutes))

    assert {held(system, case)["ended"] for case in cases} == {""}
    assert waiting_messages(TRANSFER).count() == 0


def test_a_case_that_ends_before_it_arrives_is_never_handed_over(system: System) -> None:
    application = accepted_newborn()
    case = case_at(application, "birth-certificate")
    withdraw(application=application, actor=CITIZEN, now=MONDAY)
    work(system)

    assert (held(system, case)["content"], held(system, case)["ended"]) == ({}, "withdrawn")
    assert waiting_messages(TRANSFER).count() == dead_messages(TRANSFER).count() == 0


def test_a_decision_at_the_desk_is_told_to_the_system_once(case: Case, system: System) -> None:
    grant(
        case=case.public_id, version=case.row_version, opinion="好", result_number="1", actor=officer(BODY), now=MONDAY
    )
    work(system)

    assert held(system, case)["ended"] == "granted"
    assert Message.objects.filter(topic=TRANSFER).count() == 2


def test_what_the_system_refuses_is_laid_aside_with_its_reason_and_can_be_replayed(
    system: System, settings: object
) -> None:
    case = case_at(accepted_newborn(), "birth-certificate")
    settings.DEPARTMENT_SYSTEMS = "{}"  # type: ignore[attr-defined]
    work(system)
    (dead,) = dead_messages(TRANSFER)
    assert "ONETHING_DEPARTMENT_SYSTEMS" in dead.last_error

    settings.DEPARTMENT_SYSTEMS = configuration(system.letters)  # type: ignore[attr-defined]
    assert replay(message=dead.public_id, now=MONDAY)
    work(system)

    assert held(system, case)["number"]


# ---- in


def test_a_result_is_the_decision_of_the_case_by_the_body_s_system(case: Case) -> None:
    answer = send(report_of(case.public_id, "result", **GRANTED), now=MONDAY)

    row = fresh(case)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "applied")
    assert (row.state, row.result_number, row.opinion) == ("granted", "P330000001", "符合条件，准予签发。")
    assert ActionRow.objects.filter(subject_id=case.public_id, kind="grant", actor_role="client").count() == 1
    assert Paper.objects.filter(case=case.public_id, kind="decision").count() == 1
    assert case_at(case.application_ref, "birth-registration").state == "accepted"  # what waited for it has opened


def test_a_denial_carries_the_department_s_words_and_the_body_s_remedies(case: Case) -> None:
    answer = send(report_of(case.public_id, "result", **DENIED), now=MONDAY)

    row = fresh(case)
    assert answer.status_code == 200
    assert (row.state, row.ground, row.opinion) == ("concluded", "《母婴保健法》第23条", "不在本省助产机构出生")
    assert Paper.objects.filter(case=case.public_id, kind="denial").count() == 1


def test_progress_takes_the_case_on_and_a_wish_for_correction_is_kept_for_people(case: Case) -> None:
    wish = {"points": [{"target": "mother:id", "problem": "看不清", "remedy": "重拍"}]}
    send(report_of(case.public_id, "progress", 1, text="正在审查"), now=MONDAY)
    send(report_of(case.public_id, "correction", 2, **wish), now=MONDAY)

    assert fresh(case).state == "reviewing"
    assert log_of(case)[-3:] == ["department_progress", "review", "department_correction"]
    assert Transfer.objects.get(case=case).last_seq == 2
    assert "看不清" not in str(list(ActionRow.objects.values("payload")))


def test_the_same_delivery_does_everything_once_and_is_answered_the_same(case: Case) -> None:
    report = report_of(case.public_id, "result", **GRANTED)
    first, second = (send(report, now=MONDAY, delivery="d-1") for _ in range(2))

    assert first.content == second.content
    assert log_of(case).count("grant") == Report.objects.count() == 1


def test_what_comes_out_of_order_is_kept_and_changes_nothing(case: Case) -> None:
    send(report_of(case.public_id, "progress", 3, text="复核"), now=MONDAY)
    before = log_of(case)
    answer = send(report_of(case.public_id, "progress", 2, text="初审"), now=MONDAY)

    assert (answer.status_code, answer.json()["outcome"]) == (200, "late")
    assert log_of(case) == before
    assert send(report_of(case.public_id, "result", 1, **GRANTED), now=MONDAY).json()["outcome"] == "refused"
    assert fresh(case).state == "reviewing"
    assert send(report_of(case.public_id, "result", 4, **GRANTED), now=MONDAY).json()["outcome"] == "applied"


def test_what_was_reported_of_a_decision_that_fell_decides_nothing_anew(case: Case, system: System) -> None:
    report = report_of(case.public_id, "result", 5, **DENIED)
    send(report, now=MONDAY)
    undo_decision(fresh(case), days=1)
    before = log_of(case)

    answers = [send({**report, "seq": seq}, now=MONDAY) for seq in (5, 6)]

    assert [(one.status_code, one.json()["outcome"]) for one in answers] == [(200, "late")] * 2
    assert (fresh(case).state, log_of(case)) == ("reviewing", before)
    assert Paper.objects.filter(kind="denial").count() == 1
    assert list_transfers(actor=officer(BODY), way=WayOfWork.CONNECTOR) == ()


def test_what_was_to_be_handed_over_is_not_when_the_case_was_taken_up_here_meanwhile(system: System) -> None:
    order_fault(system.url, Fault.DOWN)
    case = case_at(accepted_newborn(), "birth-certificate")
    send(report_of(case.public_id, "result", 1, **DENIED), now=MONDAY)
    undo_decision(fresh(case), days=1)
    order_fault(system.url, Fault.NONE)
    work(system, timedelta(minutes=1))

    assert held(system, case)["content"] == {}
    assert waiting_messages(TRANSFER).count() == dead_messages(TRANSFER).count() == 0


def test_a_result_after_the_withdrawal_is_kept_and_answered(case: Case) -> None:
    withdraw(application=case.application_ref, actor=CITIZEN, now=MONDAY)
    answer = send(report_of(case.public_id, "result", **GRANTED), now=MONDAY)

    assert (answer.status_code, answer.json()["outcome"]) == (200, "late")
    assert "已撤回" in answer.json()["detail"]
    assert (fresh(case).state, Report.objects.get().outcome) == ("withdrawn", "late")


@pytest.mark.parametrize("garbage", [b"\xff\xfe not text", b"[" * 100_000, b'{"opinion": "\\ud800\\u0000"}'])
def test_garbage_is_refused_and_kept(case: Case, garbage: bytes) -> None:
    before = log_of(case)
    answer = send(garbage, now=MONDAY)

    kept = Report.objects.get()
    assert (answer.status_code, answer.json()["outcome"]) == (422, "refused")
    assert (kept.outcome, kept.detail) == ("refused", answer.json()["detail"])
    assert log_of(case) == before


def test_a_case_of_another_body_is_not_there(case: Case, system: System) -> None:
    other = case_at(case.application_ref, "birth-registration")
    strange = UUID("00000000-0000-7000-8000-000000000001")

    answers = [send(report_of(one, "result", **GRANTED), now=MONDAY) for one in (other.public_id, strange)]

    assert {(one.status_code, one.json()["detail"]) for one in answers} == {
        (422, "没有这个办件，或它没有转给这个系统。请核对 case。")
    }
    assert fresh(other).state == "waiting"


def test_an_old_signature_a_future_one_and_that_of_no_system_open_nothing(system: System) -> None:
    report = report_of(UUID(int=7), "result", **GRANTED)
    answers = [
        send(report, now=MONDAY + timedelta(minutes=6)),
        send(report, now=MONDAY - timedelta(minutes=6)),
        send(report, now=MONDAY, body="police"),
        send(report, now=MONDAY, delivery="a\tb"),
        Client().post("/api/v1/department-systems/health/reports", report, content_type="application/json"),
    ]
    assert send(b"[" * (LARGEST_REPORT + 1), now=MONDAY).status_code == 413

    assert {(one.status_code, one.json()["code"]) for one in answers} == {(401, "api.unsigned")}
    assert Report.objects.count() == 0


def test_a_file_goes_to_the_system_that_has_the_case_and_is_in_the_access_log(case: Case, system: System) -> None:
    with transaction.atomic():
        kept = keep_file(upload=inspect_upload(content=PDF, name="票据.pdf"), now=MONDAY)
    material = ApplicationMaterial.objects.filter(application_id=case.application_id)
    own = next(one for one in material if case.key in one.needed_by)
    own.files = json.dumps(
        [{"id": str(kept.public_id), "name": "票据.pdf", "media_type": kept.media_type, "size": kept.size}]
    )
    own.save()
    other = case_at(case.application_ref, "birth-registration").public_id

    def fetch(of: object, delivery: object) -> HttpResponse:
        address = f"/api/v1/department-systems/health/cases/{of}/files/{kept.public_id}"
        return Client().get(address, headers=signed(b"", now=MONDAY, delivery=str(delivery)))  # type: ignore[return-value]

    assert fetch(case.public_id, kept.public_id).content == PDF
    assert [fetch(case.public_id, "x").status_code, fetch(other, kept.public_id).status_code] == [401, 404]
    assert [row.fields for row in AccessRow.objects.filter(fields__startswith="file:")] == [f"file:{kept.public_id}"]


@pytest.mark.django_db(transaction=True)
def test_both_ways_over_real_sockets_also_twice_and_late(
    settings: object, live_server: LiveServer, stores: object, empty_house: None
) -> None:
    """The house and the system as they run: each signs with its own clock, and a report comes by the wire."""
    publish_packs()
    compose_handling()
    settings.PUBLIC_URL = live_server.url  # type: ignore[attr-defined]
    with running("department_system", f"--secret={SECRET}") as url:
        system = System(url)
        settings.DEPARTMENT_SYSTEMS = configuration(system.letters)  # type: ignore[attr-defined]
        consume(TRANSFER, hand_over, waits=RETRY_WAITS)
        case = case_at(accepted_newborn(), "birth-certificate")
        drain(now=clock.now() + timedelta(seconds=1), limit=5)

        first = system.report(case.public_id, type="progress", text="在办")
        garbage = system.report(case.public_id, raw="{", delivery="broken")
        twice = system.report(case.public_id, type="result", times=2, **GRANTED)
        late = system.report(case.public_id, type="progress", text="归档")

    outcomes = [(one["status"], one["content"]["outcome"]) for one in (*first, *garbage, *twice, *late)]
    assert outcomes == [(200, "applied"), (422, "refused"), (200, "applied"), (200, "applied"), (200, "late")]
    assert (fresh(case).state, log_of(case).count("grant")) == ("granted", 1)
