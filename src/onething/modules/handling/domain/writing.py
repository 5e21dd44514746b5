"""What an officer must have written before a step is lawful; every gap is named at once.

Source: 行政许可法 32 (one correction notice with everything, refusals with reasons), 38 (denials with reasons, remedies).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis

MOST_CHARACTERS = 2000
MOST_DEFECTS = 60
UNANSWERED = "补正告知已经发出，申请人还没有交来，不能再发。请等补正交来后再看；一次告知的内容可以在“文书”里查看。"

NOT_IN_THE_FIRST = (
    "已经发过一次补正告知，里面没有“{}”。依法要一次告知全部内容，不能再增加新的要求；确有必要的，报请负责人批准。"
)
NO_LAW = (
    "没有选定已核对原文的法律依据。请勾选本事项的依据，或写明法律名称和条款；待核的依据不能单独用。"
    "公共服务单位也可以写明自己公布的办理规则和公布日期。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One point to put right: in which case (its key), at which material or field (its key), what, and how."""

    case: str
    target: str
    target_name: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Why something is refused or denied: what was found, why it does not suffice, on which law, who is competent.

    Where to turn against it is no officer's to write: the body's facts say it.
    """

    reason: str
    law: tuple[Basis, ...]
    facts: str = ""
    competent_body: str = ""


Gaps = dict[str, str]


def decide_correction(
    defects: Sequence[Defect],
    *,
    nameable: Collection[str],
    asked_before: Collection[str],
    unanswered: bool,
    more_allowed: bool = False,
) -> Gaps:
    """What stops this notice. Told once: a later notice may only repeat points of the first (行政许可法 32).

    Unless the head of the body allowed more, because it could not be seen before (`more_allowed`).
    """
    if unanswered:
        return {"": UNANSWERED}
    gaps: Gaps = {}
    if not defects:
        gaps[""] = "没有勾选任何需要补正的内容。请逐项勾选，并写明问题和改法，一次说全。"
    if len(defects) > MOST_DEFECTS:
        gaps[""] = f"一次最多写 {MOST_DEFECTS} 处。请把同一份材料的问题写在一起。"
    new = () if more_allowed else new_points(defects, asked_before=asked_before)
    for defect in defects:
        gaps |= _defect_gaps(defect, nameable=nameable, new=defect in new)
    return gaps


def new_points(defects: Sequence[Defect], *, asked_before: Collection[str]) -> tuple[Defect, ...]:
    """What a second notice asks beyond the first; of a first notice nothing is new."""
    return tuple(one for one in defects if one.target not in asked_before) if asked_before else ()


def _defect_gaps(defect: Defect, *, nameable: Collection[str], new: bool) -> Gaps:
    place, name = f"{defect.target}-problem", defect.target_name
    gaps = decide_words(defect.problem, place, f"“{name}”的问题")
    gaps |= decide_words(defect.remedy, f"{defect.target}-remedy", f"“{name}”怎样改正")
    if defect.case not in nameable:
        gaps[place] = f"用到“{name}”的事项已经受理或已经终结，不能要求补正。请刷新页面看最新情况。"
    elif new:
        gaps[place] = NOT_IN_THE_FIRST.format(name)
    return gaps


def decide_refusal(rejection: Rejection, *, not_required: bool = False) -> Gaps:
    """A refusal of acceptance needs reason and law, and so does the word that nothing has to be handled."""
    return _rejection_gaps(rejection, "不需要办理的理由" if not_required else "不予受理的理由") | _length(
        rejection.competent_body, "competent_body", at_most=120
    )


def decide_denial(rejection: Rejection) -> Gaps:
    """A denial needs what was found as well."""
    return decide_words(rejection.facts, "facts", "查明的事实") | _rejection_gaps(rejection, "不予的理由")


def _rejection_gaps(rejection: Rejection, label: str) -> Gaps:
    gaps = decide_words(rejection.reason, "reason", label)
    if not any(basis.confirmed for basis in rejection.law):
        gaps["law"] = NO_LAW
    return gaps


def law_words(rejection: Rejection) -> str:
    """The law as the log keeps it."""
    return "、".join(basis.citation for basis in rejection.law)[:300]


def decide_grant(*, opinion: str, result_number: str, missing: Mapping[str, str]) -> Gaps:
    """A grant needs an opinion, the number of what is issued, and what the law wants decided before it."""
    gaps = decide_words(opinion, "opinion", "审查意见") | decide_words(
        result_number, "result_number", "结果编号", at_most=60
    )
    if missing:
        names = "、".join(f"“{name}”" for name in missing.values())
        gaps[""] = (
            f"要等{names}准予以后才能作出准予决定；已经撤销、注销的，要等重新准予。可以先审查，待前项办结后再决定。"
        )
    return gaps


def decide_validity(until: date | None, *, on: date, renews_until: date | None) -> Gaps:
    """A licence ends after today; a continued one after the day on which it would have ended."""
    if until is None:
        return {}
    if until <= on:
        return {"valid_until": "有效期的最后一天要晚于今天。没有有效期的，不用填。"}
    if renews_until and until <= renews_until:
        return {"valid_until": f"延续以后的有效期要晚于原来的 {renews_until}。请改正日期。"}
    return {}


def decide_words(text: str, field: str, label: str, *, at_most: int = MOST_CHARACTERS) -> Gaps:
    """A text that people will read must be there, and not too long."""
    if not text.strip():
        return {field: f"没有写{label}。请写明，申请人会在文书上看到。"}
    return _length(text, field, at_most=at_most)


def decide_received(day: date | None, *, told_on: date, today: date) -> Gaps:
    """What came on paper came after it was asked for, and not in days to come."""
    if day is not None and told_on <= day <= today:
        return {}
    return {"received_on": "收到的日期要在告知以后、今天以前。请照“2026-01-05”的样子写。"}


def _length(text: str, field: str, *, at_most: int = MOST_CHARACTERS) -> Gaps:
    return {field: f"最多写 {at_most} 个字，现在是 {len(text)} 个字。请改短。"} if len(text) > at_most else {}
