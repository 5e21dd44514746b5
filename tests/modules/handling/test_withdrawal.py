"""What taking back some cases does, as a table, and that it happens as it was shown."""

from datetime import date

import pytest

from builders.cases import CITIZEN, CLERK, MONDAY, case_at, file_newborn, states
from builders.planning import PLAIN
from onething.core.lifecycle import CaseAction, CaseEntry, CaseLimits
from onething.modules.handling.api import MoveRefused, withdraw, withdrawal_of
from onething.modules.handling.domain.cases import CaseFile
from onething.modules.handling.domain.withdrawal import WithdrawalPlan, decide_withdrawal
from onething.modules.intake.models import Application
from onething.modules.papers.models import Paper

DAY = date(2026, 3, 2)
A = CaseAction
FILED, RECEIVED = (A.FILE,), (A.FILE, A.OPEN)
GRANTED = (*RECEIVED, A.ACCEPT, A.GRANT)


def case(key: str, actions: tuple[CaseAction, ...], *waits: str, soft: tuple[str, ...] = ()) -> CaseFile:
    entries = tuple(CaseEntry(action, DAY) for action in actions)
    limits = CaseLimits(promised=None, statutory=None)
    return CaseFile(key=key, entries=entries, limits=limits, waits_for=waits, soft_waits=soft)


CITY = (
    case("done", GRANTED),
    case("first", RECEIVED),
    case("second", FILED, "first"),
    case("third", FILED, "second"),
    case("soft", RECEIVED, soft=("second",)),
    case("apart", RECEIVED),
)


@pytest.mark.parametrize(
    ("chosen", "ties", "plan"),
    [
        ("first", (), ("", "second third", "soft", "apart")),
        ("second", (), ("", "third", "soft", "first apart")),
        ("apart", (), ("", "", "", "first second third soft")),
        ("apart", (("apart", "first"),), ("first", "second third", "soft", "")),
        ("apart", (("apart", "soft"), ("soft", "third")), ("third soft", "", "", "first second")),
        ("apart", (("apart", "done"),), ("", "", "", "first second third soft")),
        ("first second third soft apart", (), ("", "", "", "")),
    ],
)
def test_what_goes_with_what_is_taken_back(
    chosen: str, ties: tuple[tuple[str, ...], ...], plan: tuple[str, str, str, str]
) -> None:
    tied, falls, stuck, goes_on = (tuple(keys.split()) for keys in plan)
    expected = WithdrawalPlan(chosen=tuple(chosen.split()), tied=tied, falls=falls, stuck=stuck, goes_on=goes_on)

    assert decide_withdrawal(CITY, chosen=chosen.split(), ties=ties, on=DAY, calendar=PLAIN) == expected


def test_what_is_decided_is_not_taken_back() -> None:
    plan = decide_withdrawal(CITY, chosen=("done",), ties=(), on=DAY, calendar=PLAIN)

    assert plan.taken_back == ()


@pytest.mark.usefixtures("city")
def test_one_case_is_taken_back_as_it_was_shown() -> None:
    application = file_newborn()
    one = case_at(application, "birth-registration").public_id
    shown = withdrawal_of(application=application, cases=[one], actor=CITIZEN, now=MONDAY)

    ended = withdraw(application=application, cases=[one], actor=CITIZEN, now=MONDAY, version=shown.version)

    assert shown.partly
    assert set(ended) == {case.title for case in (*shown.chosen, *shown.falls)}
    now = states(application)
    assert now["birth-registration"] == "withdrawn"
    assert {now[case.item] for case in shown.falls} == {"terminated"}
    assert {now[case.item] for case in shown.goes_on} == {"received"}
    assert [paper.kind for paper in Paper.objects.all()] == ["withdrawal"]


@pytest.mark.usefixtures("city")
def test_a_window_takes_back_for_the_applicant_who_is_there_and_for_nobody_else() -> None:
    application = file_newborn()

    for name in ("", "王小明"):
        with pytest.raises(MoveRefused, match="不是申请人"):
            withdraw(application=application, actor=CLERK, now=MONDAY, came=name)
    assert set(states(application).values()) <= {"received", "waiting"}
    withdraw(application=application, actor=CLERK, now=MONDAY, came=Application.objects.get().applicant)

    assert set(states(application).values()) == {"withdrawn"}
    assert [paper.kind for paper in Paper.objects.all()] == ["withdrawal"]
