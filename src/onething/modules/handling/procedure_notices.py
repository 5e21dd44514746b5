"""The papers of procedures: standing still, going on, lengthening, ending, undoing; issued last in their transaction."""

from collections.abc import Collection, Sequence
from datetime import date

from onething.core.definitions import Basis
from onething.core.lifecycle import (
    GROUNDS,
    JOINT,
    STATEMENT,
    Approver,
    CaseAction,
    CaseReading,
    CaseState,
    ClockReading,
    GroundKind,
    revocation_consequences,
    statutory_limit,
)
from onething.modules.handling.definitions import calendar_of, library_of
from onething.modules.handling.dependants import followed, waiting_for
from onething.modules.handling.docket import Docket, file_of
from onething.modules.handling.domain.approvals import Wish
from onething.modules.handling.domain.cases import read_file
from onething.modules.handling.domain.standing import Standstill, Stop, read_standstills
from onething.modules.handling.domain.stored import STATES
from onething.modules.handling.domain.writing import Rejection
from onething.modules.handling.joint import JOINT_LIMIT
from onething.modules.handling.models import Case
from onething.modules.handling.notices import in_own_names, is_licensing, issue_for, lead_of, remedies_at, titles_of
from onething.modules.handling.periods import denied_on, granted_on
from onething.modules.papers.api import (
    Cancellation,
    DenialRevocation,
    ExtensionNotice,
    PaperInfo,
    Recall,
    Reopening,
    Resumption,
    Revocation,
    SpecialProcedure,
    StatementNotice,
    Suspension,
    Termination,
    Undoing,
    Withdrawal,
)

SPEAKING = "登录后在“我的办件”里打开这份申请填写；也可以到受理窗口书面提出"
GOES_ON = {
    CaseState.REVIEWING: "重新审查，办理期限自今天起重新计算",
    CaseState.WAITING: "重新等待前面事项的结果，结果产生以后自动继续",
    CaseState.RECEIVED: "重新收件，受理期限自今天起重新计算；您交过的材料继续有效，不用重交",
}
UNDONE: dict[CaseAction, type[Undoing]] = {
    CaseAction.REVOKE: Revocation,
    CaseAction.RECALL: Recall,
    CaseAction.CANCEL: Cancellation,
}


def stopped(docket: Docket, row: Case, stop: Stop, *, told_before: date | None = None) -> PaperInfo:
    """What is waited for, and for how long; of a second notice also what the one before told."""
    standing = next(one for one in _standing(row) if one.ground is stop.ground)
    told = {
        "accepted_on": row.accepted_on or docket.day,
        "ground": stop.ground.label,
        "reason": stop.reason.strip(),
        "started_on": standing.since,
        "document": stop.document.strip(),
        "licensing": is_licensing(row),
    }
    if GROUNDS[stop.ground].kind is GroundKind.SUSPENSION:
        law = (stop.law,) if stop.law else ()
        return issue_for(docket, row, Suspension(law=law, **told), case=row)  # type: ignore[arg-type]
    expected = standing.until(calendar_of(row)) or docket.day
    label = stop.expected.label if stop.expected else ""
    special = SpecialProcedure(
        expected_label=label, expected_until=expected, told_before=told_before, **told,  # type: ignore[arg-type]
    )  # fmt: skip
    return issue_for(docket, row, special, case=row)


def resumed(docket: Docket, row: Case, ended: Standstill, *, outcome: str) -> PaperInfo:
    """What is over, and the new last day when no other ground is left."""
    contents = Resumption(
        ended=ended.ground.label,
        since=ended.since,
        resumed_on=docket.day,
        outcome=outcome.strip(),
        due_on=row.due_on,
        goes_on="、".join(one.ground.label for one in _standing(row)),
        licensing=is_licensing(row),
    )
    return issue_for(docket, row, contents, case=row)


def extended(docket: Docket, row: Case, wish: Wish, *, former: CaseReading) -> PaperInfo:
    """By how much, why, and with whose approval; and what becomes of the day that the body itself had promised."""
    now = reading_of(row)
    contents = ExtensionNotice(
        accepted_on=row.accepted_on or docket.day,
        by_label=wish.by.label if wish.by else "",
        reason=wish.reason.strip(),
        approver=wish.approver.label,
        approved_on=docket.day,
        former_due_on=_decision_day(former),
        due_on=_decision_day(now),
        promised_until=former.promised.due_on if former.statutory.due_on else None,
        promised_on=now.promised.due_on,
        law=(law_of_limit(row),),
        licensing=is_licensing(row),
    )
    return issue_for(docket, row, contents, case=row)


