"""`submit`: a newborn application of six items with its cases, against one transaction of bare INSERTs of its rows."""

from collections.abc import Iterator
from uuid import UUID

from onething.modules.intake.api import submit
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.platform.permissions import Actor
from onething.project.bench.bare import copies_of, marks, put_in, rows_since
from onething.project.bench.family import clerk, finished_draft
from onething.project.bench.measuring import Row, Side, at_most, compare, counting

ROUNDS = 15
MOST_STATEMENTS = 15


def measure() -> Iterator[Row]:
    """The draft is filled outside the measurement; ours compiles, checks, encrypts, numbers, opens and logs."""
    actor = clerk()
    _submit(finished_draft(actor, clock.now()), actor)  # the first one warms prepared calendars and counters
    draft, before = finished_draft(actor, clock.now()), marks()
    with counting() as counts:
        _submit(draft, actor)
    written = rows_since(before)
    yield compare(
        "submit, 6 items",
        ours=Side(
            name="submit",
            prepare=lambda: finished_draft(actor, clock.now()),
            run=lambda prepared: _submit(prepared, actor),
        ),
        other=Side(name="bare INSERTs", prepare=lambda: copies_of(written), run=put_in),
        rounds=ROUNDS,
        judge=lambda _figure, _ratio: at_most(counts, statements=MOST_STATEMENTS, commits=1),
        counts=counts | {"rows": sum(map(len, written.values()))},
    )


def _submit(draft: UUID, actor: Actor) -> None:
    submit(draft=draft, key=str(new_public_id()), actor=actor, now=clock.now())
