"""What is typed at the desk fits where it is kept, and days no calendar has are no days."""

from uuid import UUID

import pytest

from onething.channels.design.sessions import read_day
from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import Ground
from onething.modules.handling.api import Stop
from onething.modules.handling.domain.standing import decide_stop
from onething.modules.hearings.domain.decisions import Heard, Minutes, decide_minutes
from onething.modules.hearings.domain.terms import Signature

PERSON = UUID(int=1)


@pytest.mark.parametrize("text", ["99999999999-1-1", "2026-1-" + "9" * 400, "9" * 5000 + "-1-1", "0-1-1"])
def test_a_day_no_calendar_has_is_none(text: str) -> None:
    assert read_day(text) is None


def test_the_record_names_its_writer_and_what_people_remark_in_bounds() -> None:
    heard = Heard(said="", signature=Signature.SIGNED, remark="长" * 4001)
    minutes = Minutes(clerk="孙" * 61, examined="符合", heard={PERSON: heard})

    assert decide_minutes(minutes, persons=[PERSON]).keys() == {"clerk", f"remark-{PERSON}"}


def test_the_law_of_a_stop_fits_into_the_log() -> None:
    law = Basis("法" * 300, "第1条", Mark.CONFIRMED)

    assert decide_stop(Stop(ground=Ground.FORCE_MAJEURE, reason="等待", law=law)).keys() == {"law"}
