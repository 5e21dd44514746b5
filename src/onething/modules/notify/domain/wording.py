"""What a message says: the closed list of kinds with their words, and how an SMS is cut into segments.

An SMS may be read by whoever holds the phone: no name, no result, no code, no material stands in it.
Source of the segments: 3GPP TS 23.040, 9.2.3.24 (70 characters of UCS-2, 67 each when joined).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from onething.core.states import Labelled

ALONE, JOINED = 70, 67
LONGEST_TITLE, LONGEST_PLACE, TAIL = 12, 12, 6
LONGEST_SIGNATURE = 8
HEAD = "您的“{title}”申请（尾号{tail}）"
OF_QUESTION = "您关于“{title}”的咨询"
OF_DRAFT = "您的“{title}”草稿"
WHERE = "请登录“我的办件”查看。"


class MessageKind(Labelled):
    """What people are told of."""

    ACCEPTED = "accepted", "已受理"
    CORRECTION = "correction", "需要补正"
    PROMISE_NEAR = "promise_near", "承诺的材料快到期"
    ORDERED = "ordered", "限期改正"
    DECIDED = "decided", "有办理结果"
    READY = "ready", "可以取件"
    DAYS_CHANGED = "days_changed", "办理期限有变化"
    STATEMENT = "statement", "陈述、申辩"
    HANDED_ON = "handed_on", "办理部门有变化"
    HEARING = "hearing", "听证"
    MEETING = "meeting", "现场安排"
    MEETING_OFF = "meeting_off", "现场安排取消"
    FEE = "fee", "需要缴费"
    REFUND = "refund", "有款项要退"
    ANSWERED = "answered", "咨询有答复"
    PERSON_ANSWERED = "person_answered", "人工复核有答复"
    PRE_REVIEWED = "pre_reviewed", "预审有答复"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What follows the head; `dated` is said instead when there is a last day. What is not `optional` costs a right when unread."""

    says: str
    dated: str = ""
    then: str = WHERE
    optional: bool = False
    head: str = HEAD


K = MessageKind
WORDINGS: Mapping[MessageKind, Wording] = MappingProxyType(
    {
        K.ACCEPTED: Wording(says="已受理。", optional=True),
        K.CORRECTION: Wording(says="需要补正。", dated="需要在{day}前补正。"),
        K.PROMISE_NEAR: Wording(says="有承诺的材料还没有交。", dated="有承诺的材料要在{day}前交来。"),
        K.ORDERED: Wording(says="要求限期改正。", dated="要求在{day}前改正。"),
        K.DECIDED: Wording(says="有办理结果。"),
        K.READY: Wording(says="可以取件，请带证件到{place}。", then="取件码请登录查看。", optional=True),
        K.DAYS_CHANGED: Wording(says="办理期限有变化。"),
        K.STATEMENT: Wording(says="可以陈述、申辩。", dated="可以在{day}前陈述、申辩。"),
        K.HANDED_ON: Wording(says="改由另一个部门接着办理，期限不变。"),
        K.HEARING: Wording(says="有听证的通知。", dated="可以在{day}前要求听证。"),
        K.MEETING: Wording(says="{matter}安排有变化。", dated="{matter}约在{day}{hour}。", then="请登录确认时间。"),
        K.MEETING_OFF: Wording(says="{matter}已取消。", dated="{day}的{matter}已取消。"),
        K.FEE: Wording(says="有费用要交。", then="请登录“我的办件”查看，短信里没有付款链接。", optional=True),
        K.REFUND: Wording(says="有款项要退给您。", then="请登录“我的办件”查看，短信里没有退款链接。", optional=True),
        K.ANSWERED: Wording(says="有答复了。", then="请登录“我的咨询”查看。", optional=True, head=OF_QUESTION),
        K.PERSON_ANSWERED: Wording(says="的人工复核有答复了。"),
        K.PRE_REVIEWED: Wording(says="预审有答复了。", optional=True, head=OF_DRAFT),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What may be named: the matter, the number of the application, a day, a place, an appointment; nothing about people."""

    title: str
    number: str = ""
    day: date | None = None
    place: str = ""
    matter: str = ""
    hour: str = ""


def write_text(kind: MessageKind, about: About) -> str:
    """Return the message as it stands in one's own space, where the next step is a link."""
    wording = WORDINGS[kind]
    says = wording.dated if about.day and wording.dated else wording.says
    return (wording.head + says).format(
        title=_short(about.title, LONGEST_TITLE),
        tail=about.number[-TAIL:],
        day=_day(about.day),
        place=_short(about.place, LONGEST_PLACE) or "受理窗口",
        matter=about.matter,
        hour=about.hour,
    )


def write_sms(kind: MessageKind, text: str, *, signature: str) -> str:
    """Return what leaves the house: who writes, the message, and where the rest stands."""
    return f"【{signature}】{text}{WORDINGS[kind].then}"


def count_segments(sms: str) -> int:
    """Return how many segments are sent and paid."""
    length = len(sms.encode("utf-16-le")) // 2
    return 1 if length <= ALONE else -(-length // JOINED)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""
