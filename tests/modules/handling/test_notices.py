"""What a correction notice must say, and that it is given once."""

from dataclasses import replace
from datetime import date

import pytest

from builders.cases import CLERK, MONDAY, case_at, file_newborn, states
from builders.notices import CONSENT, FATHER, TUESDAY, papers_of, supply
from onething.modules.handling.api import Defect, MoveRefused, accept_application, ask_correction

pytestmark = pytest.mark.usefixtures("city")


def test_correction_is_one_notice_and_the_clock_starts_anew() -> None:
    application = file_newborn()

    ask_correction(application=application, defects=[CONSENT, FATHER], actor=CLERK, now=MONDAY)

    assert states(application)["birth-certificate"] == "correcting"
    assert states(application)["vaccination-certificate"] == "received"
    assert case_at(application, "birth-certificate").due_on is None
    assert papers_of(application) == ["correction"]

    supply(application)
    accept_application(application=application, actor=CLERK, now=TUESDAY)

    assert states(application)["birth-certificate"] == "accepted"
    assert case_at(application, "birth-certificate").due_on == date(2026, 3, 4)
    assert papers_of(application) == ["correction", "acceptance"]


def test_a_second_notice_may_not_ask_for_anything_new() -> None:
    application = file_newborn()
    ask_correction(application=application, defects=[CONSENT], actor=CLERK, now=MONDAY)
    supply(application)

    with pytest.raises(MoveRefused, match="一次告知全部内容"):
        ask_correction(application=application, defects=[CONSENT, FATHER], actor=CLERK, now=TUESDAY)

    assert states(application)["birth-certificate"] == "received"
    assert papers_of(application) == ["correction"]


@pytest.mark.parametrize(
    ("defects", "places"),
    [
        ([], [""]),
        ([replace(CONSENT, problem=" ")], ["mother:issue-consent-problem"]),
        ([replace(CONSENT, remedy="")], ["mother:issue-consent-remedy"]),
        ([replace(CONSENT, case="parenting-guidance:child[1]")], ["mother:issue-consent-problem"]),
        ([replace(CONSENT, problem="长" * 2001)], ["mother:issue-consent-problem"]),
    ],
)
def test_an_incomplete_notice_is_refused_with_its_places(defects: list[Defect], places: list[str]) -> None:
    application = file_newborn()

    with pytest.raises(MoveRefused) as refused:
        ask_correction(application=application, defects=defects, actor=CLERK, now=MONDAY)

    assert list(refused.value.reasons) == places
    assert papers_of(application) == []
    assert states(application)["birth-certificate"] == "received"
