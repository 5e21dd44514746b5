"""What was granted becomes a task of the body that supervises it: the worker's work, once for a decision."""

from collections.abc import Iterator

from django.db import transaction

from onething.core.calendar import due
from onething.core.definitions import Supervision
from onething.core.lifecycle import CaseState
from onething.modules.handling.api import Case, calendar_for, info_of, library_of, note_cases
from onething.modules.pledge.api import promises_of
from onething.modules.supervision.domain.tasks import TASK
from onething.modules.supervision.models import SupervisionTask
from onething.platform.clock import legal_day
from onething.platform.outbox.api import GiveUp, Work
from onething.platform.permissions import HOUSE

NOTHING_TO_HAND_ON = "这个事项没有写明由谁监管"
STANDS = frozenset({CaseState.GRANTED, CaseState.CONCLUDED})


class DecisionFell(Exception):
    """The decision was undone while the task was being written: the next attempt finds nothing to do."""


@transaction.atomic
def hand_on(work: Work) -> None:
    """Write the task and a line in the log of the case; nothing when it was written, or the decision has fallen."""
    row = Case.objects.filter(public_id=work.subject).first() if work.subject else None
    rule = library_of(row).items[row.item].supervision if row else None
    if row is None or rule is None:
        raise GiveUp(NOTHING_TO_HAND_ON)
    if not _stands(row) or SupervisionTask.objects.filter(case=row.public_id, fallen=False).exists():
        return
    task = _task(row, rule)
    task.sent_at = work.now
    task.save()
    note_cases(
        application=row.application_ref, cases=[row.public_id], kind="supervision_sent",
        payload={"task": str(task.public_id), "body": rule.body, "by": task.due_on.isoformat()}, actor=HOUSE,
        now=work.now,
    )  # fmt: skip
    row.refresh_from_db()  # from here on the lock of its docket keeps it as it is
    if not _stands(row):
        raise DecisionFell


def _task(row: Case, rule: Supervision) -> SupervisionTask:
    library = library_of(row)
    granted_on = legal_day(row.closed_at) if row.closed_at else row.declared_on
    return SupervisionTask(
        case=row.public_id,
        application=row.application_ref,
        number=row.number,
        title=row.title,
        granted_by=row.body_name,
        granted_on=granted_on,
        owner=row.owner,
        holder=row.applicant,
        holder_masked=row.applicant_masked,
        result_name=row.result_name,
        result_number=row.result_number,
        valid_until=row.valid_until,
        conditions=list(dict.fromkeys((*library.items[row.item].conditions, *_pledged(row)))),
        region_path=row.region_path,
        body_code=rule.body,
        body_name=library.bodies[rule.body].name,
        what=rule.what,
        basis=rule.basis.citation,
        confirmed=rule.basis.confirmed,
        due_on=due(calendar_for(info_of(row)), start=granted_on, span=rule.within).on,
        state=TASK.start.value,
    )


def _pledged(row: Case) -> Iterator[str]:
    """What whoever got it pledged to meet."""
    for promise in promises_of(row.application_ref):
        if row.key in promise.items:
            yield from promise.conditions


def _stands(row: Case) -> bool:
    return row.state in STANDS and info_of(row).granted
