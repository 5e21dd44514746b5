"""The end of a notice that was not answered: its day passed, or the cases that it asked for ended otherwise.

Source: no law sets the day; it is a local parameter that the notice names together with what follows.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from onething.modules.intake.domain.corrections import read_targets, write_targets
from onething.modules.intake.models import Correction


def overdue_corrections(*, today: date, at_most: int) -> tuple[UUID, ...]:
    """The applications whose notice named a day that has passed, the longest overdue first."""
    rows = _open().filter(due_on__lt=today).order_by("due_on", "id")
    return tuple(rows.values_list("application__public_id", flat=True)[:at_most])


def lapse_correction(*, application: UUID, today: date, now: datetime) -> str:
    """Close the overdue notice and return the rule that sets its day; empty when there is nothing to lapse.

    Called by handling before it locks the cases, in the order in which a supply takes the same locks.
    """
    rows = _open().select_related("application").select_for_update(of=("application", "self"))
    row = rows.filter(application__public_id=application, due_on__lt=today).first()
    if row is None:
        return ""
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    return row.term


def narrow_correction(*, application: UUID, cases: Collection[str], now: datetime) -> None:
    """Ask only for what these cases still need; when that is nothing, the notice is closed as it stood."""
    row = _open().select_for_update().filter(application__public_id=application).first()
    if row is None:
        return
    kept = [target for target in read_targets(row.targets) if set(target.items) & set(cases)]
    row.targets, row.closed_at = (write_targets(kept), None) if kept else (row.targets, now)
    row.save(update_fields=["targets", "closed_at"])


def _open() -> QuerySet[Correction]:
    return Correction.objects.filter(supplied_at__isnull=True, closed_at__isnull=True)
