"""The notices of what has to be put right (补正书): one for everything, but a body that must refuse with it speaks for itself.

Source: 不动产登记暂行条例 第十七条 (told on the spot, in writing, that it is not accepted, with all that is missing).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis
from onething.core.lifecycle import CaseState
from onething.modules.handling.definitions import law_on_the_spot
from onething.modules.handling.docket import Docket
from onething.modules.handling.domain.writing import Defect
from onething.modules.handling.models import Case
from onething.modules.handling.notices import is_licensing, lead_of, paper_of, remedies_at, titles_of
from onething.modules.papers.api import CorrectionNotice, CorrectionPoint, PaperInfo, issue_all

SUPPLY_WAY = "登录后在“我的办件”里按提示补交；也可以带上材料到受理窗口，由工作人员代为提交。"


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What a second notice asks beyond the first, and why it was not told then; the head of the body allowed it."""

    points: tuple[Defect, ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """By when it has to come, and by which local rule; by which one the notice tells only when it has reached people."""

    supply_by: date | None
    rule: str
    told_rule: str = ""


def corrections(
    docket: Docket, defects: Sequence[Defect], *, term: Term, more: More | None = None
) -> tuple[PaperInfo, ...]:
    """Everything that has to be put right, in the name of the lead body; what another must refuse with it, in that one's."""
    lead, refused = lead_of(docket), _refused(docket)
    speakers = {row.body_code: row for row in refused} | {lead.body_code: lead}
    told: dict[str, list[Defect]] = {}
    for defect in defects:
        code = docket.row(defect.case).body_code
        told.setdefault(code if code in speakers else lead.body_code, []).append(defect)
    papers = [
        paper_of(
            speakers[code],
            _contents(docket, mine, refused, term=term, more=more),
            case=None,
            now=docket.now,
            lines=docket.lines([docket.row(defect.case) for defect in mine]),
            told=[docket.row(defect.case) for defect in mine],
        )
        for code, mine in told.items()
    ]
    return issue_all(papers, actor=docket.actor, now=docket.now)


def _refused(docket: Docket) -> dict[Case, Basis]:
    """What the law wants refused with it, and by which article."""
    return {row: law for row in docket.rows if row.state == CaseState.CORRECTING and (law := law_on_the_spot(row))}


def _contents(
    docket: Docket, mine: Sequence[Defect], refused: Mapping[Case, Basis], *, term: Term, more: More | None
) -> CorrectionNotice:
    """Of these points alone; what another body tells in a paper of its own is named."""
    keys = {defect.case for defect in mine}
    awaited = [row for row in docket.rows if row.awaits_correction]
    own = {row: law for row, law in refused.items() if row.key in keys}
    added = [one.target_name for one in more.points if one in mine] if more else []
    return CorrectionNotice(
        points=tuple(_point(docket, defect) for defect in mine),
        way=SUPPLY_WAY,
        received_on=min((row.opened_on for row in docket.rows if row.opened_on), default=docket.day),
        supply_by=term.supply_by,
        term=term.rule,
        told_rule=term.told_rule,
        told_by=min((row.due_on for row in awaited if row.due_on), default=None),
        added=tuple(dict.fromkeys(added)),
        added_because=more.because if more and added else "",
        not_accepted=titles_of(own),
        not_accepted_law=tuple(dict.fromkeys(own.values())),
        against=remedies_at(next(iter(own)), now=docket.now) if own else None,
        elsewhere=titles_of([row for row in awaited if row.key not in keys]),
        licensing=any(is_licensing(row) for row in awaited if row.key in keys),
    )


def _point(docket: Docket, defect: Defect) -> CorrectionPoint:
    return CorrectionPoint(
        item=docket.row(defect.case).title,
        target=defect.target_name,
        problem=defect.problem.strip(),
        how=defect.remedy.strip(),
    )
