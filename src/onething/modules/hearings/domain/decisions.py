"""What each step of a hearing needs written; every gap is named at once, and what the law forbids stands in the core."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from onething.core.calendar import Calendar
from onething.core.lifecycle import day_obstacles, presiding_obstacles
from onething.modules.hearings.domain.terms import Cause, Signature

Gaps = dict[str, str]
MOST_CHARACTERS = 4000
MOST_PERSONS = 50
LONGEST_NAME = 60
CLOCK_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
TOO_MANY = f"最多登记 {MOST_PERSONS} 人，每人的姓名不超过 {LONGEST_NAME} 个字。"
OTHERWISE = "请改正后再提交。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """When, where and before whom: what a notice tells."""

    on: date | None
    at: str
    place: str = field(repr=False)
    presider: UUID | None
    examiner: UUID | None
    in_public: bool
    closed_because: str = field(default="", repr=False)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one person said, and how they stand to the record."""

    said: str = field(repr=False)
    signature: Signature | None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What the record holds; `heard` goes by the person's reference."""

    clerk: str
    examined: str = field(repr=False)
    argued: str = field(default="", repr=False)
    heard: Mapping[UUID, Heard] = field(repr=False)


def decide_telling(cause: Cause | None, *, reason: str, others: Sequence[str]) -> Gaps:
    """The cause, what it concerns in words, and names that can be written on a paper."""
    gaps = words(reason, "reason", "听证的原因")
    if cause is None:
        gaps["cause"] = "没有选为什么听证。请选一项。"
    return gaps | decide_names(others)


def decide_names(names: Sequence[str]) -> Gaps:
    """Names of those whom it concerns besides the applicant, one a line."""
    too_long = any(len(name) > LONGEST_NAME for name in names)
    return {"others": TOO_MANY} if too_long or len(names) > MOST_PERSONS else {}


def decide_day(
    given: Day,
    *,
    noticed_on: date,
    hold_by: date | None,
    postponed: bool,
    staff: Collection[UUID],
    examiners: Collection[UUID],
    stepped_aside: Collection[str],
    calendar: Calendar,
) -> Gaps:
    """What a notice needs: a day in time, a place, an examiner, and somebody else to preside."""
    gaps = words(given.place, "place", "地点")
    if given.on is None:
        gaps["on"] = "没有写日期，或者写得不对。请照“2026-01-05”的样子写。"
    else:
        gaps |= named(
            "on",
            day_obstacles(given.on, noticed_on=noticed_on, hold_by=hold_by, postponed=postponed, calendar=calendar),
        )
    if not CLOCK_TIME.fullmatch(given.at):
        gaps["at"] = "没有写几点开始，或者写得不对。请照“9:30”的样子写。"
    if given.examiner not in staff:
        gaps["examiner"] = "没有选由谁提供审查意见。请选审查这个办件的人。"
    presider = str(given.presider) if given.presider in staff else None
    examined = {str(one) for one in (*examiners, given.examiner)}
    gaps |= named("presider", presiding_obstacles(presider, examiners=examined, stepped_aside=stepped_aside))
    if not given.in_public:
        gaps |= words(given.closed_because, "closed_because", "不公开举行的理由（国家秘密、商业秘密或者个人隐私）")
    return gaps | (words(given.reason, "reason", "改期或者换人的原因") if postponed else {})


def decide_minutes(given: Minutes, *, persons: Collection[UUID]) -> Gaps:
    """The examiner's part, the one who wrote it down, and of everybody how they stand to it."""
    gaps = words(given.examined, "examined", "审查人员的审查意见和证据、理由") | length(given.argued, "argued")
    gaps |= words(given.clerk, "clerk", "记录人的姓名", at_most=LONGEST_NAME)
    for person in persons:
        heard = given.heard.get(person)
        if heard is None or heard.signature is None:
            gaps[f"signature-{person}"] = "没有选签字情况。"
            continue
        gaps |= length(heard.said, f"said-{person}") | length(heard.remark, f"remark-{person}")
        if heard.signature is Signature.DECLINED:
            gaps |= words(heard.remark, f"remark-{person}", "没有签字的原因")
        if heard.signature is Signature.ABSENT and heard.said.strip():
            gaps[f"said-{person}"] = "没有到场的人不能有发言。书面意见请写在“质证和辩论”里。"
    return gaps


def signed_words(heard: Heard) -> str:
    """How somebody stands to the record, in the words of the paper."""
    label = heard.signature.label if heard.signature else ""
    return f"{label}：{heard.remark.strip()}" if heard.remark.strip() else label


def named(field_name: str, reasons: Iterable[str]) -> Gaps:
    """Reasons of the core as a gap of this field."""
    said = "；".join(reasons)
    return {field_name: f"{said}。{OTHERWISE}"} if said else {}


def words(text: str, name: str, label: str, *, at_most: int = MOST_CHARACTERS) -> Gaps:
    """A text that people will read must be there, and not too long."""
    return length(text, name, at_most=at_most) if text.strip() else {name: f"没有写{label}。请写明。"}


def length(text: str, name: str, *, at_most: int = MOST_CHARACTERS) -> Gaps:
    """What does not fit."""
    return {name: f"最多写 {at_most} 个字。请改短。"} if len(text) > at_most else {}
