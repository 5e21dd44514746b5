"""The errors of supervision; each text is for people.

SupervisionError
├── TaskNotFound   supervision.not_found   no such task, or not the actor's (the same words)
└── TaskRefused    supervision.refused     nothing was changed: field to reason
"""

from collections.abc import Mapping


class SupervisionError(Exception):
    """Base of this room's errors; `code` is stable."""

    code = "supervision"


class TaskNotFound(SupervisionError):
    """Never tells whether it exists for somebody else."""

    code = "supervision.not_found"

    def __init__(self) -> None:
        super().__init__("没有找到这项监管任务，或者它不归您办理。请从列表进入。")


class TaskRefused(SupervisionError):
    """Nothing was changed; `reasons` goes from the field (or "" for the whole) to what is wrong and what to do."""

    code = "supervision.refused"

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        super().__init__("".join(self.reasons.values()))
