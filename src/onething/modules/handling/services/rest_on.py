"""What was built on a result: told when that result falls, and supplied again when there is another.

Source: 行政许可法 第六十九条 (who decided on it may revoke, on their own accord): nothing that was decided falls by itself.
"""

from collections.abc import Iterator

from onething.core.lifecycle import UNDECIDED, CaseState
from onething.modules.handling.dependants import waiting_for
from onething.modules.handling.docket import Docket
from onething.modules.handling.domain.dispatch import resting_on
from onething.modules.handling.models import Case

FELL, RETURNED, TAKEN_UP = "basis_fell", "basis_returned", "basis_taken_up"
TO_CHECK = "行政许可法 第六十九条"


def tell_fallen(docket: Docket, fallen: Case) -> None:
    """A line in the log of each case that rests on it: one under way cannot be granted now, a decided one is to be checked."""
    for row in _resting(docket, fallen):
        docket.note(row, FELL, payload={"because": [str(fallen.public_id)]}, ground=TO_CHECK)


def supply_again(docket: Docket, granted: Case) -> None:
    """What had opened on an earlier result of this case gets the new one; on the first there is none that has opened."""
    for row in _resting(docket, granted):
        if granted.key in row.waits_for:
            if row.state in UNDECIDED:
                docket.supply_again(row, granted)
            docket.note(row, RETURNED, payload={"because": [str(granted.public_id)]})


def tell_taken_up(docket: Docket, anew: Case) -> None:
    """A line in the log of each case that ended because it waited for this one: each body undoes its own act, and may now."""
    ended = [row for row in docket.rows if row.state == CaseState.TERMINATED and not row.opened_on and not row.opinion]
    for row in waiting_for([anew], ended):
        docket.note(row, TAKEN_UP, payload={"because": [str(anew.public_id)]})


def _resting(docket: Docket, on: Case) -> Iterator[Case]:
    yield from (docket.row(case.key) for case in resting_on(on.key, docket.files()))
