"""Why a rule left a case to a person: its log holds the truth of each clause by number, the pack the words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from onething.core.definitions import Basis, compile_automatic
from onething.modules.handling.automating import automatic_rule_of
from onething.modules.handling.definitions import compiled_bundle
from onething.modules.handling.docket import SUBJECT
from onething.modules.handling.domain.automatic import Reason, Verdict, clauses_of, unmet
from onething.modules.handling.queries import find_case
from onething.modules.handling.verified import labels_of
from onething.modules.intake.api import FiledField
from onething.platform.logs.api import actions_of
from onething.platform.permissions import Actor

LEFT = "left_to_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftToPerson:
    """The rule in its words, the clauses that did not hold, and what else stood in the way."""

    says: str
    basis: Basis
    reasons: tuple[Reason, ...]
    obstacles: tuple[str, ...]


def left_payload(verdict: Verdict) -> dict[str, Any]:
    """What the log keeps: neither values nor whose they are."""
    return {"truths": [reason.truth for reason in verdict.reasons], "obstacles": list(verdict.obstacles)}


def was_left(case: UUID) -> bool:
    """Whether the log says so already."""
    return actions_of(subject_kind=SUBJECT, subject_id=case).filter(kind=LEFT).exists()


def left_to_person(case: UUID, *, form: Sequence[FiledField], actor: Actor) -> LeftToPerson | None:
    """Why this case waits for an officer; `form` is that of the case, for the names of its fields."""
    row = find_case(case, actor=actor)
    rule = automatic_rule_of(row)
    line = actions_of(subject_kind=SUBJECT, subject_id=case).filter(kind=LEFT).first()
    if rule is None or line is None:
        return None
    library = compiled_bundle(row.bundle, version=row.bundle_version).library
    item = library.items[row.item]
    clauses = clauses_of(compile_automatic(item, library.elements, rule.when).rule, labels_of(item, form))
    return LeftToPerson(
        says=rule.says,
        basis=rule.basis,
        reasons=unmet(clauses, line.payload["truths"]),
        obstacles=tuple(line.payload["obstacles"]),
    )
