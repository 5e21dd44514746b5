"""The door of supervision."""

from onething.modules.supervision.domain.tasks import TaskAction, TaskState
from onething.modules.supervision.errors import SupervisionError, TaskNotFound, TaskRefused
from onething.modules.supervision.queries import TaskInfo, TaskList, list_tasks, task_for, task_info, task_of
from onething.modules.supervision.services.answer import accept, answer
from onething.modules.supervision.services.settle import settle

__all__ = [
    "SupervisionError", "TaskAction", "TaskInfo", "TaskList", "TaskNotFound", "TaskRefused", "TaskState",
    "accept", "answer", "list_tasks", "settle", "task_for", "task_info", "task_of",
]  # fmt: skip
