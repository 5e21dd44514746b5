"""The database alone can say who was first: one member of staff, one place, one half day."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from builders.cases import CITIZEN, MONDAY
from onething.modules.joint_sessions.domain.terms import TimeSlot
from onething.modules.joint_sessions.errors import SessionRefused
from onething.modules.joint_sessions.models import JointSession
from onething.modules.joint_sessions.storing import claim, release
from onething.platform.clock import legal_day
from onething.platform.database import new_public_id

THURSDAY: date = legal_day(MONDAY + timedelta(days=3))


def session(slot: TimeSlot) -> JointSession:
    return JointSession.objects.create(
        application=new_public_id(), application_number="1", bundle="restaurant", bundle_name="开办餐饮店",
        applicant_masked="林*夏", owner=CITIZEN.person, region_path="/990100/", kind="survey", state="proposed",
        on=THURSDAY, slot=slot.value, place="穗前路66号",
    )  # fmt: skip


@pytest.mark.django_db
def test_nobody_is_claimed_twice_for_one_half_day_until_it_is_free_again() -> None:
    who: UUID = new_public_id()
    first, second, later = (session(slot) for slot in (TimeSlot.MORNING, TimeSlot.MORNING, TimeSlot.AFTERNOON))
    claim(first, [who, who])
    claim(later, [who])

    with pytest.raises(SessionRefused, match="刚刚约走"):
        claim(second, [new_public_id(), who])
    release(first)
    claim(second, [who])

    assert [session.claims.count() for session in (first, second, later)] == [0, 1, 1]
