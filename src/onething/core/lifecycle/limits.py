"""Every limit that the law of procedure sets, once, with its article; and the limits fixed for one case.

Source: 行政许可法 (2019); for turning against a decision 行政复议法 and 行政诉讼法. What one item's own law says stands in its pack and reaches a case as `CaseLimits`.
"""

from dataclasses import dataclass
from datetime import date

from onething.core.calendar import Span, Unit
from onething.core.definitions import Basis, Item, ItemType, Limit, LimitKind, Mark
from onething.core.states import Labelled


class Approver(Labelled):
    """Who may lengthen a limit."""

    BODY_HEAD = "body_head", "本行政机关负责人"
    GOVERNMENT_HEAD = "government_head", "本级人民政府负责人"


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a limit may be lengthened, by whom, and how often."""

    by: Span
    approver: Approver = Approver.BODY_HEAD
    times: int = 1


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """One limit of the law: for what, how long, since when, on which article, what follows when it passes; who meets it, where few do."""

    what: str
    span: Span
    since: str
    basis: Basis
    extension: Extension | None = None
    follows: str = ""
    note: str = ""


def _law(article: str) -> Basis:
    return Basis("行政许可法", article, Mark.CONFIRMED)


BARRED = "只限直接关系公共安全、人身健康、生命财产安全的事项；是否属于由作出决定的机关认定，系统不自动拒收"
_days = Span.working_days
ACCEPTANCE = LegalLimit(
    "受理、不予受理或一次性告知补正", _days(5), "收到申请材料", _law("第三十二条第一款第四项"),
    follows="自收到申请材料之日起即为受理",
)  # fmt: skip
DECISION = LegalLimit(
    "作出许可决定", _days(20), "受理", _law("第四十二条第一款"), Extension(_days(10)),
    follows="没有在期限内答复的，可以申请行政复议（行政复议法第十一条第三项）",
)  # fmt: skip
JOINT = LegalLimit(
    "统一办理、联合办理、集中办理", _days(45), "受理", _law("第二十六条第二款、第四十二条第二款"),
    Extension(_days(15), Approver.GOVERNMENT_HEAD),
)  # fmt: skip
FIRST_EXAMINATION = LegalLimit(
    "下级机关审查完毕后报上级机关决定", _days(20), "受理", _law("第四十三条"),
    note="法律、法规另有规定的除外。事项包里的事项都由受理的机关自己决定，还没有一件要先报上级，所以没有办件起算",
)  # fmt: skip
DELIVERY = LegalLimit("颁发、送达许可证件", _days(10), "作出准予决定", _law("第四十四条"))
HEARING_APPLICATION = LegalLimit("申请听证", _days(5), "被告知听证权利", _law("第四十七条第一款"))
HEARING = LegalLimit("组织听证", _days(20), "提出听证申请", _law("第四十七条第一款"))
HEARING_NOTICE = LegalLimit("通知听证的时间、地点", _days(7), "举行听证以前", _law("第四十八条第一款第一项"))
STATEMENT = LegalLimit(
    "陈述、申辩", HEARING_APPLICATION.span, "收到陈述申辩告知书",
    Basis("行政许可法", "第四十七条第一款", Mark.UNCONFIRMED, "法律没有规定陈述、申辩的期限，参照申请听证的期限"),
)  # fmt: skip
RENEWAL = LegalLimit(
    "申请延续", _days(30), "有效期届满以前", _law("第五十条第一款"),
    follows="行政机关在有效期届满前没有作出决定的，视为准予延续（第五十条第二款）",
)  # fmt: skip
INSPECTION = LegalLimit(
    "指派人员检验、检测、检疫", _days(5), "受理", _law("第五十五条第二款"),
    note="指派两名以上工作人员。只约束由行政机关自己实施的检验、检测、检疫；停止计时的页面写明最迟哪一天",
)  # fmt: skip
REVIEW = LegalLimit(
    "申请行政复议", Span(60, Unit.CALENDAR_DAY), "知道或者应当知道该行政行为",
    Basis("行政复议法", "第二十条第一款", Mark.CONFIRMED), note="法律规定的期限超过六十日的，按那部法律",
)  # fmt: skip
COURT = LegalLimit(
    "提起行政诉讼", Span(6, Unit.MONTH), "知道或者应当知道作出行政行为",
    Basis("行政诉讼法", "第四十六条第一款", Mark.CONFIRMED), note="法律另有规定的除外",
)  # fmt: skip
UNTRUE_APPLICATION = LegalLimit(
    "隐瞒情况、提供虚假材料的，不得再次申请该许可", Span(1, Unit.YEAR), "不予受理或者不予许可",
    Basis("行政许可法", "第七十八条", Mark.UNCONFIRMED, "法律没有写明从哪一天起算"), note=BARRED,
)  # fmt: skip
DECEITFUL_GRANT = LegalLimit(
    "以欺骗、贿赂等不正当手段取得许可的，不得再次申请该许可", Span(3, Unit.YEAR), "撤销许可",
    Basis("行政许可法", "第七十九条", Mark.UNCONFIRMED, "法律没有写明从哪一天起算"), note=BARRED,
)  # fmt: skip
LEGAL_LIMITS = (
    ACCEPTANCE, DECISION, JOINT, FIRST_EXAMINATION, DELIVERY, HEARING_APPLICATION, HEARING, HEARING_NOTICE, STATEMENT,
    RENEWAL, INSPECTION, REVIEW, COURT, UNTRUE_APPLICATION, DECEITFUL_GRANT,
)  # fmt: skip
ACCEPTANCE_SPAN = ACCEPTANCE.span


@dataclass(frozen=True, slots=True)
class CaseLimits:
    """The limits fixed for this case on the day it was filed; None where nothing is to be counted.

    `acceptance` may be stricter for an item, down to 当场; `from_receipt` where the item's law counts from the day on which
    the application came (自收到申请之日起); a case that continues a licence is decided before `renews_until`, its last day.
    The limit of acceptance is kept by the day on which the correction notice is issued, or by that on which it has reached the
    applicant where a local rule says so (`told_on_delivery`).
    """

    promised: Span | None
    statutory: Span | None
    acceptance: Span = ACCEPTANCE_SPAN
    delivery: Span | None = None
    extension: Extension | None = None
    renews_until: date | None = None
    from_receipt: bool = False
    told_on_delivery: bool = False


def statutory_limit(item: Item) -> Limit:
    """The limit of the item's own law; licensing without one that is confirmed has that of 行政许可法 42."""
    if item.type is ItemType.LICENSING and _binding(item.statutory) is None:
        by = DECISION.extension.by if DECISION.extension else None
        return Limit(LimitKind.FIXED, DECISION.basis, DECISION.span, by)
    return item.statutory


def limits_of(
    item: Item, *, promised: Span | None, renews_until: date | None = None, told_on_delivery: bool = False
) -> CaseLimits:
    """What counts for a case of this item; only what is confirmed as law starts a clock of law."""
    law = statutory_limit(item)
    by = law.extension if law.binding else None
    approver = Approver.GOVERNMENT_HEAD if law.extended_by_government else Approver.BODY_HEAD
    return CaseLimits(
        promised=promised,
        statutory=_binding(law),
        acceptance=(_binding(item.acceptance) if item.acceptance else None) or ACCEPTANCE_SPAN,
        delivery=DELIVERY.span if item.type is ItemType.LICENSING else None,
        extension=Extension(by, approver) if by else None,
        renews_until=renews_until,
        from_receipt=law.from_receipt,
        told_on_delivery=told_on_delivery,
    )


def _binding(limit: Limit) -> Span | None:
    if limit.kind is LimitKind.ON_THE_SPOT and limit.basis.confirmed:
        return Span.spot()
    return limit.binding
