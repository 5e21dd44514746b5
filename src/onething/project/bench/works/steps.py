"""`step`: acceptance, review and grant, each against one bare UPDATE and INSERT in a transaction."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from onething.modules.handling.api import (
    Case,
    accept_application,
    grant,
    info_of,
    start_review,
    suggest_result_number,
)
from onething.platform import clock
from onething.platform.database import new_public_id
from onething.platform.logs.api import ActionRow
from onething.platform.permissions import Actor, Role
from onething.project.bench.bare import copies_of, touch_and_put
from onething.project.bench.family import clerk, submitted
from onething.project.bench.measuring import Figure, Goal, Row, Side, at_most, compare, counting, ratio_goal

ROUNDS = 8
MOST_STATEMENTS = 6
MOST = 2.0


def measure() -> Iterator[Row]:
    """One row a kind of step; the first of each kind is counted, the others are timed."""
    actor = clerk()
    yield _row("accept, 6 items", partial(_fresh_application, actor), partial(_accept, actor))
    yield _row("review a case", partial(_accepted_case, actor), _review)
    yield _row("grant, others open", partial(_reviewed_case, actor), _grant)


def _fresh_application(actor: Actor) -> UUID:
    return submitted(actor, clock.now()).public_id


def _accepted_case(actor: Actor) -> Case:
    """The first case of the plan: the one that others wait for."""
    application = _fresh_application(actor)
    _accept(actor, application)
    return Case.objects.filter(application_ref=application).order_by("place")[0]


def _reviewed_case(actor: Actor) -> Case:
    row = _accepted_case(actor)
    _review(row)
    return Case.objects.get(pk=row.pk)


def _row(name: str, prepare: Callable[[], object], run: Callable[..., object]) -> Row:
    run(prepare())
    prepared = prepare()
    with counting() as counts:
        run(prepared)
    action = ActionRow.objects.order_by("-pk").first()
    case = Case.objects.order_by("-pk").first()
    if action is None or case is None:
        raise LookupError(name)
    return compare(
        f"step: {name}",
        ours=Side(name=name, prepare=prepare, run=run),
        other=Side(
            name="UPDATE + INSERT",
            prepare=lambda: copies_of({ActionRow: [action]}),
            run=lambda copies: touch_and_put(case, copies),
        ),
        rounds=ROUNDS,
        judge=partial(_judge, counts),
        counts=counts,
    )


def _judge(counts: dict[str, int], _ours: Figure, ratio: float) -> tuple[Goal, ...]:
    return (*at_most(counts, statements=MOST_STATEMENTS, commits=1), ratio_goal(ratio, MOST))


def _accept(actor: Actor, application: UUID) -> None:
    accept_application(application=application, actor=actor, now=clock.now())


def _review(row: Case) -> None:
    start_review(case=row.public_id, version=row.row_version, actor=_officer(row), now=clock.now())


def _grant(row: Case) -> None:
    number = suggest_result_number(info_of(row))
    grant(
        case=row.public_id,
        version=row.row_version,
        opinion="材料齐全，符合条件，同意。",
        result_number=number,
        actor=_officer(row),
        now=clock.now(),
    )


def _officer(row: Case) -> Actor:
    """An approver of the body that decides the case."""
    return Actor(
        role=Role.APPROVER,
        account=row.officer or new_public_id(),
        body_code=row.body_code,
        region_path=row.region_path,
        channel="desk",
    )
