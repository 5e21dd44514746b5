"""By when the whole is promised: since everything had come in, without what the law excludes; what papers and pages make of it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders.cases import CITIZEN, CLERK, MONDAY, case_at, file_newborn, officer
from builders.notices import CONSENT, supply
from builders.planning import PLAIN
from onething.core.calendar import Calendar, Span
from onething.core.lifecycle import (
    Approver,
    CaseAction,
    CaseEntry,
    CaseLimits,
    Detail,
    Extension,
    Ground,
    Lengthening,
    Override,
    Pause,
)
from onething.modules.handling.api import (
    Stop,
    accept_application,
    ask_correction,
    cases_of,
    promised_now,
    start_review,
    stop_clock,
)
from onething.modules.handling.domain.cases import CaseFile
from onething.modules.handling.domain.whole import Halt, read_whole_clock
from onething.modules.handling.tasks import _facts
from onething.modules.papers.models import Paper
from onething.platform.logs.api import actions_of

A = CaseAction
FIVE = Span.working_days(5)
TEST = Pause(Ground.TESTING)
TEN_MORE = Lengthening(Span.working_days(10), Approver.BODY_HEAD, "head", "复杂")


def case(key: str, *steps: tuple[CaseAction, int] | tuple[CaseAction, int, Detail], waits: str = "") -> CaseFile:
    """Filed on Monday 2 March 2026; each step with its day of March."""
    given = [(A.FILE, 2), *steps]
    return CaseFile(
        key=key,
        entries=tuple(CaseEntry(step[0], date(2026, 3, step[1]), *step[2:]) for step in given),
        limits=CaseLimits(FIVE, None, extension=Extension(Span.working_days(10))),
        waits_for=tuple(waits),
    )


BEGUN = ((A.OPEN, 2), (A.ACCEPT, 2), (A.REVIEW, 2))
CORRECTED = ((A.OPEN, 2), (A.ASK_CORRECTION, 3), (A.CORRECT, 17))
TESTED = (*BEGUN, (A.START_SPECIAL, 4, TEST), (A.RESUME, 11))
PLAIN_CASE, WAITING = case("a", *BEGUN), case("w", waits="a")


@pytest.mark.parametrize(
    ("cases", "last_on", "halt"),
    [
        ([PLAIN_CASE], date(2026, 3, 9), None),
        ([PLAIN_CASE, case("b", *CORRECTED)], date(2026, 3, 24), None),
        ([PLAIN_CASE, case("w", (A.ASK_CORRECTION, 3), (A.CORRECT, 17), waits="a")], date(2026, 3, 24), None),
        ([PLAIN_CASE, case("b", *CORRECTED[:2])], None, Halt.CORRECTING),
        ([PLAIN_CASE, case("b", *CORRECTED[:2], (A.LAPSE, 20))], date(2026, 3, 9), None),
        ([PLAIN_CASE, case("b", *TESTED[:-1])], None, Halt.PAUSED),
        ([case("a", *TESTED), case("b", *TESTED)], date(2026, 3, 16), None),
        ([case("a", *TESTED), case("b", *CORRECTED)], date(2026, 3, 24), None),
        ([case("a", *TESTED[:-1], (A.RESUME, 18)), case("b", *CORRECTED)], date(2026, 3, 25), None),
        ([case("a", *BEGUN, (A.EXTEND, 4, TEN_MORE)), case("b", *BEGUN, (A.EXTEND, 4, TEN_MORE))], date(2026, 3, 23), None),
        ([case("a", *BEGUN, (A.EXTEND, 4, TEN_MORE)), case("b", *BEGUN, (A.EXTEND, 4, TEN_MORE), waits="a")], date(2026, 4, 6), None),
        ([PLAIN_CASE, case("b", (A.OPEN, 2), (A.REFUSE, 3), (A.REOPEN, 17, Override("head", "有误")))], date(2026, 3, 24), None),
    ],
    ids=[
        "nothing happened", "one corrected", "one corrected while it waits", "one in correction", "not put right",
        "one stands still", "excluded in both at once", "excluded before everything had come in",
        "excluded over the day on which it came in", "two lengthened side by side", "two lengthened one after the other",
        "taken up again",
    ],
)  # fmt: skip
def test_the_whole_is_promised_since_everything_came_in_without_what_is_excluded(
    cases: list[CaseFile], last_on: date | None, halt: Halt | None
) -> None:
    clock = read_whole_clock(cases, filed_on=date(2026, 3, 2), span=FIVE, calendar=PLAIN)

    assert (clock.last_on, clock.halt) == (last_on, halt)


STANDSTILLS = st.lists(st.tuples(st.integers(2, 20), st.integers(0, 11)), max_size=4)


@settings(max_examples=100, deadline=None)
@example(stood=[(2, 7), (16, 7)], more=(2, 0), off=23)
@given(stood=STANDSTILLS, more=st.tuples(st.integers(2, 20), st.integers(0, 11)), off=st.integers(2, 31))
def test_nothing_that_is_excluded_or_not_worked_brings_the_whole_nearer(
    stood: list[tuple[int, int]], more: tuple[int, int], off: int
) -> None:
    poorer = replace(PLAIN, holidays=PLAIN.holidays | {date(2026, 3, off)})

    def last_on(periods: list[tuple[int, int]], calendar: Calendar) -> date:
        cases = [
            case(str(place), *BEGUN, (A.START_SPECIAL, begin, TEST), (A.RESUME, begin + days))
            for place, (begin, days) in enumerate(periods)
        ]
        last = read_whole_clock([PLAIN_CASE, *cases], filed_on=date(2026, 3, 2), span=FIVE, calendar=calendar).last_on
        assert last is not None
        return last

    assert date(2026, 3, 9) <= last_on(stood, PLAIN) <= last_on([*stood, more], PLAIN)
    assert last_on(stood, PLAIN) <= last_on(stood, poorer)


def test_what_waits_is_expected_as_many_days_later() -> None:
    cases = [case("a", *CORRECTED), WAITING]

    clock = read_whole_clock(cases, filed_on=date(2026, 3, 2), span=FIVE, calendar=PLAIN)

    assert clock.expected_on("w", planned_on=date(2026, 3, 4)) == date(2026, 3, 19)


@pytest.mark.parametrize(
    ("steps", "deemed"),
    [
        (((A.OPEN, 2), (A.DEEM_ACCEPTED, 2)), True),
        (((A.OPEN, 2), (A.DEEM_ACCEPTED, 2), (A.TERMINATE, 3), (A.REOPEN, 4, Override("head", "有误")), (A.OPEN, 4), (A.ACCEPT, 5)), False),
    ],
)  # fmt: skip
def test_what_a_clerk_accepted_at_last_is_not_accepted_by_silence(
    steps: tuple[tuple[CaseAction, int], ...], deemed: bool
) -> None:
    assert case("a", *steps).log.deemed is deemed


ON_TIME = datetime(2026, 3, 17, 1, 0, tzinfo=UTC)


def acceptance_of(application: UUID) -> dict[str, Any]:
    """What the last notice of acceptance says."""
    found = Paper.objects.filter(application=application, kind="acceptance").order_by("id")
    said: dict[str, Any] = json.loads([paper.data for paper in found][-1])["contents"]
    return said


@pytest.mark.usefixtures("city")
def test_after_a_correction_no_day_is_promised_that_has_passed() -> None:
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    accept_application(application=application, actor=CLERK, now=MONDAY)
    early = acceptance_of(application)
    supply(application, now=ON_TIME)
    accept_application(application=application, actor=CLERK, now=ON_TIME)

    assert (early["promised_on"], early["undated"]) == (None, Halt.CORRECTING.label)
    assert early["left_out"][0] == "出生医学证明首次签发（待补正）"
    late = acceptance_of(application)
    days = [late["promised_on"], *(item["promised_on"] for item in late["items"])]
    assert late["promised_on"] == "2026-03-24"
    assert min(days) >= "2026-03-17"
    assert late["left_out"] == []


@pytest.mark.usefixtures("city")
def test_a_record_that_is_sent_again_says_what_was_promised_then() -> None:
    application = file_newborn()
    accept_application(application=application, actor=CLERK, now=MONDAY)
    row = case_at(application, "birth-certificate")
    accepted = actions_of(subject_kind="case", subject_id=row.public_id).get(kind="accept")
    sent = _facts(row, accepted).case["case.promised_on"]
    who = officer(row.body_code)
    start_review(case=row.public_id, version=row.row_version, actor=who, now=MONDAY)
    stop = Stop(ground=Ground.TESTING, reason="样品送检", expected=Span.working_days(10))
    stop_clock(case=row.public_id, version=row.row_version + 1, stop=stop, actor=who, now=MONDAY + timedelta(days=1))

    row.refresh_from_db()
    assert _facts(row, accepted).case["case.promised_on"] == sent == "2026-03-09"
    assert promised_now(cases_of(application=application, actor=CITIZEN))[application].halt is Halt.PAUSED


@pytest.mark.usefixtures("city")
def test_an_acceptance_with_materials_to_follow_says_what_is_owed() -> None:
    application = file_newborn(promised={"mother:bank-card": "deferral"})

    accept_application(application=application, actor=CLERK, now=MONDAY)

    said = acceptance_of(application)
    assert said["on_trust"] is True
    assert [(one["name"], one["due_on"]) for one in said["owed"]] == [("本人银行卡信息", "2026-03-09")]
