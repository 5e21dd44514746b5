"""Which cases open and which end, as a table: pure, without a database."""

from datetime import date

import pytest

from builders.planning import PLAIN
from onething.core.lifecycle import CaseAction, CaseEntry, CaseLimits
from onething.modules.handling.domain.cases import CaseFile
from onething.modules.handling.domain.dispatch import (
    decide_acceptance,
    decide_dispatch,
    fallen_before,
    missing_before_grant,
    resting_on,
)

DAY = date(2026, 3, 2)
A = CaseAction
FILED = (A.FILE,)
RECEIVED = (A.FILE, A.OPEN)
ACCEPTED = (*RECEIVED, A.ACCEPT)
GRANTED = (*ACCEPTED, A.GRANT)
CONCLUDED = (*GRANTED, A.DELIVER)
DENIED = (*ACCEPTED, A.DENY)
DENIED_SERVED = (*DENIED, A.DELIVER)
REFUSED = (*RECEIVED, A.REFUSE)
WITHDRAWN = (*ACCEPTED, A.WITHDRAW)


def case(
    key: str, actions: tuple[CaseAction, ...], *waits: str, ahead: bool = False, soft: tuple[str, ...] = ()
) -> CaseFile:
    return CaseFile(
        key=key,
        entries=tuple(CaseEntry(action, DAY) for action in actions),
        limits=CaseLimits(promised=None, statutory=None),
        waits_for=waits,
        soft_waits=soft,
        accepted_ahead=ahead,
    )


def follow(*cases: CaseFile) -> dict[str, tuple[CaseAction, ...]]:
    """What each case is taken through."""
    found = decide_dispatch(cases, on=DAY, calendar=PLAIN)
    return {step.key: step.actions for step in found.consequences}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (FILED, {"first": (A.OPEN,)}),
        (RECEIVED, {}),
        (ACCEPTED, {}),
        (GRANTED, {"second": (A.OPEN,)}),
        (CONCLUDED, {"second": (A.OPEN,)}),
        (DENIED, {"second": (A.TERMINATE,), "third": (A.TERMINATE,)}),
        (DENIED_SERVED, {"second": (A.TERMINATE,), "third": (A.TERMINATE,)}),
        (REFUSED, {"second": (A.TERMINATE,), "third": (A.TERMINATE,)}),
        (WITHDRAWN, {"second": (A.TERMINATE,), "third": (A.TERMINATE,)}),
    ],
)
def test_a_chain_of_three(first: tuple[CaseAction, ...], then: dict[str, tuple[CaseAction, ...]]) -> None:
    assert follow(case("first", first), case("second", FILED, "first"), case("third", FILED, "second")) == then


@pytest.mark.parametrize(
    ("one", "other", "then"),
    [
        (GRANTED, ACCEPTED, {}),
        (GRANTED, GRANTED, {"both": (A.OPEN,)}),
        (GRANTED, DENIED, {"both": (A.TERMINATE,)}),
        (ACCEPTED, DENIED, {"both": (A.TERMINATE,)}),
    ],
)
def test_two_prerequisites(
    one: tuple[CaseAction, ...], other: tuple[CaseAction, ...], then: dict[str, tuple[CaseAction, ...]]
) -> None:
    assert follow(case("one", one), case("other", other), case("both", FILED, "one", "other")) == then


def test_what_was_accepted_ahead_opens_accepted() -> None:
    assert follow(case("first", GRANTED), case("second", FILED, "first", ahead=True)) == {"second": (A.OPEN, A.ACCEPT)}


ASKED = (*FILED, A.ASK_CORRECTION)
ANSWERED = (*ASKED, A.CORRECT)


@pytest.mark.parametrize(
    ("waiting", "then"), [(ASKED, (A.OPEN_CORRECTING,)), (ANSWERED, (A.OPEN,)), (FILED, (A.OPEN,))]
)
def test_what_awaits_a_correction_opens_to_be_corrected(
    waiting: tuple[CaseAction, ...], then: tuple[CaseAction, ...]
) -> None:
    assert follow(case("first", GRANTED), case("second", waiting, "first")) == {"second": then}


def test_what_awaits_a_correction_is_not_accepted_ahead() -> None:
    taken = decide_acceptance([case("a", RECEIVED), case("b", ASKED, "a"), case("c", ANSWERED, "a")])
    assert [(one.key, one.accepted_ahead) for one in taken] == [("a", False), ("c", True)]


def test_an_open_case_does_not_end_with_one_it_waits_for_softly() -> None:
    assert follow(case("first", DENIED), case("second", ACCEPTED, soft=("first",))) == {}


def test_consequences_name_their_causes() -> None:
    found = decide_dispatch(
        [case("first", DENIED), case("second", FILED, "first"), case("third", FILED, "second")], on=DAY, calendar=PLAIN
    )
    assert [(step.key, step.because) for step in found.consequences] == [("second", ("first",)), ("third", ("second",))]


@pytest.mark.parametrize(
    ("states", "finished"),
    [((CONCLUDED, REFUSED), True), ((CONCLUDED, GRANTED), False), ((CONCLUDED, ACCEPTED), False), ((WITHDRAWN,), True)],
)
def test_finished_when_nothing_is_left(states: tuple[tuple[CaseAction, ...], ...], *, finished: bool) -> None:
    cases = [case(str(place), actions) for place, actions in enumerate(states)]
    assert decide_dispatch(cases, on=DAY, calendar=PLAIN).finished is finished


def test_acceptance_takes_what_is_received_and_marks_what_waits() -> None:
    taken = decide_acceptance([case("a", RECEIVED), case("b", FILED, "a"), case("c", ACCEPTED), case("d", REFUSED)])
    assert [(one.key, one.accepted_ahead) for one in taken] == [("a", False), ("b", True)]


def test_a_soft_prerequisite_stops_the_grant_until_it_is_granted() -> None:
    waiting = case("payment", ACCEPTED, soft=("birth",))
    assert missing_before_grant(waiting, [case("birth", ACCEPTED), waiting]) == ("birth",)
    assert missing_before_grant(waiting, [case("birth", CONCLUDED), waiting]) == ()
    assert missing_before_grant(waiting, [waiting]) == ()


@pytest.mark.parametrize(
    ("then", "missing", "fallen", "rests"),
    [
        (FILED, ("first",), (), False),
        (RECEIVED, ("first",), ("first",), True),
        (GRANTED, ("first",), ("first",), True),
        (CONCLUDED, ("first",), ("first",), True),
        (DENIED, ("first",), (), False),
        (WITHDRAWN, ("first",), (), False),
    ],
)
def test_what_rests_on_a_result_that_fell_is_named(
    then: tuple[CaseAction, ...], missing: tuple[str, ...], fallen: tuple[str, ...], rests: bool
) -> None:
    first, second = case("first", (*GRANTED, A.REVOKE)), case("second", then, "first")

    assert missing_before_grant(second, (first, second)) == missing
    assert fallen_before(second, (first, second)) == fallen
    assert resting_on("first", (first, second)) == ((second,) if rests else ())


def test_nothing_fell_while_the_result_stands() -> None:
    first, second = case("first", CONCLUDED), case("second", ACCEPTED, "first")

    assert missing_before_grant(second, (first, second)) == fallen_before(second, (first, second)) == ()
