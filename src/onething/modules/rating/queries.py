"""Reads of rating: what a page that is opened by its code may show, and where somebody's own application is rated."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Min

from onething.modules.handling.api import CaseInfo, CaseNotFound, cases_of
from onething.modules.organisation.api import find_site
from onething.modules.papers.api import count_tries
from onething.modules.rating.domain.stages import Stage, Standing, decide_stage, decide_standing
from onething.modules.rating.errors import RatingTooFast
from onething.modules.rating.models import Rating
from onething.modules.rating.tokens import Occasion, occasion_of, rating_path
from onething.platform.clock import legal_day
from onething.platform.permissions import HOUSE, Actor, Role

MOST_A_MINUTE = 60
"""From one address: a whole hall may stand behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is rated, as anybody with the code sees it: no name, no result, and never what was said before."""

    title: str
    number_tail: str
    stage: Stage
    place: str
    standing: Standing
    until: date | None


def offer_by(token: str, *, actor: Actor, address: str, now: datetime) -> Offer | None:
    """What the code offers; None for a code that is none of ours; RatingTooFast."""
    if count_tries(address=address, purpose="rating.address", now=now) > MOST_A_MINUTE:
        raise RatingTooFast
    occasion = occasion_of(token)
    cases = cases_behind(occasion) if occasion else ()
    return _offer(occasion, cases, actor, now) if occasion and cases else None


def rating_path_for(application: UUID, cases: Collection[CaseInfo]) -> str:
    """Where this application is rated at its present stage; the caller has checked the actor's right to it."""
    return rating_path(Occasion(application=application, stage=decide_stage({case.state for case in cases})))


def cases_behind(occasion: Occasion) -> tuple[CaseInfo, ...]:
    """The cases; none when there is no such application."""
    try:
        return cases_of(application=occasion.application, actor=HOUSE)
    except CaseNotFound:
        return ()


def standing_of(occasion: Occasion, *, actor: Actor, now: datetime) -> tuple[Standing, date | None]:
    """What this visitor may do, and the last day on which the applicant may change it."""
    rated = Rating.objects.filter(invitation__application=occasion.application, invitation__stage=occasion.stage)
    first = rated.aggregate(first=Min("at"))["first"]
    days = settings.RATING_CHANGE_DAYS
    standing = decide_standing(first_at=first, own=_is_own(occasion, actor), now=now, days=days)
    return standing, legal_day(first + timedelta(days=days)) if first else None


def _is_own(occasion: Occasion, actor: Actor) -> bool:
    if actor.role is not Role.CITIZEN:
        return False
    try:
        return bool(cases_of(application=occasion.application, actor=actor))
    except CaseNotFound:
        return False


def _offer(occasion: Occasion, cases: Collection[CaseInfo], actor: Actor, now: datetime) -> Offer:
    first = next(iter(cases))
    site = find_site(first.site_code)
    standing, until = standing_of(occasion, actor=actor, now=now)
    return Offer(
        title=first.bundle_name,
        number_tail=first.application_number[-6:],
        stage=occasion.stage,
        place=site.name if site else "",
        standing=standing,
        until=until,
    )
