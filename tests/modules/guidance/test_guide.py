"""A guide is the plan of the published definitions, the same from the database as from the files."""

from datetime import date, datetime

import pytest

from builders.newborn import ANSWERS, newborn, publish_packs
from onething.core.planning import Standing, canonical_json
from onething.modules.catalogue.api import BundleUnknown
from onething.modules.guidance.api import Guide, falls_with, guide_for, guide_from, next_question

MONDAY = date(2026, 11, 23)
CERTIFICATE, REGISTRATION = "birth-certificate:child[1]", "birth-registration:child[1]"


def guide(*, leave_out: tuple[str, ...] = (), **answers: str) -> Guide:
    return guide_from(source=newborn(), answers=ANSWERS | answers, leave_out=leave_out, start=MONDAY)


@pytest.mark.django_db
def test_database_and_files_give_the_same_plan(clock: datetime) -> None:
    publish_packs()
    published = guide_for(bundle="newborn", answers=ANSWERS, leave_out=[REGISTRATION], now=clock).plan
    assert canonical_json(published) == canonical_json(guide(leave_out=(REGISTRATION,)).plan)


@pytest.mark.django_db
def test_a_plan_starts_on_the_day_given_or_today_in_shanghai(clock: datetime) -> None:
    publish_packs()
    assert guide_for(bundle="newborn", answers={}, now=clock).plan.start == MONDAY
    later = guide_for(bundle="newborn", answers={}, start=date(2026, 12, 1), now=clock)
    assert later.plan.start == date(2026, 12, 1)


@pytest.mark.django_db
def test_the_next_question_comes_from_the_published_bundle(clock: datetime) -> None:
    publish_packs()
    found = next_question(bundle="newborn", answers={"married": "yes"}, now=clock)
    assert found is not None
    assert found.question.text == "这次生了几个孩子"


@pytest.mark.django_db
def test_an_unknown_bundle_is_named(clock: datetime) -> None:
    with pytest.raises(BundleUnknown, match="nothing"):
        guide_for(bundle="nothing", answers={}, now=clock)


def test_leaving_out_what_others_wait_for_is_told_before() -> None:
    after_registration = ("social-security-card:child[1]", "resident-medical-insurance:child[1]")
    assert falls_with(guide()) == {
        CERTIFICATE: (REGISTRATION, *after_registration),
        REGISTRATION: after_registration,
    }


def test_what_is_told_to_fall_does_fall() -> None:
    plan = guide(leave_out=(REGISTRATION,)).plan
    fallen = tuple(item.key for item in plan.items if item.standing is Standing.FALLS)
    assert fallen == falls_with(guide())[REGISTRATION]


def test_what_fell_already_is_not_told_again() -> None:
    assert falls_with(guide(leave_out=(REGISTRATION,))) == {}


def test_only_the_child_whose_certificate_is_left_out_is_concerned() -> None:
    falls = falls_with(guide(births="two"))
    assert falls["birth-registration:child[2]"] == (
        "social-security-card:child[2]",
        "resident-medical-insurance:child[2]",
    )
