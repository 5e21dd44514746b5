"""The slip with the code to rate by (评价回执), printed at the window when somebody leaves: one a stage, however often asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.api import CaseInfo, CaseNotFound, cases_of, issue_for_whole
from onething.modules.organisation.api import find_site
from onething.modules.papers.api import RatingSlip
from onething.modules.rating.domain.stages import decide_stage
from onething.modules.rating.errors import RatingNotFound
from onething.modules.rating.models import Invitation
from onething.modules.rating.tokens import Occasion, rating_address
from onething.platform.permissions import Action, Actor, allowed


@transaction.atomic
def print_slip(*, application: UUID, window: str, actor: Actor, now: datetime) -> UUID:
    """The paper; whoever sits at the window is remembered as the one who is rated."""
    first, occasion = _about(application, actor)
    invitation, _ = Invitation.objects.select_for_update().get_or_create(
        application=application, stage=occasion.stage.value, defaults={"site_code": first.site_code, "at": now}
    )
    if invitation.slip is not None:
        return invitation.slip
    contents = _contents(occasion, first, window=window, now=now)
    slip = issue_for_whole(application=application, contents=contents, actor=actor, now=now)
    invitation.slip, invitation.window, invitation.served_by = slip.public_id, window, actor.account
    invitation.save(update_fields=["slip", "window", "served_by"])
    return slip.public_id


def _about(application: UUID, actor: Actor) -> tuple[CaseInfo, Occasion]:
    try:
        cases = cases_of(application=application, actor=actor)
    except CaseNotFound as error:
        raise RatingNotFound from error
    if not allowed(actor, Action.RATING_INVITE, Invitation(site_code=cases[0].site_code)):
        raise RatingNotFound
    return cases[0], Occasion(application=application, stage=decide_stage({case.state for case in cases}))


def _contents(occasion: Occasion, first: CaseInfo, *, window: str, now: datetime) -> RatingSlip:
    site = find_site(first.site_code)
    return RatingSlip(
        rating_address=rating_address(occasion),
        stage=occasion.stage.label,
        place=site.name if site else "",
        window=window,
        at=now,
    )
