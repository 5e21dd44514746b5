"""One schedule in dates, counted on the fingers from Monday 2 March 2026 over a plain calendar."""

from datetime import date

import pytest

from builders.planning import LAW, RUMOUR, bundle, compiled, days, item, library, limit, material
from onething.core.calendar import Span, Unit
from onething.core.definitions import (
    BundleItem,
    ItemType,
    Layer,
    LimitKind,
    MaterialNeed,
    Parameters,
    Prerequisite,
    Promise,
    Result,
    ResultKind,
)
from onething.core.planning import CyclicPlan, Plan, Schedule, Slot


def schedule(plan: Plan) -> Schedule:
    assert plan.schedule is not None
    return plan.schedule


def slots(plan: Plan) -> dict[str, Slot]:
    return {slot.item: slot for slot in schedule(plan).slots}


def after(code: str, *, soft: bool = False) -> tuple[Prerequisite, ...]:
    return (Prerequisite(code, LAW, soft=soft),)


def test_independent_items_run_at_once_and_the_longest_is_critical() -> None:
    plan = compiled(bundle("a", "b"), library(item("a", promise=days("3")), item("b", promise=days("1"))))

    assert slots(plan)["a"].promised_on == date(2026, 3, 5)
    assert slots(plan)["b"].promised_on == date(2026, 3, 3)
    assert schedule(plan).critical == ("a",)
    assert schedule(plan).computed_on == date(2026, 3, 5)


def test_half_days_add_up_across_items() -> None:
    shelf = library(item("a", promise=days("0.5")), item("b", promise=days("0.5"), after=after("a")))

    plan = compiled(bundle("a", "b"), shelf)

    assert schedule(plan).computed_half_days == 2
    assert slots(plan)["b"].promised_on == date(2026, 3, 3)


def test_a_chain_skips_the_weekend() -> None:
    shelf = library(item("a", promise=days("4")), item("b", promise=days("2"), after=after("a")))

    plan = compiled(bundle("a", "b"), shelf)

    assert slots(plan)["b"].opens_on == date(2026, 3, 6)
    assert slots(plan)["b"].promised_on == date(2026, 3, 10)
    assert schedule(plan).critical == ("a", "b")
    assert [slot.group for slot in schedule(plan).slots] == [1, 2]


def test_a_soft_order_binds_only_the_end() -> None:
    shelf = library(item("slow", promise=days("5")), item("quick", promise=days("1"), after=after("slow", soft=True)))

    plan = compiled(bundle("slow", "quick"), shelf)

    assert slots(plan)["quick"].starts == 0
    assert slots(plan)["quick"].ends == slots(plan)["slow"].ends


def test_calendar_days_are_dated_from_the_day_the_item_opens_and_moved_off_the_weekend() -> None:
    five = Promise(Span(5, Unit.CALENDAR_DAY), LAW)

    plan = compiled(bundle("a"), library(item("a", promise=five)))

    assert slots(plan)["a"].promised_on == date(2026, 3, 9)


def test_the_promise_inside_the_bundle_beats_the_items_own_and_the_local_layer_beats_both() -> None:
    shelf = library(item("a", promise=days("10")))
    thing = bundle(BundleItem("a", promise=days("3")))
    local = Parameters(item_promises={"a": Promise(Span.working_days(1), LAW, Layer.LOCAL)})

    assert slots(compiled(thing, shelf))["a"].ends == 6
    assert slots(compiled(thing, shelf, parameters=local))["a"].ends == 2


def test_without_a_promise_confirmed_law_counts_and_unconfirmed_figures_do_not() -> None:
    fixed = limit(LimitKind.FIXED, Span.working_days(4))
    rumour = limit(LimitKind.FIXED, Span.working_days(4), RUMOUR)
    shelf = library(item("a", promise=None, statutory=fixed), item("b", promise=None, statutory=rumour))

    plan = compiled(bundle("a", "b"), shelf)

    assert (slots(plan)["a"].ends, slots(plan)["a"].statutory_on) == (8, date(2026, 3, 6))
    assert (slots(plan)["b"].ends, slots(plan)["b"].statutory_on) == (0, None)
    assert slots(plan)["b"].statutory_label == "4 个工作日（待核）"
    assert [w.code for w in plan.warnings] == ["no_duration"]


