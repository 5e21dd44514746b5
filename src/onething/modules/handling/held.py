"""The licence that a continuation continues: whether it still stands, as its own log says, under lock.

A continuation locks its own application first and this row after it; nobody who undoes a licence locks a continuation.
"""

from onething.core.lifecycle import held_obstacles
from onething.modules.handling.docket import file_of
from onething.modules.handling.domain.writing import Gaps
from onething.modules.handling.models import Case


def held_of(row: Case) -> Case | None:
    """The case that holds the licence which this one continues; None for what continues nothing."""
    return Case.objects.select_for_update().get(public_id=row.renews) if row.renews else None


def why_gone(row: Case) -> str:
    """Why there is nothing to continue any more; empty while the licence stands, and for what continues nothing."""
    held = held_of(row)
    return "；".join(held_obstacles(file_of(held).log)) if held else ""


def check_held(row: Case) -> Gaps:
    """The same as what stops a step."""
    return {"": f"{reason}。"} if (reason := why_gone(row)) else {}
