"""Moving a task and writing it."""

from uuid import UUID

from onething.core.states import IllegalMove
from onething.modules.handling.api import hold_cases
from onething.modules.supervision.domain.tasks import TASK, TaskAction, TaskState
from onething.modules.supervision.errors import TaskNotFound, TaskRefused
from onething.modules.supervision.models import SupervisionTask

SETTLED = "supervision_settled"
CHANGED = "这项任务刚刚被别人办理过，您的内容没有保存。请看最新情况，再决定是否重做。"


def find_task(public_id: UUID) -> SupervisionTask:
    """The task as it is; whether the actor may is asked of it or of its case."""
    row = SupervisionTask.objects.filter(public_id=public_id).first()
    if row is None:
        raise TaskNotFound
    return row


def lock_task(seen: SupervisionTask, version: int | None) -> SupervisionTask:
    """The task, locked after its case; TaskRefused when it changed since the page was made."""
    hold_cases(seen.application)
    row = SupervisionTask.objects.select_for_update().get(pk=seen.pk)
    if version not in {None, row.row_version}:
        raise TaskRefused({"": CHANGED})
    return row


def save(row: SupervisionTask) -> None:
    """Write what changed under the lock."""
    row.row_version += 1
    row.save()


def follow(row: SupervisionTask, action: TaskAction) -> TaskState:
    """Take it through this action, under the lock of the caller; TaskRefused names what is possible."""
    try:
        state = TASK.follow(TaskState.of(row.state), action)
    except IllegalMove as refused:
        raise TaskRefused({"": str(refused)}) from refused
    row.state = state.value
    save(row)
    return state
