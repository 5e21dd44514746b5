"""A day that a paper told has moved with the calendar: the applicant gets the corrected notice (期限更正告知书), and why.

A batch of recounted cases leaves one piece of work, which makes one an application, spread in time: what people do
meanwhile is printed first.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import CountedLimit
from onething.modules.catalogue.api import calendar_in_force
from onething.modules.handling.definitions import calendar_of
from onething.modules.handling.docket import SUBJECT, Docket, file_of, load_docket
from onething.modules.handling.domain.cases import read_file
from onething.modules.handling.domain.redating import RECOUNTED, TOLD_ANEW, MovedDay, in_words, moved_days
from onething.modules.handling.joint import moved_joint_day
from onething.modules.handling.models import COUNTED, Case
from onething.modules.handling.notices import is_licensing, issue_for, lead_of
from onething.modules.handling.promised_days import redate_promises
from onething.modules.handling.shared_days import MovedSharedDay, moved_whole_day, wholes_that_move
from onething.modules.papers.api import DueCorrection, RedatedLimit, printed_days
from onething.modules.pledge.api import promising
from onething.platform.clock import legal_day
from onething.platform.logs.api import ActionRow
from onething.platform.outbox.api import GiveUp, NewWork, NotNow, Work, enqueue_all, waiting_messages
from onething.platform.permissions import HOUSE

NEW_DAYS, NEW_DAYS_OF = "handling.new-days", "handling.new-days-of"
PACE = timedelta(milliseconds=250)
"""Between two notices, so that a city's worth of them does not stand before today's papers."""
SOON = timedelta(minutes=1)
Printed = Mapping[UUID | None, frozenset[date]]
TELLING = ("receipt", "acceptance", "correction", "extension", "resumption", "redated", "succession")
"""The papers that name a last day."""


def work_for(applications: Collection[UUID], *, others: Collection[UUID], before: str, calendar: str) -> NewWork:
    """What a batch puts into the outbox: of `others` no case has moved, but the whole may have."""
    told = {"applications": [str(one) for one in applications], "others": [str(one) for one in others]}
    return NewWork(topic=NEW_DAYS, payload={"before": before, "calendar": calendar, **told})


@transaction.atomic
def spread_new_days(work: Work) -> None:
    """One piece of work an application, once for a calendar, after those that already wait."""
    last = waiting_messages(NEW_DAYS_OF).last()
    start = max(work.now, last.next_attempt_at if last else work.now)
    before, calendar = work.payload.get("before", ""), work.payload["calendar"]
    others = work.payload.get("others", ())
    more = wholes_that_move(others, before=before, after=calendar) | promising(others)
    applications = [*work.payload["applications"], *map(str, sorted(more))]
    enqueue_all(
        [
            NewWork(
                topic=NEW_DAYS_OF,
                subject=UUID(application),
                payload={"before": before, "calendar": calendar},
                dedupe=f"{NEW_DAYS_OF}:{calendar}:{application}",
                not_before=start + PACE * place,
            )
            for place, application in enumerate(applications, start=1)
        ]
    )


@transaction.atomic
def tell_new_days(work: Work) -> None:
    """The notice of one application: every day that a paper told and that moved; nothing where no paper told it."""
    if work.subject is None:
        raise GiveUp("没有写明是哪一份申请")
    docket = load_docket(application=work.subject, actor=HOUSE, now=work.now)
    if _is_being_recounted(docket):
        raise NotNow(until=work.now + SOON)
    printed = printed_days(application=work.subject, kinds=TELLING)
    moved, shared = _told_and_moved(docket, printed), _shared_days(docket, printed, before=work.payload.get("before"))
    if not (moved or shared):
        return
    for row, days in moved:
        docket.note(row, TOLD_ANEW, payload={"limits": [day.limit.value for day in days]})
    for one in shared:
        told = {"old": str(one.old), "new": str(one.new), "calendar": one.calendar}
        docket.note(one.lead, one.line, payload=told)
    docket.save()
    reasons = {reason for _, days in moved for day in days for reason in day.reasons}
    reasons |= {reason for one in shared for reason in one.reasons}
    contents = DueCorrection(
        limits=(*(_limit(row, day) for row, days in moved for day in days), *map(_shared_limit, shared)),
        days=tuple(in_words(reason) for reason in sorted(reasons)),
        counted_on=docket.day,
        licensing=any(is_licensing(row) for row in (*(row for row, _ in moved), *(one.lead for one in shared))),
    )
    issue_for(docket, lead_of(docket), contents)


def new_days_wait(docket: Docket) -> bool:
    """True while days of a new calendar may not have reached these cases: nothing ends by the former ones meanwhile."""
    mine = waiting_messages(NEW_DAYS_OF).filter(subject=docket.rows[0].application_ref)
    return _is_being_recounted(docket) or waiting_messages(NEW_DAYS).exists() or mine.exists()


def _is_being_recounted(docket: Docket) -> bool:
    """One notice for all cases: it waits for those that a step had locked, and for a still newer calendar."""
    calendar = calendar_in_force(on=legal_day(docket.now))
    versions = {calendar_of(row).version for row in docket.rows if row.state in COUNTED}
    return calendar is not None and bool(versions - {calendar.version})


def _shared_days(docket: Docket, printed: Printed, *, before: str | None) -> list[MovedSharedDay]:
    """Those that several cases have together; work from before the whole was told anew says nothing of it."""
    joint = moved_joint_day(docket.rows)
    if before is None:
        return [joint] if joint else []
    whole = moved_whole_day(docket.rows, lead=lead_of(docket), before=before, told=printed.get(None, ()))
    return [*(day for day in (joint, whole) if day), *redate_promises(docket, before=before)]


def _told_and_moved(docket: Docket, printed: Printed) -> list[tuple[Case, tuple[MovedDay, ...]]]:
    subjects = [row.public_id for row in docket.rows]
    lines: dict[UUID, list[ActionRow]] = {subject: [] for subject in subjects}
    rows = ActionRow.objects.filter(
        subject_kind=SUBJECT, subject_id__in=subjects, kind__in=(RECOUNTED, TOLD_ANEW)
    ).order_by("id")
    for line in rows:
        lines[line.subject_id].append(line)
    found = []
    for row in docket.rows:
        told = printed.get(None, frozenset()) | printed.get(row.public_id, frozenset())
        moved = moved_days((line.kind, line.payload) for line in lines[row.public_id])
        if days := tuple(day for day in moved if day.old in told and _counts(row, day)):
            found.append((row, days))
    return found


def _counts(row: Case, day: MovedDay) -> bool:
    """Whether it is still the last day: a step since then has told its own."""
    if day.limit is CountedLimit.CORRECTION:
        return row.correct_by == day.new
    reading = read_file(file_of(row), calendar_of(row))
    clock = getattr(reading, day.limit.value)
    return bool(clock.running and clock.due_on == day.new)


def _limit(row: Case, day: MovedDay) -> RedatedLimit:
    return RedatedLimit(item=row.title, body_name=row.body_name, limit=day.limit.label, told=day.old, now=day.new)


def _shared_limit(day: MovedSharedDay) -> RedatedLimit:
    return RedatedLimit(item=day.item, body_name=day.lead.body_name, limit=day.limit, told=day.old, now=day.new)
