"""Continue a licence (延续): apply from the held one in time; without a decision before it ends, the law continues it.

Source: 行政许可法 第五十条.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from onething.core.lifecycle import (
    IN_REVIEW,
    UNDECIDED,
    CaseAction,
    RenewalRule,
    last_day_to_renew,
    renewal_obstacles,
    renewal_rule,
)
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.handling.definitions import bundle_in_force
from onething.modules.handling.docket import Docket, load_docket
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.errors import CaseNotFound, MoveRefused
from onething.modules.handling.held import held_of, why_gone
from onething.modules.handling.models import Case
from onething.modules.handling.notices import is_licensing
from onething.modules.handling.periods import next_period
from onething.modules.handling.queries import info_of
from onething.modules.handling.services.decide import give_result
from onething.modules.handling.services.end_continuation import end_continuation
from onething.modules.intake.api import Application, OnBehalf, Renewal, open_renewal
from onething.platform.clock import legal_day
from onething.platform.outbox.api import MOST_AT_ONCE, one_by_one, resting, step
from onething.platform.permissions import HOUSE, Action, Actor, visible

DUTY = "deem renewed"
BY_LAW = "行政许可法 第五十条第二款"
OPINION = "有效期届满以前没有作出决定，依法视为准予延续"
UNDER_WAY = "已经申请了延续，正在办理，不用再申请"
RENEWED = "已经延续"
NO_LICENCE = "这一项不是行政许可，要延续的按它自己的规定办理，请咨询窗口"
NOT_HELD = "没有还有效的准予决定"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalOffer:
    """A licence that ends some day: until when it can be continued by today's law, and everything that stops doing so now."""

    case: CaseInfo
    valid_until: date
    rule: RenewalRule
    last_day: date
    obstacles: tuple[str, ...]
    following: UUID | None


def renewals_of(*, cases: Collection[CaseInfo], now: datetime) -> tuple[RenewalOffer, ...]:
    """What can be said about continuing the licences among these cases; the caller has checked the right to them."""
    ending = [case.public_id for case in cases if case.granted and case.valid_until]
    rows = list(Case.objects.filter(public_id__in=ending).order_by("place")) if ending else []
    bundles = {row.bundle: bundle_in_force(row, on=legal_day(now)) for row in rows}
    return tuple(_offer(row, bundles[row.bundle], now) for row in rows)


def renewal_for(*, case: UUID, actor: Actor, now: datetime) -> RenewalOffer:
    """The same of one case of the actor's own; CaseNotFound when it is none, or holds nothing that ends."""
    mine = visible(actor, Action.APPLICATION_SUBMIT, Application.objects.all())
    row = Case.objects.filter(application__in=mine, public_id=case, valid_until__isnull=False).first()
    if row is None:
        raise CaseNotFound
    return _offer(row, bundle_in_force(row, on=legal_day(now)), now)


def renew(*, case: UUID, actor: Actor, now: datetime, on_behalf: OnBehalf | None = None) -> UUID:
    """The draft of the continuation, at a window for the holder who came; MoveRefused with everything that stops it."""
    offer = renewal_for(case=case, actor=actor, now=now)
    if offer.obstacles:
        raise MoveRefused({"": f"现在不能申请延续：{'；'.join(offer.obstacles)}。"})
    held = offer.case
    renewal = Renewal(case=held.public_id, key=held.key, until=offer.valid_until, title=held.result_name)
    return open_renewal(application=held.application, renewal=renewal, actor=actor, now=now, on_behalf=on_behalf)


def deem_renewed(now: datetime) -> int:
    """Continue what was accepted, and decided by nobody, before the licence ended; how many applications, each by itself."""
    open_ones = Case.objects.filter(renews_until__lt=legal_day(now), state__in=IN_REVIEW)
    late = open_ones.filter(accepted_on__lte=F("renews_until")).exclude(application_ref__in=resting(DUTY, now=now))
    applications = dict.fromkeys(late.order_by("renews_until").values_list("application_ref", flat=True)[:MOST_AT_ONCE])
    return one_by_one(applications, lambda one: _deem(one, now), duty=DUTY, now=now)


@step()
def _deem(application: UUID, now: datetime) -> bool:
    docket = load_docket(application=application, actor=HOUSE, now=now)
    late = [
        row for row in docket.rows
        if row.state in IN_REVIEW and row.renews_until and row.accepted_on
        and row.accepted_on <= row.renews_until < docket.day
    ]  # fmt: skip
    for row in late:
        _continue(docket, row)
    return bool(late)


def _continue(docket: Docket, row: Case) -> None:
    """Silence continues what still stands; with a licence that is gone its continuation ends."""
    if reason := why_gone(row):
        end_continuation(docket, row, reason=reason)
        return
    held = held_of(row) or row
    row.opinion, row.result_number, row.valid_until = OPINION, held.result_number, next_period(row)
    give_result(docket, row, CaseAction.DEEM_RENEWED, ground=BY_LAW)


def _offer(row: Case, bundle: CompiledBundle, now: datetime) -> RenewalOffer:
    info, today = info_of(row), legal_day(now)
    until = row.valid_until or today
    rule = renewal_rule(bundle.library.items[row.item])
    reasons = renewal_obstacles(until, term=rule.counts, on=today, calendar=bundle.calendar)
    following = Case.objects.filter(renews=row.public_id).order_by("-id").first()
    if not is_licensing(row):
        reasons = (NO_LICENCE,)
    elif not info.granted:
        reasons = (NOT_HELD,)
    elif following is not None and following.state in UNDECIDED:
        reasons = (UNDER_WAY,)
    elif following is not None and info_of(following).granted:
        reasons = (RENEWED,)
    else:
        following = None
    return RenewalOffer(
        case=info,
        valid_until=until,
        rule=rule,
        last_day=last_day_to_renew(until, term=rule.counts, calendar=bundle.calendar),
        obstacles=reasons,
        following=following.application_ref if following else None,
    )
