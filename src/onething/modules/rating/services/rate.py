"""Say how it was. Every answer is a row of its own; the last one counts, and its trace in the log names nobody."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from onething.modules.rating.domain.levels import Answer
from onething.modules.rating.domain.stages import Standing
from onething.modules.rating.errors import RatingNotFound, RatingRefused
from onething.modules.rating.events import BadlyRated, Rated
from onething.modules.rating.models import Invitation, Rating
from onething.modules.rating.queries import cases_behind, standing_of
from onething.modules.rating.tokens import Occasion, occasion_of
from onething.platform.events import record
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Actor, Role

SOMEBODY = Actor(role=Role.CITIZEN, channel="portal")
SUBJECT, GIVEN = "rating", "rating.given"
OVER = {
    Standing.ANSWERED: "这次服务已经评价过。要改，请申请人登录后从“我的办件”进入。",
    Standing.SETTLED: "这次服务已经评价过，修改的日子也过了。还有话要说，请拨打 12345。",
}


def rate(*, token: str, answer: Answer, actor: Actor, now: datetime) -> None:
    """RatingNotFound for a code that is none of ours; RatingRefused when there is nothing more to be said."""
    occasion = occasion_of(token)
    site = next((case.site_code for case in cases_behind(occasion)), None) if occasion else None
    if occasion is None or site is None:
        raise RatingNotFound
    standing, _ = standing_of(occasion, actor=actor, now=now)
    if standing in OVER:
        raise RatingRefused({"": OVER[standing]})
    try:
        _keep(occasion, site, answer, by_code=standing is Standing.OPEN and actor.role is not Role.CITIZEN, now=now)
    except IntegrityError as twice:  # two answered in the same moment: the first one stands
        raise RatingRefused({"": OVER[Standing.ANSWERED]}) from twice


@transaction.atomic
def _keep(occasion: Occasion, site: str, answer: Answer, *, by_code: bool, now: datetime) -> None:
    about = {"application": occasion.application, "stage": occasion.stage.value}
    invitation, _ = Invitation.objects.get_or_create(**about, defaults={"site_code": site, "at": now})
    revision = invitation.ratings.count() + 1
    row = Rating.objects.create(
        invitation=invitation,
        revision=revision,
        level=answer.level.code,
        reasons=list(answer.reasons),
        words=answer.words,
        named=answer.named,
        channel="code" if by_code else "portal",
        at=now,
    )
    _log(invitation.public_id, row)
    record(_event(occasion, answer, row))


def _log(invitation: UUID, row: Rating) -> None:
    """Sealed, so that nobody hides a rating or makes it a better one."""
    payload = {"rating": str(row.public_id), "level": row.level}
    append_action(
        NewAction(
            subject_kind=SUBJECT, subject_id=invitation, kind=GIVEN, actor=SOMEBODY, at=row.at, seq=row.revision,
            payload=payload,
        )
    )  # fmt: skip


def _event(occasion: Occasion, answer: Answer, row: Rating) -> Rated:
    kind = BadlyRated if answer.level.bad else Rated
    return kind(
        rating=row.public_id,
        application=occasion.application,
        stage=occasion.stage.value,
        level=answer.level.code,
        reasons=answer.reasons,
        named=answer.named,
        changed=row.revision > 1,
        at=row.at,
    )
