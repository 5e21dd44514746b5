"""Which accepted cases the worker tries to decide by their rule (智能审批)."""

from collections.abc import Collection

from onething.core.definitions import Automatic
from onething.core.lifecycle import CaseAction
from onething.modules.exchange.api import Act
from onething.modules.handling.connectors.configured import departments
from onething.modules.handling.definitions import compiled_bundle
from onething.modules.handling.models import Case
from onething.platform.outbox.api import NewWork, enqueue_all

BY_RULE = "handling.by_rule"
TRIED_AFTER = frozenset({CaseAction.ACCEPT, CaseAction.DEEM_ACCEPTED})


def automatic_rule_of(row: Case) -> Automatic | None:
    """The rule under which the case was filed; None for items that a person decides."""
    item = compiled_bundle(row.bundle, version=row.bundle_version).library.items.get(row.item)
    return item.automatic if item else None


def try_by_rule(rows: Collection[Case], acts: Collection[Act]) -> None:
    """In the step's transaction: what was accepted just now and carries a rule; bodies with own systems decide there."""
    accepted = {act.case for act in acts if act.action in TRIED_AFTER}
    works = [
        NewWork(topic=BY_RULE, subject=row.public_id, payload={})
        for row in rows
        if row.public_id in accepted and row.body_code not in departments() and automatic_rule_of(row)
    ]
    if works:
        enqueue_all(works)
