"""What an officer may not do alone: what is asked of the head of the body, and what the head's answer needs. Pure.

Source: 行政许可法 42 (an extension is approved by the head), 7 (whom it concerns is heard), 69, 70, 8 (undoing a decision), 32 (told once).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from onething.core.calendar import Span
from onething.core.lifecycle import PUBLIC_INTEREST, Approver, CaseAction, RevocationCause
from onething.core.states import Labelled
from onething.modules.handling.domain.writing import Defect, Gaps, Rejection, decide_refusal, decide_words

SAME_PERSON = "报批的人不能自己批准。请由负责人，或者他书面指定的另一位代行人批准。"
SETTLED = "这一项已经批复过。请刷新页面看结果。"
UNHEARD = "还在听取申请人的陈述、申辩，最迟到{}。收到意见或期满以后才能批准；不同意的，现在就可以批复。"
WHY_MORE = "第一次没有告知这些内容的原因"
NO_CAUSE = "没有选撤销的情形。请选一种：后果不同，会印在撤销决定书上。"
CAUSE_OF_LICENCES = "只有撤销准予的行政许可要选情形。请返回办件页重新打开。"
HARMFUL = (
    f"没有确认{PUBLIC_INTEREST.says}。可能造成重大损害的，不予撤销（{PUBLIC_INTEREST.basis.citation}），请选“不同意”。"
)
NOT_ASKED_FOR = "这一步不用报批，或者不能由部门作出。请回到办件页选择。"


class ApprovalState(Labelled):
    """Where a request stands."""

    OPEN = "open", "待批"
    APPROVED = "approved", "同意"
    DECLINED = "declined", "不同意"
    TAKEN_BACK = "taken_back", "已收回"


APPROVAL_STATES = {state.value: state for state in ApprovalState}
ASKED_FOR: Mapping[CaseAction, str] = MappingProxyType(
    {
        CaseAction.EXTEND: "延长办理期限",
        CaseAction.TERMINATE: "终止办理",
        CaseAction.REVOKE: "撤销决定",
        CaseAction.RECALL: "撤回决定",
        CaseAction.CANCEL: "注销",
        CaseAction.ASK_CORRECTION: "再次补正时增加内容",
        CaseAction.REOPEN: "重新办理",
    }
)
"""What needs the head, in words."""

LENGTHEN_JOINT = "lengthen_joint"
"""Moves no case: it concerns the clock beside them, and the head of the government answers (行政许可法 42(2))."""

ASKED_WORDS: Mapping[str, str] = MappingProxyType(
    {**{action.value: words for action, words in ASKED_FOR.items()}, LENGTHEN_JOINT: "延长联合办理的期限"}
)
"""All that may be asked, by the word that is stored."""
NOT_THE_LEAD = "联合办理的期限由牵头部门（{}）报请延长。请与牵头部门联系。"

HEARD_BEFORE = frozenset({CaseAction.REVOKE, CaseAction.RECALL})
UNDOING = HEARD_BEFORE | {CaseAction.CANCEL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an officer asks the head for: an extension has its length, everything that ends something its rejection,
    and a second correction notice that asks for more has all its points. `joint` lengthens not the limit of one case,
    but the one that several bodies have together. `approver` is whom the law names for an extension,
    `cause` why a licence is revoked.
    """

    action: CaseAction
    reason: str
    by: Span | None = None
    rejection: Rejection | None = None
    defects: tuple[Defect, ...] = ()
    joint: bool = False
    approver: Approver = Approver.BODY_HEAD
    cause: RevocationCause | None = None

    @property
    def by_government(self) -> bool:
        """Whether not the head of the body answers, but that of the government."""
        return self.joint or self.approver is Approver.GOVERNMENT_HEAD

    @property
    def stored(self) -> str:
        """The word under which the request is kept."""
        return LENGTHEN_JOINT if self.joint else self.action.value


def decide_wish(wish: Wish) -> Gaps:
    """Everything that is missing before the head may be asked."""
    if wish.action not in ASKED_FOR:
        return {"": NOT_ASKED_FOR}
    if wish.action is CaseAction.EXTEND:
        gaps = decide_words(wish.reason, "reason", "延期的理由")
        return gaps if wish.by else gaps | {"days": "没有写延长多少个工作日。请填写整数。"}
    if wish.action is CaseAction.ASK_CORRECTION:
        return decide_words(wish.reason, "reason", WHY_MORE) if wish.defects else {"": NOT_ASKED_FOR}
    if wish.action is CaseAction.REOPEN:
        return decide_words(wish.reason, "reason", "重新办理的理由")
    return decide_refusal(wish.rejection) if wish.rejection else {"": NOT_ASKED_FOR}


