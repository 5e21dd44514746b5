"""The written-down plans of every bundle: what people in each situation must be told, read from `BUNDLE/*.yaml`."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builders.newborn import packs_of_the_house
from builders.tables import read_yaml
from onething.core.definitions import ElementSource
from onething.core.planning import Certainty, Holding, Holdings, Plan, Selection, Standing, Treatment, compile_plan

ROOT = Path(__file__).parents[3]
SCENARIOS = {
    f"{path.parent.name}/{path.stem}": read_yaml(path) for path in sorted(Path(__file__).parent.glob("*/*.yaml"))
}
FEWEST = 4
WITH_REASONS = ("falls", "not_applicable")


def situations(part: str = "complete") -> pytest.MarkDecorator:
    """The scenarios that say something about this part of the plan."""
    return pytest.mark.parametrize("name", [name for name, told in SCENARIOS.items() if part in told["expect"]])


@cache
def plan_of(name: str) -> Plan:
    """What the compiler makes of the scenario."""
    scenario = SCENARIOS[name]
    compiled = packs_of_the_house().bundle(name.partition("/")[0])
    return compile_plan(
        bundle=compiled.bundle,
        library=compiled.library,
        parameters=compiled.parameters,
        calendar=compiled.calendar,
        answers=scenario["answers"],
        selection=Selection(leave_out=frozenset(scenario.get("leave_out", ()))),
        holdings=holdings_of(scenario),
        start=scenario["start"],
    )


def holdings_of(scenario: dict[str, Any]) -> Holdings:
    """`held` and `not_held` list materials as party:material."""
    known = scenario.get("holdings", {})
    listed = [(key, True) for key in known.get("held", ())] + [(key, False) for key in known.get("not_held", ())]
    return {
        (party, material): Holding(held=held) for key, held in listed for party, _, material in [key.partition(":")]
    }


def expected(name: str, part: str) -> Any:
    """What is written down."""
    return SCENARIOS[name]["expect"][part]


def test_every_bundle_has_its_situations_written_down() -> None:
    written = Counter(name.partition("/")[0] for name in SCENARIOS)
    assert written.keys() == packs_of_the_house().bundles.keys()
    assert min(written.values()) >= FEWEST
    assert written["newborn"] >= 2 * FEWEST


@situations("items")
def test_items_stand_as_written(name: str) -> None:
    want, plan = expected(name, "items"), plan_of(name)
    standings = {standing: [i.key for i in plan.items if i.standing is standing] for standing in Standing}
    assert standings == {standing: list(want.get(standing, ())) for standing in Standing}
    if "optional" in want:
        assert [item.key for item in plan.items if item.optional] == want["optional"]
    if "tied" in want:
        assert [item.key for item in plan.items if not item.droppable] == want["tied"]
    if "modes" in want:
        assert {item.key: item.mode for item in plan.items if item.mode} == want["modes"]


@situations("items")
def test_reasons_say_what_to_do(name: str) -> None:
    want, plan = expected(name, "items"), plan_of(name)
    told = {item.key: " ".join(reason.text for reason in item.reasons) for item in plan.items}
    for words in (want.get(part, {}) for part in WITH_REASONS):
        for key, phrase in words.items():
            assert phrase in told[key]


@situations("parties")
def test_parties_are_linked_as_written(name: str) -> None:
    want, plan = expected(name, "parties"), plan_of(name)
    assert {party.code: party.same_as for party in plan.parties} == want


@situations("materials")
def test_materials_are_treated_as_written(name: str) -> None:
    want, plan = expected(name, "materials"), plan_of(name)
    by_treatment = {t: {m.key for m in plan.materials if m.treatment is t} for t in Treatment}
    assert by_treatment == {treatment: set(want.get(treatment, ())) for treatment in Treatment}
    exempt = {m.key: m.exempt_by for m in plan.materials if m.treatment is Treatment.EXEMPT}
    assert exempt == want["exempt"]


@situations("materials")
def test_materials_say_how_sure_and_for_whom(name: str) -> None:
    want, plan = expected(name, "materials"), plan_of(name)
    by_key = {material.key: material for material in plan.materials}
    if "certain" in want:
        assert {key for key, m in by_key.items() if m.certainty is Certainty.CERTAIN} == set(want["certain"])
    if "deferrable" in want:
        found = {key: m.deferrable_half_days for key, m in by_key.items() if m.deferrable_half_days is not None}
        assert found == want["deferrable"]
    for key, item in want.get("from_item", {}).items():
        assert by_key[key].from_item == item
    for key, items in want.get("used_by", {}).items():
        assert [use.item for use in by_key[key].uses] == items


@situations("fields")
def test_the_one_form_asks_as_written(name: str) -> None:
    want, plan = expected(name, "fields"), plan_of(name)
    fields = [field for section in plan.form for field in section.fields]
    asked = [f"{field.party}/{field.element}" for field in fields if field.source is not ElementSource.DERIVE]
    if "count" in want:
        assert len(asked) == want["count"]
    for field in want.get("asked_once", ()):
        assert asked.count(field) == 1
    assert not set(want.get("absent", ())) & set(asked)
    presets = {f"{field.party}/{field.element}": field.preset for field in fields if field.preset}
    assert presets == want.get("preset", presets)


@situations("schedule")
def test_the_schedule_is_dated_as_written(name: str) -> None:
    want, plan = expected(name, "schedule"), plan_of(name)
    assert plan.schedule is not None
    slots = {slot.item: slot for slot in plan.schedule.slots}
    assert {key: [slot.opens_on, slot.promised_on] for key, slot in slots.items()} == want["slots"]
    for figure in {"computed_half_days", "computed_on", "declared_on", "provisional"} & want.keys():
        assert getattr(plan.schedule, figure) == want[figure]
    if "critical" in want:
        assert list(plan.schedule.critical) == want["critical"]
    if "statutory" in want:
        assert {key: slot.statutory_on for key, slot in slots.items() if slot.statutory_on} == want["statutory"]
    for key, waits in want.get("waits_for", {}).items():
        assert list(slots[key].waits_for) == waits
    if "visits" in want:
        found = {visit.topic: {"items": list(visit.items), "day": visit.on} for visit in plan.schedule.visits}
        assert found == want["visits"]


@situations("savings")
def test_savings_are_counted_as_written(name: str) -> None:
    want, plan = expected(name, "savings"), plan_of(name)
    found = {saving.measure: [saving.before, saving.after] for saving in plan.savings}
    assert {measure: found[measure] for measure in want} == want


@situations()
def test_open_questions_and_warnings_are_named(name: str) -> None:
    want, plan = SCENARIOS[name]["expect"], plan_of(name)
    assert plan.complete is want["complete"]
    assert [warning.code for warning in plan.warnings] == want["warnings"]
    if "open_questions" in want:
        assert [question.code for question in plan.open_questions] == want["open_questions"]
    for question in plan.open_questions:
        touched = want.get("touches", {}).get(question.code)
        assert touched is None or list(question.touches) == touched


@situations()
def test_another_way_is_told_with_its_steps(name: str) -> None:
    want, plan = SCENARIOS[name]["expect"], plan_of(name)
    if "route" not in want:
        assert plan.route is None
        return
    assert plan.route is not None
    assert (plan.route.title, len(plan.route.steps)) == (want["route"]["title"], want["route"]["steps"])
    assert want["route"]["because"] in plan.route.because
    assert plan.schedule is None
