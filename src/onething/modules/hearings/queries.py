"""Reads of hearings: of a body, of an application, of a case, and one opened for work."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from onething.core.lifecycle import IN_REVIEW, HearingState
from onething.modules.handling.api import Case
from onething.modules.hearings.domain.terms import ANNOUNCED, OPEN, Cause, Challenge, Signature
from onething.modules.hearings.domain.views import Announced, AnnouncedPage, HearingInfo, PersonInfo
from onething.modules.hearings.errors import HearingNotFound
from onething.modules.hearings.models import Hearing, HearingPerson
from onething.modules.hearings.storing import right_of
from onething.platform.database import Page, page_after
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, visible

PAGE_SIZE = 30
PURPOSE = "听证"
SUBJECT = "hearing"


def list_hearings(*, actor: Actor, done: bool, after: str | None = None) -> Page[Hearing]:
    """Those that are open, the oldest first; or those that are over, the latest first. Two statements."""
    rows = _reachable(actor).prefetch_related("persons")
    if done:
        return page_after(rows.exclude(state__in=OPEN), order=("-id",), after=after, size=PAGE_SIZE)
    return page_after(rows.filter(state__in=OPEN), order=("id",), after=after, size=PAGE_SIZE)


def announced_hearings(*, today: date, after: str | None = None) -> AnnouncedPage:
    """What anybody may read (行政许可法 46): the next first, without anybody's name or number. Two statements.

    A case that has ended is not heard any more, whether or not its body has said so.
    """
    causes = [cause.value for cause in ANNOUNCED]
    rows = Hearing.objects.filter(state=HearingState.SUMMONED.value, cause__in=causes, on__gte=today)
    rows = rows.filter(Exists(Case.objects.filter(public_id=OuterRef("case"), state__in=IN_REVIEW)))
    found = page_after(rows, order=("on", "id"), after=after, size=PAGE_SIZE)
    cases = Case.objects.filter(public_id__in=[row.case for row in found.rows])
    items = dict(cases.values_list("public_id", "item_name"))  # the item alone: a title may say for whom
    return AnnouncedPage(rows=tuple(_announced(row, items[row.case]) for row in found.rows), next=found.next)


def _announced(row: Hearing, item_name: str) -> Announced:
    return Announced(
        item_name=item_name, body_name=row.body_name, on=row.on, at=row.at, place=row.place, in_public=row.in_public
    )


def open_challenges(*, actor: Actor) -> tuple[HearingInfo, ...]:
    """Hearings of the actor's body whose presiding officer was challenged, for the head to decide about."""
    rows = _reachable(actor).filter(challenge=Challenge.OPEN.value, state__in=OPEN).prefetch_related("persons")
    return tuple(hearing_info(row) for row in rows.order_by("id")[:PAGE_SIZE])


def hearings_of(*, application: UUID, actor: Actor) -> tuple[HearingInfo, ...]:
    """All hearings of an application that this actor may see, the latest last."""
    rows = _reachable(actor).filter(application=application).prefetch_related("persons")
    return tuple(hearing_info(row) for row in rows.order_by("id"))


def hearing_for(public_id: UUID, *, actor: Actor, now: datetime) -> HearingInfo:
    """One hearing opened for work, the look on the access log; HearingNotFound when it is not this actor's."""
    row = _reachable(actor).filter(public_id=public_id).prefetch_related("persons").first()
    if row is None:
        raise HearingNotFound
    append_access(
        actor=actor, at=now, subject_kind=SUBJECT, subject_id=row.public_id, data_of=row.owner, purpose=PURPOSE,
        case_ref=row.case, fields=("persons", "record"),
    )  # fmt: skip
    return hearing_info(row)


def hearing_info(row: Hearing) -> HearingInfo:
    """The rows as a frozen value; the persons were fetched with it."""
    return HearingInfo(
        public_id=row.public_id,
        case=row.case,
        application=row.application,
        application_number=row.application_number,
        item_name=row.item_name,
        body_code=row.body_code,
        body_name=row.body_name,
        applicant_masked=row.applicant_masked,
        cause=Cause.of(row.cause),
        reason=row.reason,
        state=HearingState.of(row.state),
        hold_by=row.hold_by,
        on=row.on,
        at=row.at,
        place=row.place,
        presider=row.presider,
        presider_name=row.presider_name,
        examiner=row.examiner,
        examiner_name=row.examiner_name,
        in_public=row.in_public,
        closed_because=row.closed_because,
        challenge=Challenge.of(row.challenge),
        challenged_by=row.challenged_by,
        challenge_reason=row.challenge_reason,
        challenge_answer=row.challenge_answer,
        clerk=row.clerk,
        examined=row.examined,
        argued=row.argued,
        record=row.record,
        ending=row.ending,
        persons=tuple(_person(one) for one in sorted(row.persons.all(), key=lambda one: one.pk)),
        version=row.row_version,
    )


def _person(row: HearingPerson) -> PersonInfo:
    return PersonInfo(
        public_id=row.public_id,
        name=row.name,
        is_applicant=row.is_applicant,
        told_on=row.told_on,
        right=right_of(row),
        answered_on=row.answered_on,
        said=row.said,
        signature=Signature.of(row.signature) if row.signature else None,
        remark=row.remark,
    )


def _reachable(actor: Actor) -> "QuerySet[Hearing]":
    return visible(actor, Action.CASE_READ, Hearing.objects.all())
