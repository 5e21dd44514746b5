"""A duty over many subjects: each by itself. One that cannot be done now rests, and holds up none of the others."""

import logging
import traceback
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.models import QuerySet

from onething.platform.outbox.backoff import decide_wait
from onething.platform.outbox.models import Setback

log = logging.getLogger(__name__)
MOST_AT_ONCE = 200
RESTS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
FORGOTTEN_AFTER = timedelta(days=1)
"""Once its rest is over a subject is found again, unless somebody else has settled the matter meanwhile."""
OF_THE_HOUSE = (OperationalError, InterfaceError, ProgrammingError)
"""Errors of the database that every subject would meet: the worker waits them out."""


def resting(duty: str, *, now: datetime) -> QuerySet[Setback, UUID]:
    """The subjects that this duty leaves alone now; one put aside by a clock that ran ahead is not among them."""
    return Setback.objects.filter(duty=duty, due_at__gt=now, tried_at__lte=now).values_list("subject", flat=True)


def one_by_one(subjects: Collection[UUID], act: Callable[[UUID], int], *, duty: str, now: datetime) -> int:
    """Do it for each, whatever the others do; returns the sum of what was done."""
    before = _before(duty, subjects, now)
    return sum(_or_rest(subject, act, before.get(subject), duty=duty, now=now) for subject in subjects)


def together(subjects: Collection[UUID], act: Callable[[Collection[UUID]], int], *, duty: str, now: datetime) -> int:
    """Do it for all at once, and one by one where that fails; returns the sum of what was done."""
    try:
        done = act(subjects)
    except OF_THE_HOUSE:
        raise
    except Exception:  # noqa: BLE001 - one by one it turns out whose it is
        return one_by_one(subjects, lambda one: act((one,)), duty=duty, now=now)
    Setback.objects.filter(duty=duty, subject__in=subjects).delete()
    return done


def setbacks() -> QuerySet[Setback]:
    """What duties could not do when they last tried, the longest standing first."""
    return Setback.objects.order_by("since", "id")


def _before(duty: str, subjects: Collection[UUID], now: datetime) -> dict[UUID, Setback]:
    """What befell these before; what was not found again in its time is forgotten."""
    rows = {row.subject: row for row in Setback.objects.filter(duty=duty)}
    over = [row.pk for key, row in rows.items() if key not in subjects and row.due_at < now - FORGOTTEN_AFTER]
    if over:
        Setback.objects.filter(pk__in=over).delete()
    return rows


def _or_rest(subject: UUID, act: Callable[[UUID], int], before: Setback | None, *, duty: str, now: datetime) -> int:
    try:
        done = act(subject)
    except OF_THE_HOUSE:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one concerns none of the others
        _put_aside(subject, error, before, duty=duty, now=now)
        return 0
    if before is not None:
        before.delete()
    return done


def _put_aside(subject: UUID, error: Exception, before: Setback | None, *, duty: str, now: datetime) -> None:
    """An error's own text may quote what somebody wrote: the log gets its kind and place."""
    times = before.times + 1 if before else 1
    due_at = now + decide_wait(attempt=times, jitter=0.0, waits=RESTS)
    kind, place = type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
    log.error("%s: %s was left as it is until %s: %s\n%s", duty, subject, due_at.isoformat(), kind, place)
    Setback.objects.update_or_create(
        duty=duty,
        subject=subject,
        defaults={"error": kind, "times": times, "tried_at": now, "due_at": due_at},
        create_defaults={"error": kind, "times": times, "tried_at": now, "due_at": due_at, "since": now},
    )
