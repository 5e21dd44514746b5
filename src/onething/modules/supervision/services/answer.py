"""The supervising body accepts its task (签收) and answers it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.api import note_cases
from onething.modules.supervision.domain.tasks import TaskAction, TaskState, decide_answer
from onething.modules.supervision.errors import TaskNotFound, TaskRefused
from onething.modules.supervision.models import SupervisionTask
from onething.modules.supervision.storing import find_task, follow, lock_task
from onething.platform.permissions import Action, Actor, allowed


@transaction.atomic
def accept(*, task: UUID, version: int | None, actor: Actor, now: datetime) -> None:
    """Sign for it: from now on somebody looks after it."""
    row = _lock(task, version=version, actor=actor)
    row.accepted_at, row.officer = now, actor.account
    follow(row, TaskAction.ACCEPT)
    _note(row, TaskAction.ACCEPT, actor=actor, now=now)


@transaction.atomic
def answer(
    *, task: UUID, action: TaskAction | None, words: str, version: int | None, actor: Actor, now: datetime
) -> TaskState:
    """One of the closed outcomes with what was seen; the body that granted reads it on the page of its case."""
    row = _lock(task, version=version, actor=actor)
    gaps = decide_answer(action, words, state=TaskState.of(row.state))
    if gaps or action is None:
        raise TaskRefused(gaps)
    row.answer = "\n".join(part for part in (row.answer, words.strip()) if part)  # a later answer stands below
    row.answered_at, row.officer, row.settled_at = now, actor.account, None
    state = follow(row, action)
    _note(row, action, actor=actor, now=now)
    return state


def _note(row: SupervisionTask, action: TaskAction, *, actor: Actor, now: datetime) -> None:
    note_cases(
        application=row.application, cases=[row.case], kind=f"supervision_{action.value}",
        payload={"task": str(row.public_id)}, actor=actor, now=now,
    )  # fmt: skip


def _lock(public_id: UUID, *, version: int | None, actor: Actor) -> SupervisionTask:
    """TaskNotFound unless it is a task of the actor's body."""
    seen = find_task(public_id)
    if not allowed(actor, Action.SUPERVISION_ANSWER, seen):
        raise TaskNotFound
    return lock_task(seen, version)
