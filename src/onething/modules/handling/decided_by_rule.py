"""Automatic decisions as people read them: the rule, its data, and what came of asking for a person (人工复核)."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from onething.core.definitions import Automatic, Basis
from onething.modules.handling.docket import SUBJECT
from onething.modules.handling.domain.automatic import Reason, Verdict
from onething.modules.handling.domain.stored import basis_data, read_basis
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.models import AutomaticDecision
from onething.modules.handling.queries import SECRETS, info_of
from onething.modules.intake.api import Application
from onething.platform.logs.api import append_access
from onething.platform.permissions import Action, Actor, visible

MOST_SHOWN = 30
PURPOSE = "人工复核"


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """One value on which it was decided."""

    label: str
    shown: str = field(repr=False)
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticInfo:
    """A decision that no officer made."""

    case: CaseInfo
    says: str
    reasons: tuple[Reason, ...]
    data: tuple[Datum, ...] = field(repr=False)
    basis: Basis
    made_at: datetime
    ask_by: date
    asked_at: datetime | None
    request: str = field(repr=False)
    answered_at: datetime | None
    answer: str = field(repr=False)


def automatic_of(application: UUID, *, actor: Actor) -> tuple[AutomaticInfo, ...]:
    """What was decided by rule in an application of the actor's own; one query."""
    mine = visible(actor, Action.APPLICATION_READ, Application.objects.filter(public_id=application))
    found = _with_cases(AutomaticDecision.objects.filter(case__application__in=mine).order_by("id"))
    return tuple(_info(row) for row in found)


def asked_for_person(*, actor: Actor, now: datetime) -> tuple[AutomaticInfo, ...]:
    """Requests for a person that wait in the actor's body, the oldest first; every one shown is on the access log."""
    rows = visible(actor, Action.CASE_READ, AutomaticDecision.objects.all())
    waiting = rows.filter(asked_at__isnull=False, answered_at__isnull=True)
    found = _with_cases(waiting.order_by("asked_at", "id")[:MOST_SHOWN])
    for row in found:
        append_access(
            actor=actor, at=now, subject_kind=SUBJECT, subject_id=row.case.public_id, data_of=row.case.owner,
            purpose=PURPOSE, case_ref=row.case.public_id, fields=("data", "request"),
        )  # fmt: skip
    return tuple(_info(row) for row in found)


def told_data(rule: Automatic, verdict: Verdict) -> dict[str, Any]:
    """What the row keeps of the rule and the verdict."""
    data = [
        {"label": one.label, "shown": one.shown, "source": one.source, "as_of": one.as_of.isoformat()}
        for one in verdict.facts
    ]
    told = {"says": rule.says, "reasons": [asdict(reason) for reason in verdict.reasons], "data": data}
    return {"told": json.dumps(told, ensure_ascii=False), "basis": basis_data(rule.basis)}


def _with_cases(rows: QuerySet[AutomaticDecision]) -> tuple[AutomaticDecision, ...]:
    return tuple(rows.select_related("case").defer(*(f"case__{name}" for name in SECRETS)))


def _info(row: AutomaticDecision) -> AutomaticInfo:
    told: dict[str, Any] = json.loads(row.told)
    return AutomaticInfo(
        case=info_of(row.case),
        says=told["says"],
        reasons=tuple(Reason(**reason) for reason in told["reasons"]),
        data=tuple(Datum(**{**one, "as_of": datetime.fromisoformat(one["as_of"])}) for one in told["data"]),
        basis=read_basis(row.basis),
        made_at=row.made_at,
        ask_by=row.ask_by,
        asked_at=row.asked_at,
        request=row.request,
        answered_at=row.answered_at,
        answer=row.answer,
    )
