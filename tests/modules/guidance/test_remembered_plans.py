"""A plan that was just compiled is not compiled again; what went into it decides, not its version's name."""

from dataclasses import replace
from datetime import date

from builders.newborn import ANSWERS, newborn
from onething.core.planning import Holding
from onething.modules.guidance.api import guide_from

DAY = date(2026, 11, 23)


def test_the_same_wish_is_compiled_once() -> None:
    source = newborn()

    first = guide_from(source=source, answers=ANSWERS, start=DAY)
    again = guide_from(source=source, answers=dict(reversed(ANSWERS.items())), start=DAY)

    assert again.plan is first.plan


def test_another_bundle_of_the_same_version_has_its_own_plan() -> None:
    source = newborn()
    renamed = replace(source, bundle=replace(source.bundle, name="另一件事"))

    assert guide_from(source=source, answers=ANSWERS, start=DAY).plan.name != "另一件事"
    assert guide_from(source=renamed, answers=ANSWERS, start=DAY).plan.name == "另一件事"


def test_what_becomes_known_makes_another_plan() -> None:
    source = newborn()
    before = guide_from(source=source, answers=ANSWERS, start=DAY).plan
    known = {(one.party, one.material): Holding(held=True, source="库") for one in before.materials}

    after = guide_from(source=source, answers=ANSWERS, start=DAY, holdings=known).plan

    assert after.materials != before.materials
    assert guide_from(source=source, answers=ANSWERS, start=DAY).plan == before
