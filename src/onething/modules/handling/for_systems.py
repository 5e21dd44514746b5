"""Reads of handling for systems: a body's cases by state and due day, and the course of what a system filed."""

from datetime import date
from uuid import UUID

from onething.core.lifecycle import CaseState
from onething.modules.handling.definitions import closing_moment
from onething.modules.handling.domain.views import CaseInfo, LogLine
from onething.modules.handling.models import Case
from onething.modules.handling.queries import PAGE_SIZE, SECRETS, find_case, info_of, lines_of
from onething.platform.database import Page, page_after
from onething.platform.permissions import Action, Actor, Role, visible

NOBODY = Actor(role=Role.CLIENT)
"""Whose eyes see no names: what goes to a system names posts alone."""


def list_cases(
    *, actor: Actor, state: CaseState | None = None, due_until: date | None = None, after: str | None = None
) -> Page[Case]:
    """The cases that the actor may read, the most urgent first; what stands still comes by the day that was told for it."""
    rows = visible(actor, Action.CASE_READ, Case.objects.defer(*SECRETS))
    if state:
        rows = rows.filter(state=state)
    if due_until:
        rows = rows.filter(due_on__isnull=False, due_at__lte=closing_moment(due_until))
    return page_after(rows, order=("due_at", "id"), after=after, size=PAGE_SIZE)


def cases_for_application(application: UUID) -> tuple[CaseInfo, ...]:
    """The application's cases in the order of the plan; the caller has checked the actor's right to the application."""
    rows = Case.objects.filter(application_ref=application).defer(*SECRETS).order_by("place")
    return tuple(info_of(row) for row in rows)


def timeline_for_application(application: UUID) -> tuple[tuple[CaseInfo, tuple[LogLine, ...]], ...]:
    """Every case with its log; the caller has checked the actor's right to the application."""
    return lines_of(cases_for_application(application), actor=NOBODY)


def progress_of(public_id: UUID, *, actor: Actor) -> tuple[CaseInfo, tuple[LogLine, ...]]:
    """One case with its log; CaseNotFound when it is not the actor's to read."""
    ((info, lines),) = lines_of([info_of(find_case(public_id, actor=actor))], actor=NOBODY)
    return info, lines
