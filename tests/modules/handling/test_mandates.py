"""A window accepts and refuses only for bodies that let it; everybody else is untouched."""

from dataclasses import replace
from datetime import date

import pytest

from builders.cases import CLERK, MONDAY, NO, case_at, file_newborn, states
from onething.core.lifecycle import CaseState
from onething.modules.handling.api import MoveRefused, accept_application, refuse_acceptance
from onething.modules.handling.models import Case
from onething.modules.organisation.models import MandateRow
from onething.platform.logs.api import ActionRow

pytestmark = pytest.mark.usefixtures("city")
WINDOW = replace(CLERK, window="01")
TODAY = date(2026, 3, 2)


def only(windows: list[str], **other: object) -> None:
    """At this site every body lets these windows alone."""
    MandateRow.objects.filter(site__code="city-centre").update(windows=windows, **other)


def test_a_window_inside_the_mandate_accepts() -> None:
    application = file_newborn()
    only(["01"])

    accept_application(application=application, actor=WINDOW, now=MONDAY)

    assert CaseState.RECEIVED not in states(application).values()


@pytest.mark.parametrize(
    ("windows", "ended", "told"),
    [(["02"], None, "请转本中心02号窗口受理"), (["01"], TODAY, "原授权已于2026年3月2日到期")],
)
def test_outside_it_nothing_is_accepted_or_refused(windows: list[str], ended: date | None, told: str) -> None:
    application = file_newborn()
    only(windows, ended_on=ended)
    before, logged = states(application), ActionRow.objects.count()

    with pytest.raises(MoveRefused, match=told):
        accept_application(application=application, actor=WINDOW, now=MONDAY)
    with pytest.raises(MoveRefused, match=told):
        refuse_acceptance(application=application, rejection=NO, actor=WINDOW, now=MONDAY)

    assert (states(application), ActionRow.objects.count()) == (before, logged)


def test_the_rest_of_an_application_is_accepted_and_what_is_outside_stays_received() -> None:
    application = file_newborn()
    MandateRow.objects.filter(site__code="city-centre", body__code="health").update(windows=["02"])

    accept_application(application=application, actor=WINDOW, now=MONDAY)

    by_body = set(Case.objects.filter(application_ref=application).values_list("body_code", "state"))
    assert {state for body, state in by_body if body == "health"} == {"received"}
    assert "accepted" in {state for body, state in by_body if body != "health"}


def test_what_waits_is_not_accepted_ahead_for_a_body_that_does_not_let_it() -> None:
    application = file_newborn()
    MandateRow.objects.filter(site__code="city-centre", body__code="human-resources").update(windows=["02"])

    accept_application(application=application, actor=WINDOW, now=MONDAY)

    assert case_at(application, "birth-certificate").state == CaseState.ACCEPTED
    ahead = dict(
        Case.objects.filter(application_ref=application, state="waiting").values_list("body_code", "accepted_ahead")
    )
    assert ahead.pop("human-resources") is False
    assert set(ahead.values()) == {True}
