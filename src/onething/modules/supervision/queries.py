"""Reads of tasks, as frozen values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from onething.core.states import Labelled
from onething.modules.handling.api import Case
from onething.modules.supervision.domain.tasks import TO_DO, TOLD_BACK, TaskAction, TaskState, is_late, possible
from onething.modules.supervision.errors import TaskNotFound
from onething.modules.supervision.models import SupervisionTask
from onething.platform.database import Page, page_after
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, allowed, visible

PAGE_SIZE = 30
SUBJECT = "supervision_task"
PURPOSE = "审管衔接"


class TaskList(Labelled):
    """The lists of a body: what it supervises, and what it was told of what it granted itself."""

    TO_DO = "to-do", "要签收和答复的"
    ANSWERED = "answered", "已答复和失效的"
    TOLD_BACK = "told-back", "监管部门通报和退回的"
    SETTLED = "settled", "通报和退回已处理的"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskInfo:
    """One task: what was granted to whom, what is asked until when, and what was answered."""

    public_id: UUID
    case: UUID
    number: str
    title: str
    granted_by: str
    granted_on: date
    holder: str = field(repr=False)
    holder_masked: str
    result_name: str
    result_number: str = field(repr=False)
    valid_until: date | None
    conditions: tuple[str, ...]
    body_name: str
    what: str
    basis: str
    confirmed: bool
    due_on: date
    state: TaskState
    accepted_at: datetime | None
    answer: str = field(repr=False)
    answered_at: datetime | None
    settled_at: datetime | None
    settled: str = field(repr=False)
    settled_by: UUID | None
    version: int

    @property
    def possible(self) -> tuple[TaskAction, ...]:
        """The answers that may be given now."""
        return possible(self.state)

    @property
    def waits_for_granting(self) -> bool:
        """Whether the body that granted was told of something and has not dealt with it."""
        return self.state in TOLD_BACK and self.settled_at is None

    def late(self, today: date) -> bool:
        """Whether an answer is owed whose day has passed."""
        return is_late(self.state, due_on=self.due_on, today=today)


def list_tasks(which: TaskList, *, actor: Actor, after: str | None = None) -> Page[SupervisionTask]:
    """One list of the actor's body: the next day first, or the latest first."""
    every = SupervisionTask.objects.all()
    if which in {TaskList.TOLD_BACK, TaskList.SETTLED}:
        granted = visible(actor, Action.CASE_READ, Case.objects.all()).values("public_id")
        waits = which is TaskList.TOLD_BACK
        told = every.filter(state__in=_values(TOLD_BACK), case__in=granted, settled_at__isnull=waits)
        return page_after(told, order=("-answered_at", "-id"), after=after, size=PAGE_SIZE)
    mine = visible(actor, Action.CASE_READ, every)
    if which is TaskList.TO_DO:
        return page_after(mine.filter(state__in=_values(TO_DO)), order=("due_on", "id"), after=after, size=PAGE_SIZE)
    return page_after(mine.exclude(state__in=_values(TO_DO)), order=("-sent_at", "-id"), after=after, size=PAGE_SIZE)


def task_for(public_id: UUID, *, actor: Actor, now: datetime) -> tuple[TaskInfo, bool]:
    """A task opened by its body or by the one that granted, and whether that is the supervising one; the look is on record."""
    row = SupervisionTask.objects.filter(public_id=public_id).first()
    mine = row is not None and allowed(actor, Action.CASE_READ, row)
    if row is None or not (mine or _granted_by(actor, row.case)):
        raise TaskNotFound
    append_access(
        actor=actor, at=now, subject_kind=SUBJECT, subject_id=row.public_id, data_of=row.owner, purpose=PURPOSE,
        case_ref=row.case, fields=("applicant", "result_number"),
    )  # fmt: skip
    return task_info(row), mine


def task_of(case: UUID) -> TaskInfo | None:
    """The task that the latest decision of the case led to; the caller has checked the right to the case."""
    row = SupervisionTask.objects.filter(case=case).order_by("-id").first()
    return task_info(row) if row else None


def task_info(row: SupervisionTask) -> TaskInfo:
    """The row as a frozen value."""
    return TaskInfo(
        public_id=row.public_id,
        case=row.case,
        number=row.number,
        title=row.title,
        granted_by=row.granted_by,
        granted_on=row.granted_on,
        holder=row.holder,
        holder_masked=row.holder_masked,
        result_name=row.result_name,
        result_number=row.result_number,
        valid_until=row.valid_until,
        conditions=tuple(row.conditions),
        body_name=row.body_name,
        what=row.what,
        basis=row.basis,
        confirmed=row.confirmed,
        due_on=row.due_on,
        state=TaskState.of(row.state),
        accepted_at=row.accepted_at,
        answer=row.answer,
        answered_at=row.answered_at,
        settled_at=row.settled_at,
        settled=row.settled,
        settled_by=row.settled_by,
        version=row.row_version,
    )


def _granted_by(actor: Actor, case: UUID) -> bool:
    return visible(actor, Action.CASE_READ, Case.objects.filter(public_id=case)).exists()


def _values(states: tuple[TaskState, ...]) -> list[str]:
    return [state.value for state in states]
