"""Patterns for the generator: applications taken by the real services to every stage, on the days before today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from onething.core.lifecycle import CaseState
from onething.modules.handling.api import (
    Case,
    accept_application,
    grant,
    info_of,
    suggest_result_number,
)
from onething.modules.intake.api import submit
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor, Role
from onething.project.bench.family import JOIN, clerk, plain_draft

RECEIVED, ACCEPTED, FIRST, FORKED, JOINED, DONE = range(6)
FRESH = ((1, RECEIVED), (1, ACCEPTED), (1, FIRST))
WEEK = ((1, ACCEPTED), (1, FORKED), (2, JOINED))
OLD = ((1, FORKED), (9, DONE))
"""Stages by the age of an application, each with its weight: what is a week old is mostly done, a little is late."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One real application that is copied so many times as often as others of its day."""

    application: UUID
    filed_at: datetime
    weight: int


def make_patterns(*, days: int, now: datetime) -> Iterator[list[Pattern]]:
    """The patterns of each day, the oldest first."""
    actor = clerk()
    for age in range(days - 1, -1, -1):
        filed_at = now - age * A_DAY
        yield [_pattern(actor, filed_at, stage, weight=weight, now=now) for weight, stage in _stages(age)]


def _stages(age: int) -> Sequence[tuple[int, int]]:
    return FRESH if age < 2 else WEEK if age < 6 else OLD


def _pattern(actor: Actor, filed_at: datetime, stage: int, *, weight: int, now: datetime) -> Pattern:
    """Each act on the next day, never later than now."""
    with clock.moved(filed_at):
        draft = plain_draft(JOIN, actor, filed_at)
        application = submit(draft=draft, key=str(new_public_id()), actor=actor, now=filed_at).public_id
    if stage >= ACCEPTED:
        accept_application(application=application, actor=actor, now=filed_at)
    for step in range(stage - ACCEPTED):
        _grant_open(application, min(filed_at + step * A_DAY, now))
    return Pattern(application=application, filed_at=filed_at, weight=weight)


def _grant_open(application: UUID, now: datetime) -> None:
    """Every accepted case of the application, each by an officer of its body."""
    for row in Case.objects.filter(application_ref=application, state=CaseState.ACCEPTED).order_by("place"):
        grant_case(Case.objects.get(pk=row.pk), now)


def grant_case(row: Case, now: datetime) -> None:
    """Grant it at once, as a matter that needs no examination."""
    grant(
        case=row.public_id,
        version=row.row_version,
        opinion="材料齐全，同意。",
        result_number=suggest_result_number(info_of(row)),
        actor=officer_of(row),
        now=now,
    )


def officer_of(row: Case) -> Actor:
    """Somebody who decides for the body of the case."""
    return Actor(
        role=Role.APPROVER,
        account=row.officer or new_public_id(),
        body_code=row.body_code,
        region_path=row.region_path,
        channel="desk",
    )
