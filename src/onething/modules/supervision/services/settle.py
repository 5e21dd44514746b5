"""The body that granted deals with what it was told (通报, 退回), and says how."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.handling.api import CaseNotFound, find_case, note_cases
from onething.modules.supervision.domain.tasks import TaskState, decide_settling
from onething.modules.supervision.errors import TaskNotFound, TaskRefused
from onething.modules.supervision.models import SupervisionTask
from onething.modules.supervision.storing import SETTLED, find_task, lock_task, save
from onething.platform.permissions import Action, Actor


@transaction.atomic
def settle(*, task: UUID, words: str, version: int | None, actor: Actor, now: datetime) -> None:
    """Out of the list of what waits, with who, when and how; later words stand below earlier ones."""
    row = _lock(task, version=version, actor=actor)
    if gaps := decide_settling(words, state=TaskState.of(row.state), settled=row.settled_at is not None):
        raise TaskRefused(gaps)
    row.settled = "\n".join(part for part in (row.settled, words.strip()) if part)
    row.settled_at, row.settled_by = now, actor.account
    save(row)
    note_cases(
        application=row.application, cases=[row.case], kind=SETTLED, payload={"task": str(task)}, actor=actor, now=now
    )


def _lock(public_id: UUID, *, version: int | None, actor: Actor) -> SupervisionTask:
    """TaskNotFound unless the actor's body granted what it is about."""
    seen = find_task(public_id)
    try:
        find_case(seen.case, actor=actor, action=Action.SUPERVISION_SETTLE)
    except CaseNotFound as error:
        raise TaskNotFound from error
    return lock_task(seen, version)
