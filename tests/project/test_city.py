"""A small demonstration city, one application for each fate: what the real services make of it, once and again."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import override_settings

from builders.newborn import publish_packs
from builders.remembering import remembered
from builders.tables import read_yaml
from onething.core.lifecycle import CaseState
from onething.modules.handling.models import Approval, Case, Transfer
from onething.modules.hearings.models import Hearing
from onething.modules.intake.models import Application, Draft
from onething.modules.joint_sessions.models import JointSession, SessionPart
from onething.modules.papers.models import Paper
from onething.modules.pledge.api import checks_of
from onething.modules.pledge.models import Promise
from onething.platform import clock
from onething.platform.encryption import seal_key
from onething.platform.logs.models import ActionRow
from onething.platform.logs.verify import verify_logs
from onething.project.city import loading
from onething.project.city.accounts import load_staff
from onething.project.city.acts import Scene
from onething.project.city.loading import ACTS, Played, play
from onething.project.city.lock import alone
from onething.project.city.rota import read_rota, read_staff
from onething.project.city.script import Filing, Script, read_script
from onething.project.city.timetable import deal
from onething.project.demonstration import SIMULATED

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = date(2026, 11, 20)  # a Friday
FEW = {"submitted", "accepted", "due_today", "halfway", "finished"}
BUNDLES = ("newborn", "social-card", "restaurant", "retirement")


def small(script: Script) -> Script:
    """One filing a fate; the bundles take turns, but for fates that belong to a filing."""
    named = {filing.fate: filing for filing in script.filings if filing.fate}
    free = [filing for filing in script.filings if not filing.fate]
    pools: Mapping[str, list[Filing]] = {code: [f for f in free if f.bundle == code] for code in BUNDLES}
    codes = [code for code in script.fates if code not in {"lapsed", *named}]
    chosen = [replace(pools[BUNDLES[n % len(BUNDLES)]][n // len(BUNDLES)], fate=code) for n, code in enumerate(codes)]
    lapsed = replace(pools["retirement"][-1], fate="lapsed")
    return replace(script, stories=(), filings=(*chosen, lapsed, *named.values()))


@pytest.fixture
def script(now: datetime) -> Script:
    """Staff and packs, nothing played yet."""
    publish_packs()
    load_staff(read_staff())
    return small(read_script())


@remembered
def _played(now: datetime) -> tuple[Script, Played]:
    publish_packs()
    load_staff(read_staff())
    script = small(read_script())
    with override_settings(DEPARTMENT_SYSTEMS=SIMULATED["ONETHING_DEPARTMENT_SYSTEMS"]):
        return script, play(script, today=DAY)


@pytest.fixture
def city(now: datetime) -> tuple[Script, Played]:
    """The small city after its first loading."""
    return _played(now)


def application_of(script: Script, fate: str) -> Application:
    number = [filing.fate for filing in script.filings].index(fate)
    return Application.objects.get(key=f"city-20261120-{number:03}")


def states(script: Script, fate: str) -> Counter[str]:
    return Counter(Case.objects.filter(application=application_of(script, fate)).values_list("state", flat=True))


def test_every_fate_stands_where_its_story_says(city: tuple[Script, Played]) -> None:
    script, played = city

    assert (played.day, played.abandoned) == (DAY, ())
    assert (Draft.objects.count(), Application.objects.count()) == (1, len(script.fates) - 1)
    assert CaseState.RECEIVED in states(script, "submitted")
    assert CaseState.CORRECTING in states(script, "correcting")
    assert CaseState.RECEIVED in states(script, "corrected")
    assert CaseState.CORRECTING not in states(script, "corrected")
    assert CaseState.ACCEPTED in states(script, "accepted")
    assert CaseState.REVIEWING in states(script, "reviewing")
    assert {CaseState.CONCLUDED, CaseState.GRANTED} & set(states(script, "halfway"))
    assert CaseState.ACCEPTED in states(script, "deemed")
    assert set(states(script, "finished")) == set(states(script, "corrected_finished")) == {CaseState.CONCLUDED}
    assert set(states(script, "withdrawn")) <= {CaseState.WITHDRAWN, CaseState.TERMINATED}
    assert CaseState.REFUSED in states(script, "refused")
    assert CaseState.TERMINATED in states(script, "lapsed")
    assert Case.objects.filter(awaits_correction=True).values("application").distinct().count() == 1


def test_promises_are_standing_kept_and_broken_each_in_its_story(city: tuple[Script, Played]) -> None:
    ends = {
        fate: set(
            Promise.objects.filter(application=application_of(city[0], fate).public_id).values_list("state", flat=True)
        )
        for fate in ("promised", "supplied", "promise_lapsed")
    }

    assert ends == {"promised": {"standing"}, "supplied": {"kept"}, "promise_lapsed": {"broken"}}
    assert CaseState.TERMINATED in states(city[0], "promise_lapsed")
    assert set(Paper.objects.values_list("kind", flat=True)) >= {"deferral", "promise_order", "unacceptance"}


def test_what_was_granted_on_a_pledge_is_signed_planned_and_looked_at(city: tuple[Script, Played]) -> None:
    stands = {fate: checks_of(application_of(city[0], fate).public_id) for fate in ("to_check", "after_checked")}

    assert {fate: [one.state.value for one in checks] for fate, checks in stands.items()} == {
        "to_check": ["open"], "after_checked": ["ordered"],
    }  # fmt: skip
    books = Paper.objects.filter(kind="pledge").values_list("body_name", flat=True)
    assert list(books) == ["禾丰市消防救援支队"] * 2
    assert set(Promise.objects.exclude(firm="").values_list("firm", flat=True))


def test_a_joint_survey_fails_at_one_department_while_the_others_go_on_and_another_one_is_to_come(
    city: tuple[Script, Played],
) -> None:
    held = JointSession.objects.get(application=application_of(city[0], "surveyed").public_id)
    booked = JointSession.objects.get(application=application_of(city[0], "survey_booked").public_id)

    verdicts = dict(SessionPart.objects.filter(session=held).values_list("body_code", "verdict"))
    assert verdicts == {"market-supervision": "pass", "fire": "rectify", "urban-management": "pass"}
    assert (held.state, booked.state, booked.on > DAY) == ("closed", "confirmed", True)
    assert states(city[0], "surveyed") == {"concluded": 2, "granted": 1, "reviewing": 1}
    assert Paper.objects.filter(kind="rectification", body_code="fire").count() == 1


def test_one_hearing_was_held_and_decided_on_and_of_another_the_right_runs(city: tuple[Script, Played]) -> None:
    heard, told = (
        Hearing.objects.get(application=application_of(city[0], fate).public_id) for fate in ("heard", "hearing_right")
    )

    decided = Case.objects.get(public_id=heard.case)
    assert (heard.state, told.state, decided.heard_in == heard.record != "") == ("closed", "told", True)
    assert decided.state in {CaseState.GRANTED, CaseState.CONCLUDED}
    assert told.persons.filter(ask_by__gte=DAY).count() == 2


def test_bodies_with_systems_of_their_own_have_work_in_them(city: tuple[Script, Played]) -> None:
    ways = {
        fate: [
            (transfer.way, transfer.arrived_at is not None)
            for transfer in Transfer.objects.filter(case__application=application_of(city[0], fate))
        ]
        for fate in ("handed_over", "to_key_in", "keyed")
    }

    assert ways == {"handed_over": [("connector", False)], "to_key_in": [("rekey", False)], "keyed": [("rekey", True)]}
    half = Transfer.objects.get(case__application=application_of(city[0], "half_keyed"))
    assert half.ticked
    assert half.arrived_at is None


def test_time_stands_still_for_one_and_more_of_it_was_asked_for_of_the_head_and_of_the_government(
    city: tuple[Script, Played],
) -> None:
    asked = {
        fate: Approval.objects.get(case__application=application_of(city[0], fate)).state
        for fate in ("extended", "longer_asked", "joint_longer_asked")
    }

    assert states(city[0], "special")[CaseState.PAUSED] == 1
    assert asked == {"extended": "approved", "longer_asked": "open", "joint_longer_asked": "open"}
    assert set(Paper.objects.values_list("kind", flat=True)) >= {"special", "extension"}


def test_somebody_is_denied_somebody_is_late_and_somebody_is_due_today(city: tuple[Script, Played]) -> None:
    running = Case.objects.filter(state__in=[CaseState.ACCEPTED, CaseState.REVIEWING])

    assert ActionRow.objects.filter(kind="deny").count() == 1
    assert running.filter(due_on=DAY).exists()
    assert running.filter(due_on__lt=DAY).exists()


def test_everything_was_done_before_the_day_over_more_than_six_weeks_and_the_logs_are_whole(
    city: tuple[Script, Played],
) -> None:
    at = [clock.legal_day(row.at) for row in ActionRow.objects.exclude(subject_kind="pack")]

    assert max(at) < DAY
    assert (max(at) - min(at)).days > 42
    assert Paper.objects.filter(kind="decision").exists()
    assert verify_logs(now=clock.now(), seal_key=seal_key()) == ()


def test_a_second_loading_on_another_day_changes_nothing(city: tuple[Script, Played]) -> None:
    before = (ActionRow.objects.count(), Draft.objects.get().saved_at, Application.objects.count())

    again = play(city[0], today=date(2026, 11, 25))

    assert (again.day, again.steps) == (DAY, 0)
    assert (ActionRow.objects.count(), Draft.objects.get().saved_at, Application.objects.count()) == before


def test_a_loading_that_broke_off_goes_on_where_it_stopped(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    script = replace(script, filings=tuple(filing for filing in script.filings if filing.fate in FEW))
    left = iter([True])
    accept = ACTS["accept"]

    def breaks_at_the_second(scene: Scene) -> None:
        if not next(left, False):
            raise KeyboardInterrupt
        accept(scene)

    monkeypatch.setattr(loading, "ACTS", {**ACTS, "accept": breaks_at_the_second})
    with pytest.raises(KeyboardInterrupt):
        play(script, today=DAY)
    monkeypatch.undo()
    half = Application.objects.count()

    played = play(script, today=date(2026, 11, 23))

    assert 0 < half < Application.objects.count() == len(FEW)
    assert (played.day, played.abandoned) == (DAY, ())
    assert set(states(script, "finished")) == {CaseState.CONCLUDED}


def test_the_whole_script_covers_every_bundle_and_every_fate_at_windows_and_online() -> None:
    script = read_script()
    stories = deal(script, windows=read_rota().windows)

    assert len(stories) >= 240
    assert {story.fate.code for story in stories} == set(script.fates)
    assert len({story.filing.bundle for story in stories}) == 13
    assert {story.window for story in stories} == {"", *read_rota().windows}
    assert stories == deal(script, windows=read_rota().windows)


def test_every_body_of_the_pack_has_an_officer_and_every_site_a_clerk() -> None:
    places = read_yaml(Path("packs/demo/bodies.yaml"))
    rota = read_rota()

    assert set(rota.officers) == {body["code"] for body in places["entries"]}
    assert set(rota.clerks) == {site["code"] for site in places["sites"]}


def test_two_loadings_at_once_are_one(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path

    with alone() as first, alone() as second:
        assert (first, second) == (True, False)
    with alone() as afterwards:
        assert afterwards
