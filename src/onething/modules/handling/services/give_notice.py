"""The one correction notice: what it asks stands on the cases it names, with the last day where a local rule sets one.

Source: 行政许可法 32(1)(四).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from onething.core.calendar import due
from onething.core.definitions import CorrectionTerm
from onething.core.lifecycle import CaseAction, Override
from onething.modules.handling import correction_notices as notices
from onething.modules.handling.definitions import correction_term_of, told_rule_of
from onething.modules.handling.docket import Docket, file_of
from onething.modules.handling.domain.notice import write_notice
from onething.modules.handling.domain.writing import Defect, decide_correction, new_points
from onething.modules.handling.errors import MoveRefused
from onething.modules.handling.events import CorrectionAsked
from onething.modules.handling.models import Case
from onething.modules.handling.services.serve_notice import serve_online
from onething.modules.handling.services.settle import settle
from onething.modules.papers.api import PaperInfo


def nameable_of(rows: Iterable[Case]) -> dict[str, Case]:
    """Those of the cases that a notice may still name, by their place in the plan."""
    return {row.key: row for row in rows if file_of(row).open_to_notice}


def check_notice(
    docket: Docket, defects: Sequence[Defect], *, nameable: Mapping[str, Case], more_allowed: bool = False
) -> tuple[Defect, ...]:
    """MoveRefused with everything that stops the notice; else what it asks beyond the first."""
    asked_before = {key for row in docket.rows for key in row.correction}
    gaps = decide_correction(
        defects,
        nameable=nameable,
        asked_before=asked_before,
        unanswered=any(row.awaits_correction for row in docket.rows),
        more_allowed=more_allowed,
    )
    if gaps:
        raise MoveRefused(gaps)
    return new_points(defects, asked_before=asked_before)


def give_notice(
    docket: Docket,
    defects: Sequence[Defect],
    *,
    nameable: Mapping[str, Case],
    override: Override | None = None,
    approval: UUID | None = None,
) -> tuple[PaperInfo, ...]:
    """Name every point to its case, and issue the papers; with an `override`, the log and the paper tell it."""
    new = check_notice(docket, defects, nameable=nameable, more_allowed=override is not None)
    rule = correction_term_of(docket.rows[0])
    due_on, term = (
        (due(docket.calendar, start=docket.day, span=rule.within).on, term_words(rule)) if rule else (None, "")
    )
    for key, row in nameable.items():
        if own := [defect for defect in defects if defect.case == key]:
            targets = [defect.target for defect in own]
            row.correction = sorted({*row.correction, *targets})
            row.notice, row.correct_by = write_notice(own, term=term), due_on
            payload: dict[str, Any] = {"targets": targets}
            if override:
                payload |= {"added": [one.target for one in own if one in new], "approval": str(approval)}
            docket.move(row, CaseAction.ASK_CORRECTION, payload=payload, detail=override)
    serve_online(docket)
    named = tuple(row.public_id for row in docket.rows if row.awaits_correction)
    application = docket.rows[0].application_ref
    settle(docket, CorrectionAsked(application=application, cases=named, actor=docket.actor, at=docket.now))
    more = notices.More(points=new, because=override.reason) if override else None
    return notices.corrections(
        docket,
        defects,
        term=notices.Term(supply_by=due_on, rule=term, told_rule=told_rule_of(docket.rows[0])),
        more=more,
    )


def term_words(rule: CorrectionTerm) -> str:
    """The local rule as people read it."""
    return f"{rule.basis.citation}规定的 {rule.within.label}"
