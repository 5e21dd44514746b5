"""The procedure of a bundle (工作规程): who does what, by when, on which basis, and what happens when it goes otherwise. Pure.

Moves, their words and bases come from the table of the life of a case; who may make them from the permission table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Span
from onething.core.definitions import Basis
from onething.core.lifecycle import ACCEPTANCE_SPAN, CASE, CaseAction, CaseState
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.flow import basis_words
from onething.modules.guidance.domain.sheets import ItemSheet, Sheets, read_sheets
from onething.platform.permissions import TABLE, Action, ObjectKind, Role

_A = CaseAction
MAIN = (_A.OPEN, _A.ACCEPT, _A.REVIEW, _A.GRANT, _A.DELIVER)
OTHERWISE = (
    _A.ASK_CORRECTION, _A.CORRECT, _A.LAPSE, _A.DEEM_ACCEPTED, _A.REFUSE, _A.FIND_NOT_REQUIRED, _A.DENY, _A.WITHDRAW,
    _A.TERMINATE,
)  # fmt: skip
PERMITTED_BY = {
    _A.OPEN: Action.CASE_DISPATCH,
    _A.ACCEPT: Action.CASE_ACCEPT,
    _A.DEEM_ACCEPTED: Action.CASE_DISPATCH,
    _A.ASK_CORRECTION: Action.CASE_CORRECT,
    _A.CORRECT: Action.CASE_CORRECT,
    _A.LAPSE: Action.CASE_DISPATCH,
    _A.REFUSE: Action.CASE_REFUSE,
    _A.FIND_NOT_REQUIRED: Action.CASE_REFUSE,
    _A.REVIEW: Action.CASE_REVIEW,
    _A.GRANT: Action.CASE_DECIDE,
    _A.DENY: Action.CASE_DECIDE,
    _A.DELIVER: Action.DELIVERY_HAND_OVER,
    _A.WITHDRAW: Action.CASE_WITHDRAW,
    _A.TERMINATE: Action.CASE_DISPATCH,
}
ACTORS = {
    Role.CITIZEN: "申请人",
    Role.WINDOW_CLERK: "综合窗口",
    Role.APPROVER: "部门审批",
    Role.SYSTEM: "系统",
}
APPLICANTS = {_A.CORRECT}
"""The applicant supplies what the notice asks; the window only takes it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move of a case as a row of the procedure."""

    name: str
    who: str
    what: str
    becomes: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One limit: for what, how long, and where it comes from."""

    what: str
    span: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The whole procedure as pages and paper show it."""

    code: str
    title: str
    summary: str
    version: str
    demonstration: bool
    lead: str
    joint: tuple[str, ...]
    conditions: tuple[str, ...]
    notes: tuple[str, ...]
    bases: tuple[str, ...]
    promise: str
    promise_mark: str
    computed: str
    main: tuple[Move, ...]
    otherwise: tuple[Move, ...]
    deadlines: tuple[Deadline, ...]
    ties: tuple[str, ...]
    sheets: Sheets

    @property
    def items(self) -> tuple[ItemSheet, ...]:
        return self.sheets.items


def read_procedure(source: CompiledBundle, *, start: date) -> Procedure:
    """The procedure of the bundle as published; `start` only dates the plan behind it."""
    bundle, library = source.bundle, source.library
    sheets = read_sheets(source, start=start)
    return Procedure(
        code=bundle.code,
        title=bundle.title,
        summary=bundle.summary,
        version=source.version,
        demonstration=source.demonstration,
        lead=library.bodies[bundle.lead].name,
        joint=tuple(library.bodies[code].name for code in bundle.joint),
        conditions=bundle.conditions,
        notes=bundle.notes,
        bases=tuple(map(basis_words, bundle.bases)),
        promise=sheets.flow.promise,
        promise_mark=sheets.flow.promise_mark,
        computed=half_day_words(sheets.flow.computed),
        main=tuple(move for action in MAIN for move in _moves(action)),
        otherwise=tuple(move for action in OTHERWISE for move in _moves(action)),
        deadlines=tuple(_deadlines(source, sheets)),
        ties=tuple(_ties(source)),
        sheets=sheets,
    )


def half_day_words(half_days: int) -> str:
    """9 half-days are 4.5 个工作日."""
    return Span(half_days, ACCEPTANCE_SPAN.unit).label if half_days else "当场"


def _moves(action: CaseAction) -> Iterator[Move]:
    """One row a note: moves from several states that say the same are one."""
    rows = [row for row in CASE.rows if row.action is action]
    for note, basis in dict.fromkeys((row.note, row.basis) for row in rows):
        targets = dict.fromkeys(row.target.label for row in rows if (row.note, row.basis) == (note, basis))
        yield Move(name=action.label, who=_who(action), what=note, becomes="、".join(targets), basis=basis)


def _who(action: CaseAction) -> str:
    """Who may make the move; in the system's part only what nobody decides."""
    if action in APPLICANTS:
        return ACTORS[Role.CITIZEN]
    named = [words for role, words in ACTORS.items() if _may(role, PERMITTED_BY[action])]
    people = [words for words in named if words != ACTORS[Role.SYSTEM]]
    return "、".join(people or named)


def _may(role: Role, action: Action) -> bool:
    return any((role, action, kind) in TABLE for kind in (ObjectKind.CASE, ObjectKind.DELIVERY))


def _deadlines(source: CompiledBundle, sheets: Sheets) -> Iterator[Deadline]:
    asking = next(row for row in CASE.rows if (row.source, row.action) == (CaseState.RECEIVED, _A.ASK_CORRECTION))
    yield Deadline(what="受理、不予受理或一次性告知", span=ACCEPTANCE_SPAN.label, source=asking.basis)
    yield _day_of_telling(source.parameters.told_on_delivery)
    term = source.parameters.correction_term
    if term:
        yield Deadline(what="申请人补正", span=term.within.label, source=basis_words(term.basis))
    else:
        yield Deadline(what="申请人补正", span="没有规定", source="本地参数没有规定补正期限，逾期不终止")
    granted = next(row for row in CASE.rows if row.action is _A.DELIVER and row.basis)
    yield Deadline(what="送达准予决定", span=granted.note.removesuffix("颁发、送达"), source=granted.basis)
    promise = source.promise
    yield Deadline(what="整件事全部办好", span=promise.span.label, source=basis_words(promise.basis))
    for sheet in sheets.items:
        mark = f"（{sheet.promise_mark}）" if sheet.promise_mark else ""
        told = f"法定：{sheet.statutory}，{sheet.statutory_basis}"
        yield Deadline(what=sheet.name, span=f"{sheet.promise}{mark}", source=told)


def _day_of_telling(on_delivery: Basis | None) -> Deadline:
    what = "补正告知在期限内"
    if on_delivery:
        return Deadline(what=what, span="以补正书送达之日为准", source=basis_words(on_delivery))
    return Deadline(what=what, span="以补正书出具之日为准", source="本地参数没有规定以送达之日为准")


def _ties(source: CompiledBundle) -> Iterator[str]:
    for tie in source.bundle.ties:
        names = "、".join(f"“{source.library.items[code].name}”" for code in tie.items)
        yield f"{names}依法一并办理，不能单独去掉，依据{basis_words(tie.basis)}。"
