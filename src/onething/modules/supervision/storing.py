"""Moving a task and writing it."""

from onething.core.states import IllegalMove
from onething.modules.supervision.domain.tasks import TASK, TaskAction, TaskState
from onething.modules.supervision.errors import TaskRefused
from onething.modules.supervision.models import SupervisionTask


def follow(row: SupervisionTask, action: TaskAction) -> TaskState:
    """Take it through this action, under the lock of the caller; TaskRefused names what is possible."""
    try:
        state = TASK.follow(TaskState.of(row.state), action)
    except IllegalMove as refused:
        raise TaskRefused({"": str(refused)}) from refused
    row.state = state.value
    row.row_version += 1
    row.save()
    return state
