"""What a continuation (延续) continues: the case that holds the licence, its place in the plan, and the last day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from onething.core.planning import Plan
from onething.modules.intake.domain.content import Upload
from onething.modules.intake.domain.filed import FiledField
from onething.modules.intake.domain.form import Origin
from onething.modules.intake.domain.review import materials_to_submit


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """As handling tells it: the held case, its key in the plan, what it gave, and how long that holds."""

    case: UUID
    key: str
    until: date
    title: str = ""


def write_renewal(renewal: Renewal | None) -> dict[str, str] | None:
    """As its column keeps it."""
    return {"case": str(renewal.case), "key": renewal.key, "until": renewal.until.isoformat()} if renewal else None


def read_renewal(data: Mapping[str, Any] | None) -> Renewal | None:
    """What `write_renewal` wrote."""
    return Renewal(case=UUID(data["case"]), key=data["key"], until=date.fromisoformat(data["until"])) if data else None


def values_to_carry(plan: Plan, filed: Collection[FiledField]) -> tuple[FiledField, ...]:
    """What the applicant wrote then and the new plan asks again; registers are asked anew."""
    asked = {field.key for section in plan.form for field in section.fields}
    return tuple(one for one in filed if one.key in asked and one.origin is Origin.FILLED)


def files_to_carry(plan: Plan, held: Mapping[str, tuple[Upload, ...]]) -> dict[str, tuple[Upload, ...]]:
    """The files handed in then for what has to be handed in again."""
    return {one.key: held[one.key] for one in materials_to_submit(plan) if held.get(one.key)}
