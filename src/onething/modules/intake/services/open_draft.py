"""Open a draft from the answers of the guide, for oneself online or for somebody at a window."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings

from onething.core.definitions import ElementKind
from onething.core.planning import Plan
from onething.modules.catalogue.api import CompiledBundle, published_bundle
from onething.modules.guidance.api import guide_from
from onething.modules.intake.domain.content import DraftContent, write_content
from onething.modules.intake.domain.parties import APPLICANT, HANDLER, party_in_role
from onething.modules.intake.domain.reading import read_draft
from onething.modules.intake.domain.renewal import Renewal, write_renewal
from onething.modules.intake.domain.views import OnBehalf
from onething.modules.intake.errors import CannotOpen, TooManyDrafts
from onething.modules.intake.models import Draft
from onething.modules.intake.services.consult import Asking, consult
from onething.modules.intake.services.standing import Standing, check_reach, check_standing, establish, owner_of
from onething.modules.organisation.api import find_region
from onething.platform.clock import legal_day
from onething.platform.database import count_up_to, new_public_id
from onething.platform.permissions import Action, Actor, Role, visible


def open_draft(
    *,
    bundle: str,
    answers: Mapping[str, str],
    leave_out: Iterable[str] = (),
    actor: Actor,
    now: datetime,
    on_behalf: OnBehalf | None = None,
    renewal: Renewal | None = None,
) -> UUID:
    """The new draft, prefilled; or the actor's draft with these very answers, when there is one already.

    A continuation is a draft about the one item whose licence it continues.
    """
    owner = owner_of(actor, on_behalf)
    today = legal_day(now)
    source = published_bundle(bundle, on=today)
    check_standing(source.bundle, actor=actor, on_behalf=on_behalf)
    only = renewal.key if renewal else ""
    plan = guide_from(source=source, answers=answers, leave_out=leave_out, start=today, only=only).plan
    _refuse_dead_end(plan)
    row = Draft(
        public_id=new_public_id(),
        owner=owner,
        title=f"{renewal.title}延续" if renewal else plan.name,
        renews=write_renewal(renewal),
        filed_by=actor.account if on_behalf else None,
        answers=_answers(source, answers),
        leave_out=sorted(leave_out),
        consent=on_behalf.consent if on_behalf else "",
        **_times(now),
        **_place(source, actor),
    )
    check_reach(actor, region_path=row.region_path, consent=row.consent)
    if same := _same_draft(row, actor, now):
        return same
    _refuse_too_many(row.owner, now)
    standing = establish(actor=actor, now=now, draft=row.public_id, on_behalf=on_behalf)
    row.content = write_content(_prefilled(row, source, plan, standing, only=only, actor=actor, now=now))
    row.save(force_insert=True)
    return row.public_id


def _prefilled(
    row: Draft, source: CompiledBundle, plan: Plan, standing: Standing, *, only: str, actor: Actor, now: datetime
) -> DraftContent:
    """What is known already of those who file, and what the registers say of them."""
    content = DraftContent(proven=standing.proven).with_values(_phones(plan, standing))
    reading = read_draft(
        source=source, answers=row.answers, leave_out=row.leave_out, content=content, today=legal_day(now), only=only
    )
    for role, proven in standing.proven.items():
        if party := party_in_role(plan, role):
            data_of = row.owner if role == APPLICANT else actor.person
            asking = Asking(draft=row.public_id, actor=actor, now=now, data_of=data_of)
            content = content.with_told(proven.number, consult(reading, party=party, asking=asking))
    return content


def _refuse_dead_end(plan: Plan) -> None:
    if plan.route:
        raise CannotOpen(f"{plan.route.title}：{plan.route.because}", plan.route.steps)
    if plan.complete and not plan.applying():
        raise CannotOpen("按这些回答没有可以办理的事项，没有建立草稿。请回到问题修改回答，或拨打 12345 咨询。")


def _refuse_too_many(owner: UUID, now: datetime) -> None:
    """Each draft asks the registers and is kept for weeks: nobody opens them by the thousand."""
    standing = Draft.objects.filter(owner=owner, expires_at__gt=now)
    if count_up_to(standing, cap=settings.MOST_DRAFTS) >= settings.MOST_DRAFTS:
        raise TooManyDrafts(settings.MOST_DRAFTS)


def _answers(source: CompiledBundle, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers to questions that exist; anything else in the address is dropped."""
    return {q.code: answers[q.code] for q in source.bundle.questions if answers.get(q.code)}


def _times(now: datetime) -> dict[str, datetime]:
    return {"opened_at": now, "saved_at": now, "expires_at": now + settings.DRAFT_LIFE}


def _place(source: CompiledBundle, actor: Actor) -> dict[str, str]:
    """What is applied for and through which channel; region, and the clerk's own site.

    A draft written online belongs to no site until it is submitted.
    """
    region = find_region(source.parameters.region)
    site = actor.site_code if actor.role is Role.WINDOW_CLERK else ""
    return {
        "bundle": source.bundle.code,
        "bundle_version": source.version,
        "channel": actor.channel,
        "region_code": source.parameters.region,
        "region_path": region.path if region else "",
        "site_code": site,
    }


def _same_draft(row: Draft, actor: Actor, now: datetime) -> UUID | None:
    """A second press of the button, or a second visit with the same answers, continues the first draft."""
    rows = visible(actor, Action.DRAFT_EDIT, Draft.objects.filter(owner=row.owner, bundle=row.bundle))
    rows = rows.filter(channel=row.channel, expires_at__gt=now)
    for other in rows.only("public_id", "answers", "leave_out", "renews").order_by("-id"):
        if (other.answers, other.leave_out, other.renews) == (row.answers, row.leave_out, row.renews):
            return other.public_id
    return None


def _phones(plan: Plan, standing: Standing) -> dict[str, str]:
    """The phone known already, wherever the form asks for that of the one who files."""
    role = HANDLER if HANDLER in standing.proven else APPLICANT
    party = party_in_role(plan, role)
    return {
        field.key: standing.phone
        for section in plan.form
        for field in section.fields
        if field.party == party and field.kind is ElementKind.PHONE
    }
