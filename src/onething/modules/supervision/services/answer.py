"""The supervising body accepts its task (签收) and answers it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.api import hold_cases, note_cases
from onething.modules.supervision.domain.tasks import TaskAction, TaskState, decide_answer
from onething.modules.supervision.errors import TaskNotFound, TaskRefused
from onething.modules.supervision.models import SupervisionTask
from onething.modules.supervision.storing import follow
from onething.platform.permissions import Action, Actor, allowed

CHANGED = "这项任务刚刚被别人办理过，您的内容没有保存。请看最新情况，再决定是否重做。"


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
    row.answered_at, row.officer = now, actor.account
    state = follow(row, action)
    _note(row, action, actor=actor, now=now)
    return state


def _note(row: SupervisionTask, action: TaskAction, *, actor: Actor, now: datetime) -> None:
    note_cases(
        application=row.application, cases=[row.case], kind=f"supervision_{action.value}",
        payload={"task": str(row.public_id)}, actor=actor, now=now,
    )  # fmt: skip


def _lock(public_id: UUID, *, version: int | None, actor: Actor) -> SupervisionTask:
    """The task, locked after its case; TaskNotFound unless it is the actor's, TaskRefused when it changed meanwhile."""
    seen = SupervisionTask.objects.filter(public_id=public_id).first()
    if seen is None or not allowed(actor, Action.SUPERVISION_ANSWER, seen):
        raise TaskNotFound
    hold_cases(seen.application)
    row = SupervisionTask.objects.select_for_update().get(pk=seen.pk)
    if version not in {None, row.row_version}:
        raise TaskRefused({"": CHANGED})
    return row
