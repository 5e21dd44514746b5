"""A filed second-hand home, which charges one registration fee, and what composition registers for paying it."""

from dataclasses import replace
from uuid import UUID

from builders.cases import CITIZEN, MONDAY, file_plan
from onething.core.planning import Plan, PlannedFee, Selection, compile_plan
from onething.modules.catalogue.api import published_bundle
from onething.platform.clock import legal_day
from onething.platform.events import react
from onething.platform.outbox.api import consume
from onething.platform.permissions import Actor

ANSWERS = {
    "transfer_by": "sale", "mortgaged": "no", "buyers": "one", "homes": "first", "buyer_married": "no",
    "supervised": "no", "present": "both",
}  # fmt: skip


def home_plan(**fee: object) -> Plan:
    """The plan as it would be submitted; `fee` changes what its one fee says."""
    source = published_bundle("second-hand-home", on=legal_day(MONDAY))
    plan = compile_plan(
        bundle=source.bundle, library=source.library, parameters=source.parameters, calendar=source.calendar,
        answers=ANSWERS, selection=Selection(), holdings={}, start=legal_day(MONDAY), bundle_version=source.version,
    )  # fmt: skip
    fees: tuple[PlannedFee, ...] = tuple(one._replace(**fee) for one in plan.fees)  # type: ignore[arg-type]
    return replace(plan, fees=fees)


def file_home(*, owner: Actor = CITIZEN, **fee: object) -> UUID:
    """Submitted; the worker has not been there yet."""
    return file_plan(home_plan(**fee), owner=owner)


def compose_payments() -> None:
    """What composition registers for payments."""
    from onething.modules.handling.api import CaseReopened  # noqa: PLC0415 - needs the loaded house
    from onething.modules.intake.api import ApplicationSubmitted  # noqa: PLC0415
    from onething.modules.payments.handlers import when_reopened, when_submitted  # noqa: PLC0415
    from onething.modules.payments.services.make_order import ORDER, make_order  # noqa: PLC0415

    react(ApplicationSubmitted, when_submitted)
    react(CaseReopened, when_reopened)
    consume(ORDER, make_order)
