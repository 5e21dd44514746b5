"""What ended because it waited for something that ended in the same step."""

from collections.abc import Collection

from onething.core.lifecycle import CaseState
from onething.modules.handling.docket import Docket
from onething.modules.handling.models import Case


def followed(docket: Docket, ended: Collection[Case]) -> list[Case]:
    """What ended in the same step because it waited for these."""
    just = [row for row in docket.rows if row.state == CaseState.TERMINATED and row.closed_at == docket.now]
    return [row for row in just if row not in ended]


def waiting_for(rows: Collection[Case], others: Collection[Case]) -> list[Case]:
    """Which of the others waited for these, also by way of one another."""
    reached = {row.key for row in rows}
    while more := [row.key for row in others if row.key not in reached and reached.intersection(row.waits_for)]:
        reached.update(more)
    return [row for row in others if row.key in reached]
