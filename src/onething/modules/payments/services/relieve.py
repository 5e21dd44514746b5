"""减免 shown after the order was made: the window lets off a line that is due, by a relief that the pack publishes for its fee."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.definitions import Relief
from onething.core.planning import Charge
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.intake.api import plan_for_application
from onething.modules.payments.domain.attempts import over_at
from onething.modules.payments.domain.lines import Exemption, OrderLine, decide_exemption, read_lines, relieved
from onething.modules.payments.domain.orders import STILL_PAYING
from onething.modules.payments.errors import PaymentRefused
from onething.modules.payments.models import Order
from onething.modules.payments.services.balance import owe
from onething.modules.payments.services.settle import living_attempt
from onething.modules.payments.storing import lock_own, note, save
from onething.platform.clock import SHANGHAI
from onething.platform.permissions import Action, Actor


@transaction.atomic
def relieve(*, application: UUID, claimed: Exemption, version: int | None, actor: Actor, now: datetime) -> None:
    """Let one line off; what was paid for it is to be given back. Not while a page of the gateway may be paid."""
    row = lock_own(application, action=Action.PAYMENT_RECORD, actor=actor, version=version)
    if living := living_attempt(row, now):
        raise PaymentRefused({"": STILL_PAYING.format(over_at(living.expires_at).astimezone(SHANGHAI))})
    lines = read_lines(row.lines)
    published = reliefs_of(row, lines).get(claimed.line, ())
    if gaps := decide_exemption(lines, claimed, published):
        raise PaymentRefused(gaps)
    relief = published[claimed.relief]
    owe(row, relieved(lines, claimed, relief), now=now)
    save(row)
    payload = {
        "line": claimed.line, "relief": relief.reason, "basis": relief.basis.citation, "shown": claimed.shown.strip(),
        "owed_fen": row.owed_fen,
    }  # fmt: skip
    note(row, "relieved", actor=actor, now=now, payload=payload)


def reliefs_of(row: Order, lines: Iterable[OrderLine]) -> dict[str, tuple[Relief, ...]]:
    """Of each line that is due and may be let off: what the pack publishes for its fee, as of the filing."""
    due = [line for line in lines if line.charge is Charge.DUE]
    if not due:
        return {}
    plan = plan_for_application(row.application)
    items = bundle_of_version(row.bundle, version=plan.bundle_version).library.items
    codes = {item.key: item.item for item in plan.items}
    found = {
        line.key: next(
            (fee.exempt for fee in items[codes[line.case]].fees if line.key == f"{line.case}:{fee.code}"), ()
        )
        for line in due
    }
    return {key: reliefs for key, reliefs in found.items() if reliefs}