@pytest.mark.parametrize(
    ("kind", "label"),
    [(LimitKind.NONE, "法律未规定时限"), (LimitKind.LOCAL, "按地方规定"), (LimitKind.ON_THE_SPOT, "当场")],
)
def test_a_limit_that_law_does_not_set_is_said_to_be_absent(kind: LimitKind, label: str) -> None:
    plan = compiled(bundle("a"), library(item("a", statutory=limit(kind))))

    assert slots(plan)["a"].statutory_label == label


def test_the_twenty_day_default_is_for_licensing_alone() -> None:
    licence = item("licence", type=ItemType.LICENSING, statutory=limit(LimitKind.NONE))

    plan = compiled(bundle("licence"), library(licence))

    assert slots(plan)["licence"].statutory_label == "20 个工作日"
    assert slots(plan)["licence"].statutory_on == date(2026, 3, 30)


def test_the_declared_promise_is_what_is_promised_and_both_numbers_are_said() -> None:
    thing = bundle("a", promise=days("2"))

    plan = compiled(thing, library(item("a", promise=days("5"))))

    assert schedule(plan).declared_on == date(2026, 3, 4)
    assert schedule(plan).computed_on == date(2026, 3, 9)
    assert [w.code for w in plan.warnings] == ["path_exceeds_promise"]
    assert "5 个工作日" in plan.warnings[0].text
    assert "2 个工作日" in plan.warnings[0].text


def test_licensing_over_forty_five_days_is_reported_with_its_article() -> None:
    licence = item("licence", type=ItemType.LICENSING, promise=days("46"))

    plan = compiled(bundle("licence", promise=days("46")), library(licence))

    assert [w.code for w in plan.warnings] == ["licensing_over_45"]
    assert plan.warnings[0].basis is not None
    assert plan.warnings[0].basis.citation == "《行政许可法》第二十六条第二款、第四十二条第二款"


def test_items_that_would_each_visit_share_one_joint_visit() -> None:
    shelf = library(
        item("fire", visit="现场勘验"),
        item("food", visit="现场勘验", body="bureau", after=after("check")),
        item("check", promise=days("2")),
    )

    plan = compiled(bundle("fire", "food", "check"), shelf)

    assert [(v.items, v.bodies, v.on) for v in schedule(plan).visits] == [
        (("fire", "food"), ("某局", "另一局"), date(2026, 3, 4))
    ]


def test_a_ring_of_waits_raises() -> None:
    maker = item("a", result=Result("x", ResultKind.DOCUMENT, provides="x"), materials=(MaterialNeed("y", "", LAW),))
    other = item("b", result=Result("y", ResultKind.DOCUMENT, provides="y"), materials=(MaterialNeed("x", "", LAW),))

    with pytest.raises(CyclicPlan):
        compiled(bundle("a", "b"), library(maker, other, materials=(material("x"), material("y"))))


def test_a_year_without_a_published_calendar_is_flagged() -> None:
    plan = compiled(bundle("a"), library(item("a", promise=days("3"))), start=date(2027, 12, 30))

    assert schedule(plan).provisional


def test_a_last_day_of_the_law_in_such_a_year_is_flagged_though_the_promise_ends_before_it() -> None:
    statute = limit(LimitKind.FIXED, Span.working_days(30))
    shelf = library(item("a", promise=days("3"), statutory=statute), item("b", promise=days("3")))

    plan = compiled(bundle("a", "b"), shelf, start=date(2027, 12, 1))

    assert schedule(plan).provisional
    assert [slot.provisional for slot in schedule(plan).slots] == [True, False]
