"""Reactions inside the transaction: a task whose decision falls is over."""

from onething.modules.handling.api import GrantUndone
from onething.modules.supervision.domain.tasks import TASK, TaskAction, TaskState
from onething.modules.supervision.models import SupervisionTask
from onething.modules.supervision.storing import follow, save


def when_undone(event: GrantUndone) -> None:
    """The supervising body reads that the decision fell; what it answered stays."""
    row = SupervisionTask.objects.select_for_update().filter(case=event.case, fallen=False).first()
    if row is None:
        return
    row.fallen = True
    if TaskAction.END in TASK.legal(TaskState.of(row.state)):
        follow(row, TaskAction.END)
    else:
        save(row)
