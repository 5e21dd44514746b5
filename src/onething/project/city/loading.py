"""Play the script: every step at its own instant, in order, from where an earlier loading stopped.

What was done stands in the action log with its instant, before the city's day; so the log itself says how far an earlier
loading got, and the keys of the applications say for which day it was.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from types import MappingProxyType

from django.conf import settings
from django.db.models import Max

from onething.core.calendar import SHANGHAI, Calendar, next_working_day
from onething.modules.catalogue.api import published_bundle
from onething.modules.delivery.api import DeliveryError
from onething.modules.guidance.api import guide_from
from onething.modules.handling.api import (
    Case,
    HandlingError,
    deem_accepted,
    hold_to_promises,
    lapse_corrections,
    plan_after_checks,
)
from onething.modules.hearings.api import HearingsError
from onething.modules.intake.api import Application, IntakeError
from onething.modules.joint_sessions.api import SessionsError
from onething.modules.payments.api import PaymentError
from onething.modules.pledge.api import PledgeError
from onething.platform import clock
from onething.platform.logs.api import ActionRow
from onething.platform.logs.sealer import seal_logs
from onething.project.city import acts, checking, correcting, hearing, procedures, promising, surveying
from onething.project.city.acts import Company, Scene
from onething.project.city.rota import read_rota
from onething.project.city.script import Filing, Script
from onething.project.city.simulated import simulated_register
from onething.project.city.timetable import Moment, Story, deal, lay_out

log = logging.getLogger(__name__)
KEY = "city-"
CLOSES = time(17, 30)
ACTS: Mapping[str, Callable[[Scene], None]] = MappingProxyType(
    {
        "draft": acts.begin,
        "file": acts.file,
        "accept": acts.accept,
        "refuse": acts.refuse,
        "ask": correcting.ask,
        "supply": correcting.supply,
        "review": acts.review,
        "round": acts.decide,
        "deny": acts.reject,
        "leave": acts.leave,
        "leave_one": acts.leave_one,
        "withdraw": acts.take_back,
        "file_promising": promising.file,
        "supply_promised": promising.supply,
        "look": checking.look,
        "arrange": surveying.arrange_for_all,
        "survey": surveying.survey,
        "hearing_told": hearing.tell_of_right,
        "hearing_asked": hearing.ask_for_it,
        "hearing_called": hearing.name_the_day,
        "hearing_held": hearing.hold,
        "accept_there": procedures.accept_there,
        "key_in": procedures.key_in,
        "key_half": procedures.key_half,
        "special": procedures.start_special,
        "ask_longer": procedures.ask_longer,
        "ask_joint_longer": procedures.ask_joint_longer,
        "approve": procedures.approve_all,
    }
)
Taken = (
    HandlingError,
    IntakeError,
    DeliveryError,
    SessionsError,
    HearingsError,
    PledgeError,
    PaymentError,
    Application.DoesNotExist,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a loading did: for which day, how many steps, and the stories that somebody else had taken further."""

    day: date
    steps: int
    abandoned: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class _Stage:
    """One loading under way."""

    day: date
    company: Company
    reached: datetime | None
    steps: int = 0
    abandoned: set[int] = field(default_factory=set)

    def play(self, moment: Moment) -> None:
        """One step; what somebody else did to the application meanwhile ends its story, and nothing else."""
        scene = Scene(
            story=moment.story,
            now=moment.at,
            key=key_of(self.day, moment.story),
            company=self.company,
        )
        with clock.moved(moment.at):
            try:
                ACTS[moment.act](scene)
            except Taken as error:
                if moment.at != self.reached:  # the step at which a loading broke off may have been done
                    log.warning("%s: %s: %s", scene.key, moment.act, type(error).__name__ + str(error))
                    self.abandoned.add(moment.story.number)
        self.steps += 1


def play(script: Script, *, today: date) -> Played:
    """The whole city up to the day on which it was first loaded; what is there already is left as it is."""
    day = _first_loaded() or today
    rota = read_rota()
    stories = deal(script, windows=rota.windows)
    calendar = _calendar(script, day)
    moments = lay_out(stories, day=day, calendar=calendar, limit=lambda filing, on: _limit(filing, on, calendar))
    reached = _reached(day)
    left = [moment for moment in moments if reached is None or moment.at >= reached]
    if not left or left[-1].at == reached:
        return Played(day=day, steps=0, abandoned=())
    systems = settings.DEPARTMENT_SYSTEMS
    with simulated_register(today=day) as register:
        company = Company(rota=rota, values=script.values, register=register, systems=systems)
        stage = _Stage(day=day, company=company, reached=reached)
        for on, happening in groupby(left, key=lambda moment: clock.legal_day(moment.at)):
            for moment in happening:
                if moment.story.number not in stage.abandoned:
                    stage.play(moment)
            _close(on)
    seal_logs(clock.now())
    return Played(day=day, steps=stage.steps, abandoned=tuple(sorted(stage.abandoned)))


def key_of(day: date, story: Story) -> str:
    """The key under which the story's application is submitted, once however often it is tried."""
    return f"{KEY}{day:%Y%m%d}-{story.number:03}"


def _first_loaded() -> date | None:
    """The day for which the city was loaded before."""
    key = Application.objects.filter(key__startswith=KEY).order_by("key").values_list("key", flat=True).first()
    return datetime.strptime(key.split("-")[1], "%Y%m%d").date() if key else None  # noqa: DTZ007 - a day has no zone


def _reached(day: date) -> datetime | None:
    """The last instant before the day at which something was done to the city's applications."""
    mine = Application.objects.filter(key__startswith=KEY)
    subjects = [*mine.values_list("public_id", flat=True)]
    subjects += Case.objects.filter(application__in=mine).values_list("public_id", flat=True)
    before = ActionRow.objects.filter(at__lt=datetime.combine(day, time(), SHANGHAI))
    found: datetime | None = before.filter(subject_id__in=subjects).aggregate(last=Max("at"))["last"]
    return found


def _calendar(script: Script, day: date) -> Calendar:
    return published_bundle((*script.stories, *script.filings)[0].bundle, on=day).calendar


def _limit(filing: Filing, day: date, calendar: Calendar) -> int:
    """How many working days before the next one an application is accepted whose first limit ends then."""
    start = next_working_day(calendar, day=day)
    source = published_bundle(filing.bundle, on=day)
    plan = guide_from(source=source, answers=filing.answers, leave_out=filing.leave_out, start=start).plan
    slots = plan.schedule.slots if plan.schedule else ()
    days = [calendar.rank(slot.promised_on) - calendar.rank(start) for slot in slots if not slot.waits_for]
    return max(1, min(days, default=1))


def _close(on: date) -> None:
    """What the house does by itself at the end of a day."""
    evening = datetime.combine(on, CLOSES, SHANGHAI)
    with clock.moved(evening):
        deem_accepted(evening)
        lapse_corrections(evening)
        hold_to_promises(evening)
        plan_after_checks(evening)
