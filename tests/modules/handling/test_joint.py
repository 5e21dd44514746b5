"""Licences that several bodies decide about together have a day in common; one body alone has its own."""

from dataclasses import replace
from datetime import date

import pytest

from builders.cases import CITIZEN, MONDAY, accepted_newborn, case_at, grant_item, officer
from builders.restaurant import FIRE, FOOD, surveyed_restaurant
from onething.core.calendar import Span
from onething.core.lifecycle import Ground
from onething.modules.handling.api import Stop, joint_due_of, stop_clock
from onething.platform.database import new_public_id

pytestmark = pytest.mark.usefixtures("city")


def test_the_common_day_is_told_until_all_is_decided_and_to_nobody_else() -> None:
    application = surveyed_restaurant()
    fire = case_at(application, FIRE)
    told = joint_due_of(application, actor=CITIZEN)
    at_the_desk = joint_due_of(application, actor=officer(fire.body_code))
    of_another = joint_due_of(application, actor=replace(CITIZEN, person=new_public_id()))

    stop_clock(
        case=fire.public_id, version=fire.row_version, actor=officer(fire.body_code), now=MONDAY,
        stop=Stop(ground=Ground("D"), reason="样品送检", expected=Span.working_days(10)),
    )  # fmt: skip
    standing = joint_due_of(application, actor=CITIZEN)

    assert told is not None
    assert (told.licences, told.bodies, told.due_on) == (
        2,
        2,
        date(2026, 5, 8),
    )  # 45 working days: 4月6日, 5月1日至5日 off
    assert told.basis == "《行政许可法》第二十六条第二款、第四十二条第二款"
    assert at_the_desk == told
    assert of_another is None
    assert standing is not None
    assert standing.due_on is None


def test_when_everything_is_decided_no_day_is_left() -> None:
    application = surveyed_restaurant()
    for item in (FOOD, FIRE):
        grant_item(application, item)

    assert joint_due_of(application, actor=CITIZEN) is None
    assert joint_due_of(accepted_newborn(serial=2), actor=CITIZEN) is None
