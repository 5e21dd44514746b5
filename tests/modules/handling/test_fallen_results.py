"""A result that falls takes nothing down that was built on it: what is under way waits, what is decided is to be checked."""

from datetime import timedelta
from uuid import UUID

import pytest

from builders.approving import take_up_anew, undo_decision
from builders.cases import CITIZEN, MONDAY, NO, accepted_newborn, case_at, grant_item, officer, states
from onething.modules.handling.api import (
    CaseView,
    MoveRefused,
    case_for,
    deny,
    grant,
    log_of,
    start_review,
    withdraw,
)
from onething.modules.handling.queries import standing_upstream
from onething.platform.logs.models import ActionRow

pytestmark = pytest.mark.usefixtures("city")
DAY = timedelta(days=1)
FIRST, NEXT, LAST = "birth-certificate", "birth-registration", "social-security-card"


def give(application: UUID, item: str, *, days: int, number: str = "N1") -> None:
    row, opinion = case_at(application, item), "符合条件，准予办理。"
    grant(
        case=row.public_id, version=row.row_version, opinion=opinion, result_number=number,
        actor=officer(row.body_code), now=MONDAY + days * DAY,
    )  # fmt: skip


def view(application: UUID, item: str) -> CaseView:
    row = case_at(application, item)
    return case_for(row.public_id, actor=officer(row.body_code), purpose="审查办件", now=MONDAY)


def lines(application: UUID, item: str, kind: str) -> list[tuple[list[str], str]]:
    rows = ActionRow.objects.filter(subject_id=case_at(application, item).public_id, kind=kind).order_by("id")
    return [(row.payload["because"], row.legal_ground) for row in rows]


def test_what_opened_on_a_result_waits_when_it_falls_and_goes_on_with_the_new_one() -> None:
    application = accepted_newborn()
    grant_item(application, FIRST, number="Z1")
    row = case_at(application, NEXT)
    start_review(case=row.public_id, version=row.row_version, actor=officer(row.body_code), now=MONDAY)
    before = view(application, NEXT)
    undo_decision(case_at(application, FIRST), days=1, heard=19)
    assert standing_upstream(case_at(application, NEXT)) == []  # nor does its body's own system get it
    fallen, cause = view(application, NEXT), [str(case_at(application, FIRST).public_id)]

    with pytest.raises(MoveRefused, match="已经撤销、注销的，要等重新准予"):
        give(application, NEXT, days=21)
    stopped = states(application)
    take_up_anew(case_at(application, FIRST), days=22)
    under_review = view(application, NEXT)
    give(application, FIRST, days=23, number="Z2")
    again = view(application, NEXT)
    assert [one["number"] for one in standing_upstream(case_at(application, NEXT))] == ["Z2"]
    give(application, NEXT, days=24)

    assert (before.must_wait_for, before.fallen) == ((), ())
    assert fallen.must_wait_for == fallen.fallen == under_review.fallen == ("出生医学证明首次签发",)
    shown = [[(one.number, one.stands) for one in each.upstream] for each in (before, fallen, under_review, again)]
    assert shown == [[("Z1", True)], [("Z1", False)], [("Z1", False)], [("Z2", True)]]
    assert (stopped[NEXT], stopped[LAST]) == ("reviewing", "terminated")
    assert (again.must_wait_for, again.fallen) == ((), ())
    assert lines(application, NEXT, "basis_fell") == [(cause, "行政许可法 第六十九条")]
    assert lines(application, NEXT, "basis_returned") == [(cause, "")]
    assert states(application)[NEXT] == "granted"


def test_what_was_decided_on_a_result_that_falls_stands_and_is_to_be_checked() -> None:
    application = accepted_newborn()
    grant_item(application, FIRST, number="Z1")
    grant_item(application, NEXT)
    decided = case_at(application, NEXT)
    undo_decision(case_at(application, FIRST), days=1, heard=19)

    row = case_at(application, NEXT)
    said = log_of(row.public_id, actor=officer(row.body_code))
    assert (row.state, row.ledger) == (decided.state, decided.ledger)
    assert (said[-1].what, said[-1].ground) == ("所依据的前项结果不再有效，请依法核查", "行政许可法 第六十九条")
    assert view(application, NEXT).fallen == ("出生医学证明首次签发",)


def test_what_ended_because_of_a_wrong_denial_is_told_and_each_body_takes_up_its_own() -> None:
    application = accepted_newborn()
    row = case_at(application, FIRST)
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer(row.body_code), now=MONDAY)
    ended = [item for item, state in states(application).items() if state == "terminated"]
    undo_decision(case_at(application, FIRST), days=1)

    cause = [(([str(row.public_id)]), "")]
    assert {item: lines(application, item, "basis_taken_up") for item in ended} == dict.fromkeys(ended, cause)
    assert {NEXT, LAST} <= set(ended)
    take_up_anew(case_at(application, NEXT), days=1)
    take_up_anew(case_at(application, LAST), days=1)
    assert lines(application, LAST, "basis_taken_up") == [*cause, ([str(case_at(application, NEXT).public_id)], "")]
    give(application, FIRST, days=2)
    assert (states(application)[NEXT], states(application)[LAST]) == ("received", "waiting")


def test_what_was_ended_for_a_reason_of_its_own_is_not_told() -> None:
    application = accepted_newborn()
    withdraw(application=application, actor=CITIZEN, now=MONDAY, cases=[case_at(application, LAST).public_id])
    row = case_at(application, FIRST)
    deny(case=row.public_id, version=row.row_version, rejection=NO, actor=officer(row.body_code), now=MONDAY)
    undo_decision(case_at(application, FIRST), days=1)

    assert lines(application, LAST, "basis_taken_up") == []