def joint_extended(docket: Docket, row: Case, wish: Wish, *, former: ClockReading, now: ClockReading) -> PaperInfo:
    """One paper for the application, by the body in charge: the day on which all its licences are decided moves."""
    contents = ExtensionNotice(
        accepted_on=former.started_on or docket.day,
        by_label=wish.by.label if wish.by else "",
        reason=wish.reason.strip(),
        approver=Approver.GOVERNMENT_HEAD.label,
        approved_on=docket.day,
        former_due_on=former.due_on,
        due_on=now.due_on,
        law=(JOINT.basis,),
        limit=JOINT_LIMIT,
    )
    return issue_for(docket, row, contents)


def terminated(docket: Docket, ended: Collection[Case], *, reason: str, rule: str) -> tuple[PaperInfo, ...]:
    """What ends, and with it what waited for it; each body says it of its own cases."""
    following = followed(docket, ended)

    def contents(rows: Sequence[Case]) -> Termination:
        return Termination(
            ended_on=docket.day,
            items=titles_of(rows),
            following=titles_of(waiting_for(rows, following)),
            reason=reason.strip(),
            rule=rule,
            remedies=remedies_at(rows[0], now=docket.now),
            returned=True,
            licensing=any(is_licensing(row) for row in rows),
        )

    return in_own_names(docket, ended, contents, following=following)


def withdrawn(docket: Docket, taken_back: Sequence[Case]) -> PaperInfo:
    """What was taken back and what goes on."""
    following = followed(docket, taken_back)
    others = [row for row in docket.rows if row not in taken_back and row not in following]
    contents = Withdrawal(
        withdrawn_on=docket.day,
        items=titles_of(taken_back),
        following=titles_of(following),
        others=titles_of([row for row in others if row.state not in _OVER]),
    )
    return issue_for(docket, lead_of(docket), contents)


def statement(docket: Docket, row: Case, wish: Wish, *, speak_by: date) -> PaperInfo:
    """What is intended and why, before it is decided."""
    contents = StatementNotice(
        intention={CaseAction.REVOKE: "撤销", CaseAction.RECALL: "撤回"}[wish.action],
        decided_on=decided_on(row),
        reason=wish.reason.strip(),
        law=wish.rejection.law if wish.rejection else (),
        speak_by=speak_by,
        way=SPEAKING,
        term=(STATEMENT.basis,),
        licensing=is_licensing(row),
    )
    return issue_for(docket, row, contents, case=row)


def undone(docket: Docket, row: Case, wish: Wish, rejection: Rejection, *, heard: str) -> PaperInfo:
    """The decision that undoes a decision."""
    causes = {"consequences": revocation_consequences(wish.cause)} if wish.cause else {}
    contents = UNDONE[wish.action](
        decided_on=decided_on(row),
        result_name=row.result_name,
        result_number=row.result_number,
        reason=wish.reason.strip(),
        law=rejection.law,
        remedies=remedies_at(row, now=docket.now),
        heard=heard,
        licensing=is_licensing(row),
        **causes,
    )
    return issue_for(docket, row, contents, case=row)


def denial_undone(docket: Docket, row: Case, wish: Wish, rejection: Rejection) -> PaperInfo:
    """The decision that undoes a denial, and until when there will be another."""
    contents = DenialRevocation(
        denied_on=denied_on(row),
        reviewed_from=docket.day,
        reason=wish.reason.strip(),
        law=rejection.law,
        remedies=remedies_at(row, now=docket.now),
        due_on=row.due_on,
        licensing=is_licensing(row),
    )
    return issue_for(docket, row, contents, case=row)


def reopened(docket: Docket, row: Case, *, former: CaseState, reason: str) -> PaperInfo:
    """Why it is taken up anew, and what happens next."""
    contents = Reopening(
        former=former.label,
        reopened_on=docket.day,
        reason=reason.strip(),
        goes_on=GOES_ON.get(STATES[row.state], GOES_ON[CaseState.RECEIVED]),
        due_on=row.due_on,
        licensing=is_licensing(row),
    )
    return issue_for(docket, row, contents, case=row)


def decided_on(row: Case) -> date | None:
    """The legal day of the decision to grant."""
    return granted_on(row)


def reading_of(row: Case) -> CaseReading:
    """The case with its clocks dated."""
    return read_file(file_of(row), calendar_of(row))


def _decision_day(case: CaseReading) -> date | None:
    """The last day for deciding that the law sets, or the promised one where it sets none."""
    return case.statutory.due_on or case.promised.due_on


def law_of_limit(row: Case) -> Basis:
    """Where the limit stands that is lengthened, and who may do so."""
    return statutory_limit(library_of(row).items[row.item]).basis


_OVER = frozenset({CaseState.WITHDRAWN, CaseState.TERMINATED})


def _standing(row: Case) -> tuple[Standstill, ...]:
    return read_standstills(file_of(row).entries)
