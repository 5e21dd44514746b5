"""After-checks: who is looked at and by when, drawn so that anybody can draw again; and what may be recorded."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.planning import PLAIN
from onething.core.calendar import Span, Unit
from onething.core.definitions import AfterCheck, Risk
from onething.modules.pledge.domain.checks import (
    CHECK,
    CheckAction,
    CheckPlan,
    CheckState,
    Finding,
    decide_finding,
    is_drawn,
    plan_check,
)

MONDAY = date(2026, 3, 2)
CASES = st.sets(st.uuids(), max_size=60)
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=32)
SHARES = st.integers(0, 100)
LOW = AfterCheck(Risk.LOW, Span.working_days(20), 20)
LOWER = AfterCheck(Risk.LOW, Span.working_days(30), 5)
HIGH = AfterCheck(Risk.HIGH, Span(2, Unit.MONTH))


@pytest.mark.parametrize(
    ("rules", "planned"),
    [
        ((), None),
        ((LOW,), (Risk.LOW, 20, date(2026, 3, 30))),
        ((LOWER, LOW), (Risk.LOW, 20, date(2026, 3, 30))),
        ((HIGH,), (Risk.HIGH, 100, date(2026, 5, 4))),
        ((LOW, HIGH), (Risk.HIGH, 100, date(2026, 3, 30))),
    ],
    ids=[
        "nothing promised",
        "low",
        "largest share, earliest day",
        "high, a Saturday moves on",
        "the strictest grade takes all",
    ],
)
def test_one_look_at_a_case_for_all_that_was_promised_in_it(
    rules: tuple[AfterCheck, ...], planned: tuple[Risk, int, date] | None
) -> None:
    found = plan_check(rules, decided_on=MONDAY, calendar=PLAIN)

    expected = CheckPlan(risk=planned[0], share=planned[1], due_on=planned[2]) if planned else None
    assert found == expected


def draw(cases: Iterable[UUID], *, seed: str, share: int) -> set[UUID]:
    return {case for case in cases if is_drawn(case, seed=seed, share=share)}


@settings(max_examples=60)
@given(cases=CASES, seed=SEEDS, share=SHARES)
def test_the_same_seed_draws_the_same_whoever_else_is_there(cases: set[UUID], seed: str, share: int) -> None:
    drawn = draw(cases, seed=seed, share=share)

    assert drawn == draw(sorted(cases, reverse=True), seed=seed, share=share)
    assert drawn <= draw(cases, seed=seed, share=min(share + 7, 100))
    assert draw(cases, seed=seed, share=100) == cases
    assert not draw(cases, seed=seed, share=0)


def test_of_many_the_share_is_drawn_and_another_seed_draws_others() -> None:
    cases = [UUID(int=number) for number in range(10_000)]

    first, second = draw(cases, seed="a1", share=20), draw(cases, seed="b2", share=20)

    assert len(first) == pytest.approx(2000, abs=160)  # four standard deviations
    assert len(first & second) == pytest.approx(400, abs=80)
    assert is_drawn(UUID(int=7), seed="a1", share=20) is (UUID(int=7) in first)


PASS = Finding(action=CheckAction.PASS, finding="到店查看，与承诺一致。")
ORDER = Finding(action=CheckAction.ORDER, finding="后门上锁", demand="换成推杠锁", until=date(2026, 3, 9))


@pytest.mark.parametrize(
    ("state", "given", "gaps"),
    [
        ("open", PASS, set()),
        ("open", ORDER, set()),
        ("open", Finding(action=CheckAction.FAIL, finding="没有消防设施"), set()),
        ("open", Finding(action=CheckAction.PASS, finding="  "), {"finding"}),
        ("open", Finding(action=None, finding="相符"), {"action"}),
        ("open", Finding(action=CheckAction.ACCEPT, finding="改好了"), {"action"}),
        ("open", Finding(action=CheckAction.REVOKE, finding="撤销"), {"action"}),
        ("open", Finding(action=CheckAction.ORDER, finding="后门上锁"), {"demand", "until"}),
        ("open", Finding(action=CheckAction.ORDER, finding="锁", demand="换", until=MONDAY), {"until"}),
        ("open", Finding(action=CheckAction.ORDER, finding="锁", demand="换", until=date(2026, 3, 6)), {"until"}),
        ("ordered", Finding(action=CheckAction.ACCEPT, finding="已经换锁"), set()),
        ("ordered", PASS, {"action"}),
        ("failed", Finding(action=CheckAction.ACCEPT, finding="申辩属实，已经换锁"), set()),
        ("true", PASS, {"action"}),
        ("spared", PASS, {"action"}),
        ("revoked", PASS, {"action"}),
    ],
)  # fmt: skip
def test_what_may_be_recorded(state: str, given: Finding, gaps: set[str]) -> None:
    """Whoever promised was told five working days: no order gives less."""
    five = Span.working_days(5)
    found = decide_finding(
        given, state=CheckState.of(state), ordered_until=None, today=MONDAY, rectify=five, calendar=PLAIN
    )

    assert set(found) == gaps


@pytest.mark.parametrize(
    ("until", "said"), [(MONDAY, "责令整改到3月2日，期满以前不能报请撤销。"), (date(2026, 3, 1), None)]
)
def test_the_day_of_an_order_still_counts_before_anything_fails(until: date, said: str | None) -> None:
    given = Finding(action=CheckAction.FAIL, finding="仍然上锁")

    found = decide_finding(
        given, state=CheckState.ORDERED, ordered_until=until, today=MONDAY, rectify=None, calendar=PLAIN
    )

    assert found.get("action") == said


def test_only_what_failed_is_revoked() -> None:
    assert {row.source for row in CHECK.rows if row.action is CheckAction.REVOKE} == {CheckState.FAILED}
