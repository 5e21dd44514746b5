"""The paper of each step, issued last in its transaction (受理通知书, 补正书, 不予受理通知书, 准予和不予决定书)."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from onething.core.definitions import Basis, ItemType, ResultKind
from onething.core.lifecycle import BEFORE_ACCEPTANCE, CaseAction, CaseState
from onething.modules.handling.definitions import body_facts
from onething.modules.handling.dependants import waiting_for
from onething.modules.handling.docket import Docket, file_of, last_lines
from onething.modules.handling.domain.redress import body_kind
from onething.modules.handling.domain.stored import STATES, read_basis, read_limits
from onething.modules.handling.domain.trust import owed_by
from onething.modules.handling.domain.whole import WholeClock
from onething.modules.handling.domain.writing import Rejection
from onething.modules.handling.models import Case
from onething.modules.papers.api import (
    Acceptance,
    AcceptedItem,
    ByRule,
    Complaint,
    Contents,
    Decision,
    Denial,
    Letterhead,
    NewPaper,
    OwedMaterial,
    PaperInfo,
    PaperSubject,
    Refusal,
    Remedies,
    issue_all,
)
from onething.platform.permissions import Actor

RECEIVING = {"post": "邮寄到您填写的地址", "pick-up": "凭取件码到受理窗口领取"}
AT_ONCE = {
    ResultKind.LICENCE: "您选了只要电子结果：本文书写明证号，可以在“我的办件”里查看和下载，不另发实体证件",
    ResultKind.DOCUMENT: "电子结果就是本文书，可以在“我的办件”里查看和下载",
    ResultKind.DATA: "已经登记，以本文书为准，不另发证件；本文书可以在“我的办件”里查看和下载",
    ResultKind.PAYMENT: "款项拨付到您填写的账户，金额和时间以经办部门拨付为准；本文书可以在“我的办件”里查看和下载",
}


def acceptance(
    docket: Docket,
    accepted: Collection[Case],
    *,
    owed: tuple[OwedMaterial, ...] = (),
    untold: Sequence[Case] = (),
) -> PaperInfo:
    """What is accepted now, and what will be as soon as the results it waits for exist; what is not, and what is owed.

    `untold` were asked to be put right by a notice that came too late.
    """
    whole = docket.whole()
    rows = [row for row in docket.rows if row in accepted or row.accepted_ahead]
    contents = Acceptance(
        accepted_on=min((row.accepted_on for row in accepted if row.accepted_on), default=docket.day),
        promised_on=whole.last_on,
        undated=whole.halt.label if whole.halt else "",
        items=tuple(_accepted_item(docket, row, whole) for row in rows),
        deemed=any(file_of(row).log.deemed for row in accepted),
        on_trust=any(owed_by(row.promised) for row in rows),
        owed=owed,
        untold=titles_of(untold),
        left_out=tuple(f"{row.title}（{_left_word(row)}）" for row in docket.rows if _is_left_out(row)),
        licensing=any(is_licensing(row) for row in accepted),
    )
    return issue_for(docket, lead_of(docket), contents)


def refusals(
    docket: Docket, refused: Sequence[Case], rejection: Rejection, *, kind: type[Refusal]
) -> tuple[PaperInfo, ...]:
    """Why it is not accepted, or needs nothing: each body of its own cases, on the law of its own items where that was chosen."""

    def contents(rows: Sequence[Case]) -> Refusal:
        return kind(
            reason=rejection.reason.strip(),
            law=_own_law(rejection.law, rows, others=docket.rows),
            remedies=remedies_at(rows[0], now=docket.now),
            competent_body=rejection.competent_body.strip(),
            items=titles_of(rows) if len(rows) > 1 else (),
            licensing=any(is_licensing(row) for row in rows),
        )

    return in_own_names(docket, refused, contents)


def _own_law(law: Sequence[Basis], rows: Collection[Case], *, others: Collection[Case]) -> tuple[Basis, ...]:
    """Without what is the law of others' items alone; all of it when nothing else was chosen."""
    own, all_of_them = ({read_basis(basis).citation for row in some for basis in row.bases} for some in (rows, others))
    mine = tuple(basis for basis in law if basis.citation in own or basis.citation not in all_of_them)
    return mine if any(basis.confirmed for basis in mine) else tuple(law)


def decision(docket: Docket, row: Case, *, by_rule: ByRule | None = None) -> PaperInfo:
    """What was found, and the result."""
    contents = Decision(
        accepted_on=row.accepted_on or docket.day,
        opinion=row.opinion,
        law=tuple(read_basis(basis) for basis in row.bases),
        result_name=row.result_name,
        result_number=row.result_number,
        receiving=AT_ONCE[ResultKind(row.result_kind)]
        if row.state == CaseState.CONCLUDED
        else RECEIVING.get(row.delivery_mode, RECEIVING["pick-up"]),
        licensing=is_licensing(row),
        valid_until=row.valid_until,
        renews_until=row.renews_until,
        deemed=row.ledger[-1][0] == CaseAction.DEEM_RENEWED or row.ledger[-2][0] == CaseAction.DEEM_RENEWED,
        heard=row.heard_in,
        by_rule=by_rule,
    )
    return issue_for(docket, row, contents, case=row)


