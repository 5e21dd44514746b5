"""The body tells everybody whom a licence concerns of their right to a hearing, or decides to hold one.

Source: 行政许可法 46 (held by the organ itself and announced), 47 (told before deciding).
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import HEARINGS, IN_REVIEW, HearingAction, HearingState, RightUse, last_day_to_ask
from onething.modules.handling.api import Case, CaseNotFound, calendar_for, find_case, hold_cases, info_of, is_licensing
from onething.modules.hearings import notices
from onething.modules.hearings.domain.decisions import decide_names, decide_telling
from onething.modules.hearings.domain.terms import OPEN, Cause
from onething.modules.hearings.errors import HearingNotFound, HearingRefused
from onething.modules.hearings.models import Hearing, HearingPerson
from onething.modules.hearings.storing import case_of, follow, lock_hearing, note, save
from onething.modules.papers.api import PaperInfo
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor

NOT_UNDER_REVIEW = "这个办件现在不在审查中。受理以后、决定以前才能告知听证权利或者举行听证。"
NO_LICENCE = "这个事项不是行政许可，不适用行政许可法的听证。"
ALREADY = "这个办件已经有一次听证在办。请打开那一次。"
NOBODY = "没有写姓名或者名称。请每行写一位。"
TOO_LATE = "这次听证已经结束，不能再加人。"


@transaction.atomic
def tell(
    *, case: UUID, cause: Cause | None, reason: str, others: Sequence[str], actor: Actor, now: datetime
) -> tuple[Hearing, tuple[PaperInfo, ...]]:
    """Tell the applicant and the others; or decide to hold a hearing, which stops the clock at once."""
    found = _lock_case(case, actor)
    if (gaps := decide_telling(cause, reason=reason, others=others)) or cause is None:
        raise HearingRefused(gaps)
    row = _create(found, cause, reason)
    note(row, "hearing_told", actor=actor, now=now)
    persons = _add(row, found, [found.applicant, *others], now=now)
    papers = notices.rights(row, persons, found, actor=actor, now=now)
    if cause is not Cause.INTERESTS:
        follow(row, HearingAction.ORDER, on=legal_day(now), actor=actor, now=now)
    return row, papers


@transaction.atomic
def tell_others(
    *, hearing: UUID, others: Sequence[str], version: int, actor: Actor, now: datetime
) -> tuple[PaperInfo, ...]:
    """Somebody else is concerned: told with days of their own; of a hearing that is held anyway, noted as taking part."""
    row = lock_hearing(hearing, action=Action.HEARING_HOLD, actor=actor, version=version)
    gaps = decide_names(others) or ({} if others else {"others": NOBODY})
    if row.state not in OPEN:
        gaps = {"": TOO_LATE}
    if gaps:
        raise HearingRefused(gaps)
    case = case_of(row)
    persons = _add(row, case, others, now=now)
    save(row)
    note(row, "hearing_told" if persons[0].ask_by else "hearing_joined", actor=actor, now=now)
    return notices.rights(row, persons, case, actor=actor, now=now)


def _lock_case(case: UUID, actor: Actor) -> Case:
    try:
        hold_cases(find_case(case, actor=actor, action=Action.HEARING_HOLD).application_ref)
        return find_case(case, actor=actor, action=Action.HEARING_HOLD)
    except CaseNotFound as error:
        raise HearingNotFound from error


def _create(case: Case, cause: Cause, reason: str) -> Hearing:
    if not is_licensing(case):
        raise HearingRefused({"": NO_LICENCE})
    if Hearing.objects.filter(case=case.public_id, state__in=OPEN).exists():
        raise HearingRefused({"": ALREADY})
    if case.state not in IN_REVIEW:
        raise HearingRefused({"": NOT_UNDER_REVIEW})
    return Hearing.objects.create(
        case=case.public_id,
        application=case.application_ref,
        application_number=case.application_number,
        item_name=case.title,
        body_code=case.body_code,
        body_name=case.body_name,
        bundle=case.bundle,
        owner=case.owner,
        site_code=case.site_code,
        region_path=case.region_path,
        applicant_masked=case.applicant_masked,
        cause=cause.value,
        reason=reason.strip(),
        state=HEARINGS.start.value,
    )


def _add(row: Hearing, case: Case, names: Sequence[str], *, now: datetime) -> list[HearingPerson]:
    """The rows of these people; a right runs only while it is not known yet whether there will be a hearing."""
    today = legal_day(now)
    waits = row.cause == Cause.INTERESTS and row.state != HearingState.SUMMONED
    ask_by = last_day_to_ask(today, calendar=calendar_for(info_of(case))) if waits else None
    known = row.persons.exists()
    persons = [
        HearingPerson(
            hearing=row,
            name=name,
            is_applicant=not known and place == 0,
            told_on=today if waits else None,
            ask_by=ask_by,
            use=RightUse.OPEN.value,
        )
        for place, name in enumerate(dict.fromkeys(names))
    ]
    return HearingPerson.objects.bulk_create(persons)
