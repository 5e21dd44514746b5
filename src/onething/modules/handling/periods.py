"""How long what was granted holds, and what a continuation of it comes to."""

from collections.abc import Collection
from datetime import date

from onething.core.lifecycle import CaseAction, renewed_until
from onething.modules.handling.docket import file_of
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.models import Case

GRANTING = (CaseAction.GRANT, CaseAction.DEEM_RENEWED)


def granted_on(row: Case) -> date | None:
    """The legal day of the decision to grant."""
    return _last_day(row, GRANTING)


def denied_on(row: Case) -> date | None:
    """The legal day of the decision to deny."""
    return _last_day(row, (CaseAction.DENY,))


def suggested_validity(info: CaseInfo) -> str:
    """What stands in the page of a continuation before anybody wrote a day; empty for everything else."""
    day = next_period(Case.objects.get(public_id=info.public_id)) if info.renews else None
    return day.isoformat() if day else ""


def next_period(row: Case) -> date | None:
    """Of a continuation, the last day when it lasts as long as the period before; None for everything else."""
    if row.renews is None or row.renews_until is None:
        return None
    held = Case.objects.get(public_id=row.renews)
    since = held.renews_until or granted_on(held)
    return renewed_until(since, row.renews_until) if since else None


def _last_day(row: Case, actions: Collection[CaseAction]) -> date | None:
    days = [entry.on for entry in file_of(row).entries if entry.action in actions]
    return days[-1] if days else None