def denial(docket: Docket, row: Case, rejection: Rejection) -> PaperInfo:
    """Why not, and what can be done against it."""
    contents = Denial(
        accepted_on=row.accepted_on or docket.day,
        facts=rejection.facts.strip(),
        reason=rejection.reason.strip(),
        law=rejection.law,
        remedies=remedies_at(row, now=docket.now),
        heard=row.heard_in,
        licensing=is_licensing(row),
    )
    return issue_for(docket, row, contents, case=row)


def issue_for(docket: Docket, body: Case, contents: Contents, *, case: Case | None = None) -> PaperInfo:
    """The paper in the name of the body of this case, about `case` or the whole application."""
    lines, told = docket.lines([case] if case else docket.rows), () if case else docket.rows
    return issue_in_name_of(body, contents, case=case, actor=docket.actor, now=docket.now, lines=lines, told=told)


def issue_in_name_of(
    body: Case, contents: Contents, *, actor: Actor, now: datetime, case: Case | None = None,
    to: tuple[str, UUID] | None = None, lines: tuple[UUID, ...] | None = None, told: Collection[Case] = (),
) -> PaperInfo:  # fmt: skip
    """The same outside a docket; `to` is the name and reference of somebody else than the applicant.

    What is about several cases is read by the bodies of those `told`, whoever of them issues it.
    `lines` are those of the log that caused it; when they are not given, what was written last about the case.
    """
    caused = last_lines([case or body]) if lines is None else lines
    paper = paper_of(body, contents, case=case, now=now, to=to, lines=caused, told=told)
    return issue_all([paper], actor=actor, now=now)[0]


def in_own_names(
    docket: Docket,
    rows: Collection[Case],
    contents: Callable[[Sequence[Case]], Contents],
    *,
    following: Collection[Case] = (),
) -> tuple[PaperInfo, ...]:
    """A paper of each body about its own cases: what is done to people each organ does in its own name.

    It came of the lines of these cases, and of those of the `following` that waited for them, which it names.
    Source: 行政诉讼法 第二十六条第一款, 行政复议法 第十九条第一款 (who did it answers for it).
    """
    of_body: dict[str, list[Case]] = {}
    for row in rows:
        of_body.setdefault(row.body_code, []).append(row)
    alone = {code: mine[0] if len(mine) == 1 else None for code, mine in of_body.items()}
    papers = [
        paper_of(
            mine[0],
            contents(mine),
            case=alone[code],
            now=docket.now,
            lines=docket.lines([*mine, *waiting_for(mine, following)]),
        )
        for code, mine in of_body.items()
    ]
    return issue_all(papers, actor=docket.actor, now=docket.now)


def paper_of(
    body: Case, contents: Contents, *, case: Case | None, now: datetime, lines: tuple[UUID, ...],
    to: tuple[str, UUID] | None = None, told: Collection[Case] = (),
) -> NewPaper:  # fmt: skip
    """A paper in the name of the body of `body`, about `case` or the whole application, not issued yet."""
    row = case or body
    name, owner = to or (row.applicant, row.owner)
    about = PaperSubject(
        application=row.application_ref,
        application_number=row.application_number,
        matter=case.title if case else row.bundle_name,
        applicant=name,
        owner=owner,
        bundle=row.bundle,
        site_code="" if to else row.site_code,  # the window hands papers to the applicant alone
        region_path=row.region_path,
        case=case.public_id if case else None,
        case_number=case.number if case else "",
        told_to=frozenset(one.body_code for one in told),
    )
    facts = body_facts(body, now=now)
    head = Letterhead(
        code=body.body_code,
        name=body.body_name,
        kind=body_kind(facts),
        phone=facts["phone"],
        address=facts["address"],
    )
    return NewPaper(contents=contents, body=head, about=about, lines=lines)


def lead_of(docket: Docket) -> Case:
    """A case of the lead body (牵头部门), in whose name the window writes; else of the first body."""
    return next((row for row in docket.rows if row.body_code == row.lead_code), docket.rows[0])


def _is_left_out(row: Case) -> bool:
    return not row.accepted_ahead and STATES[row.state] in BEFORE_ACCEPTANCE


def _left_word(row: Case) -> str:
    return "待补正" if row.awaits_correction else "待答复"


def _accepted_item(docket: Docket, row: Case, whole: WholeClock) -> AcceptedItem:
    promised = read_limits(row.limits).promised
    waiting = row.state == CaseState.WAITING
    return AcceptedItem(
        name=row.title,
        body_name=row.body_name,
        promised_label=promised.label if promised else "",
        statutory_label=row.statutory_label,
        promised_on=whole.expected_on(row.key, planned_on=row.planned_on) if waiting else row.due_on,
        waits_for="、".join(docket.row(key).title for key in row.waits_for) if waiting else "",
        law=tuple(read_basis(basis) for basis in row.bases),
    )


def is_licensing(row: Case) -> bool:
    """Whether the law of licensing (行政许可法) is cited."""
    return row.item_type == ItemType.LICENSING


def titles_of(rows: Collection[Case]) -> tuple[str, ...]:
    """What these cases are called."""
    return tuple(row.title for row in rows)


def remedies_at(row: Case, *, now: datetime) -> Remedies | Complaint:
    """Where people turn against what this body does now, whatever applied on the day of filing."""
    facts = body_facts(row, now=now)
    if not body_kind(facts).acts_in_law:
        return Complaint(channel=facts["complaint"])
    return Remedies(review_organ=facts["review_organ"], online=facts.get("review_online", ""), court=facts["court"])
