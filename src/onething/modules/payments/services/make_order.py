"""The one order of an application, from the lines of its stored plan: the worker's work, once, and anew when a case is taken up anew."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.definitions import Blocks
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.handling.api import Case, note_cases
from onething.modules.intake.api import plan_for_application
from onething.modules.payments.domain.lines import (
    OrderLine,
    asks,
    lines_of,
    owed_fen,
    read_lines,
    taken_up,
    without_ended,
    write_lines,
)
from onething.modules.payments.domain.orders import ORDER as TABLE
from onething.modules.payments.models import Order
from onething.modules.payments.services.balance import owe
from onething.modules.payments.services.let_fall import ended_early
from onething.modules.payments.storing import note, save
from onething.modules.payments.telling import tell_of_order
from onething.platform.outbox.api import GiveUp, Work
from onething.platform.permissions import HOUSE

ORDER = "payments.order"
NO_APPLICATION = "没有写明是哪一份申请，或者它没有办件"


def make_order(work: Work) -> None:
    """The consumer."""
    if work.subject is None:
        raise GiveUp(NO_APPLICATION)
    order_for(work.subject, now=work.now)


@transaction.atomic
def order_for(application: UUID, *, now: datetime) -> None:
    """Write the order and tell the applicant, or owe again in the one there is; nothing where nothing is collected."""
    cases = list(Case.objects.filter(application_ref=application).order_by("place"))
    if not cases:
        raise GiveUp(NO_APPLICATION)
    first = cases[0]
    plan = plan_for_application(first.application_ref)
    source = bundle_of_version(first.bundle, version=plan.bundle_version)
    told = lines_of(plan, demonstration=source.demonstration)
    if row := Order.objects.select_for_update().filter(application=first.application_ref).first():
        _owe_again(row, told, cases, now)
        return
    lines = without_ended(told, ended_early(cases))
    if not asks(lines):
        return
    _hold(cases, lines, now)  # locks the cases, which comes before what stands above them
    row = _order(first, lines)
    row.made_at = now
    row.save(force_insert=True)
    note(row, "ordered", actor=HOUSE, now=now, payload={"owed_fen": row.owed_fen, "lines": len(lines)})
    tell_of_order(row, "made", now=now)


def _owe_again(row: Order, told: Collection[OrderLine], cases: Collection[Case], now: datetime) -> None:
    """What fell with a case that goes on after all: it was taken up anew."""
    before = read_lines(row.lines)
    lines = taken_up(before, told, {case.key for case in cases} - ended_early(cases))
    if lines == before:
        return
    row.watched, row.looked_at = True, None
    owe(row, lines, now=now)
    save(row)
    note(row, "owed_again", actor=HOUSE, now=now, payload={"owed_fen": row.owed_fen})
    tell_of_order(row, f"again:{row.row_version}", now=now)


def _order(first: Case, lines: tuple[OrderLine, ...]) -> Order:
    return Order(
        application=first.application_ref,
        application_number=first.application_number,
        title=first.bundle_name,
        bundle=first.bundle,
        owner=first.owner,
        site_code=first.site_code,
        region_path=first.region_path,
        lines=write_lines(lines),
        owed_fen=owed_fen(lines),
        state=TABLE.start.value,
    )


def _hold(cases: Collection[Case], lines: Collection[OrderLine], now: datetime) -> None:
    """Cases whose delivery an article lets wait know of it, so that only they are asked about on the way out."""
    holding = {line.case for line in lines if line.blocks is Blocks.DELIVERY}
    held = [case for case in cases if case.key in holding]
    if held:
        note_cases(
            application=held[0].application_ref, cases=[case.public_id for case in held], kind="fee_before_delivery",
            payload={}, actor=HOUSE, now=now,
        )  # fmt: skip