def decide_cause(wish: Wish, *, licence: bool) -> Gaps:
    """Who revokes a licence says why, as what follows differs; nothing else has such a cause (行政许可法 69)."""
    if (wish.cause is not None) == (licence and wish.action is CaseAction.REVOKE):
        return {}
    return {"": CAUSE_OF_LICENCES} if wish.cause else {"cause": NO_CAUSE}


def decide_harmless(wish: Wish, *, harmless: bool) -> Gaps:
    """A licence is not revoked where this might do great harm to the public interest (行政许可法 69(3))."""
    return {"harmless": HARMFUL} if wish.cause and not harmless else {}


def is_heard_before(action: CaseAction, *, granted: bool) -> bool:
    """Whether the person speaks first: undoing a denial takes nothing from anybody."""
    return granted and action in HEARD_BEFORE


def decide_answer(
    *, state: ApprovalState, asked_by: UUID | None, answered_by: UUID | None, approved: bool,
    speak_by: date | None, spoke: bool, on: date,
) -> Gaps:  # fmt: skip
    """What stops this answer: somebody answered before, it is the one who asked, or nobody was heard yet."""
    if state is not ApprovalState.OPEN:
        return {"": SETTLED}
    if answered_by is None or answered_by == asked_by:
        return {"": SAME_PERSON}
    if approved and speak_by and not spoke and on <= speak_by:
        return {"": UNHEARD.format(f"{speak_by.month}月{speak_by.day}日")}
    return {}


def decide_joint_asker(*, body: str, lead: str, lead_name: str) -> Gaps:
    """One body speaks for all: the one in charge."""
    return {} if body == lead else {"": NOT_THE_LEAD.format(lead_name)}


def decide_declining(note: str) -> Gaps:
    """Who asked has to know why not."""
    return decide_words(note, "note", "不同意的理由")


def stands_in(*, from_day: date, until_day: date, ended: bool, on: date) -> bool:
    """Whether a delegation on [from_day, until_day) holds on this day."""
    return not ended and from_day <= on < until_day


def decide_delegation(
    *, head: UUID | None, deputy: UUID | None, from_day: date | None, until_day: date | None, reason: str, on: date
) -> Gaps:
    """What a delegation needs: somebody else, days that are not over, and why."""
    gaps: Gaps = {}
    if deputy is None or deputy == head:
        gaps["deputy"] = "没有选代行的人，或者选的是本人。请从本部门的审批人员里选一位。"
    if from_day is None:
        gaps["from_day"] = "没有写从哪一天起代行。请填写日期。"
    if until_day is None:
        gaps["last_day"] = "没有写代行到哪一天。请填写日期。"
    elif from_day and (until_day <= from_day or until_day <= on):
        gaps["last_day"] = "代行的最后一天不能早于第一天，也不能早于今天。请改正日期。"
    return gaps | decide_words(reason, "reason", "离岗的原因", at_most=200)


def decide_reassignment(*, giver: UUID | None, taker: UUID | None, reason: str, cases: int) -> Gaps:
    """Open cases go to a colleague of the same body, for a stated reason."""
    gaps: Gaps = {}
    if giver is None:
        gaps["giver"] = "没有选从谁移交。请选一位经办人。"
    if taker is None or taker == giver:
        gaps["taker"] = "没有选接手的同事，或者选的是同一个人。请从本部门的审批人员里选一位。"
    if not gaps and not cases:
        gaps[""] = "名下没有在办的办件，不用移交。"
    return gaps | decide_words(reason, "because", "移交的原因", at_most=200)


def decide_four_eyes(*, apart: bool, reviewers: frozenset[UUID], decider: UUID | None) -> Gaps:
    """Where the body wants it, one reviews and another decides (审查与决定分开)."""
    if not apart or decider is None:
        return {}
    if not reviewers:
        return {"": "本部门要求一人审查、另一人决定。请先转审查，再由另一位同事作出决定。"}
    if decider in reviewers:
        return {"": "这个办件由您审查，本部门要求由另一位同事作出决定。请把审查意见告诉他，由他决定。"}
    return {}
