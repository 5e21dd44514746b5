"""Authority (授权): for whom somebody may act, in which things and how long. Pure.

Source: 民法典 161, 162 (what an agent does within the authority counts for the principal), 165 (an authority names the
agent, the matters, the extent and the time), 173 (it ends by time, by revocation and by declining); 61 (法定代表人).
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from onething.core.states import Labelled
from onething.platform.permissions import Actor


class AuthorityKind(Labelled):
    """In what capacity the holder acts."""

    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    HANDLER = "handler", "经办人"
    AGENT = "agent", "代办人"


class AuthoritySource(Labelled):
    """Who vouches for it."""

    PROVIDER = "provider", "统一身份认证平台确认"
    GRANTED = "granted", "在本网站授权"


class EndedBy(Labelled):
    """Who ended it before its last day."""

    PRINCIPAL = "principal", "授权人收回"
    HOLDER = "holder", "被授权人谢绝"
    PROVIDER = "provider", "身份认证平台不再确认"
    REPLACED = "replaced", "被新的授权代替"


class AuthorityState(Labelled):
    """Where it stands on one day."""

    COMING = "coming", "还没有开始"
    VALID = "valid", "有效"
    OVER = "over", "已到期"
    ENDED = "ended", "已结束"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityInfo:
    """An authority as its two sides see it; valid on [from_day, until_day), with no bundle named for all."""

    public_id: UUID
    principal: UUID
    principal_name: str
    for_enterprise: bool
    holder_name: str
    holder_number_masked: str
    kind: AuthorityKind
    source: AuthoritySource
    bundles: frozenset[str]
    from_day: date
    until_day: date | None
    ended_at: datetime | None
    ended_by: EndedBy | None

    def state(self, on: date) -> AuthorityState:
        """Where it stands on this legal day; only a valid one lets anybody act."""
        if self.ended_at is not None:
            return AuthorityState.ENDED
        if on < self.from_day:
            return AuthorityState.COMING
        return AuthorityState.VALID if self.until_day is None or on < self.until_day else AuthorityState.OVER


def act_under(actor: Actor, authority: AuthorityInfo) -> Actor:
    """The same person, acting for the principal of the authority and within it."""
    return replace(actor, acting_for=authority.principal, bundles=authority.bundles)


LONGEST_YEARS = 3
MOST_BUNDLES = 50
_BUNDLE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
NOT_ONESELF = "不能授权给本人。请填写要请来办事的另一个人。"
NO_DAY = "请填写授权到哪一天为止，如 2026 年 12 月 31 日。"
PAST = "结束日期要在今天或以后。请改正日期。"
TOO_LONG = f"一次授权最长 {LONGEST_YEARS} 年，到期可以再授权。请把结束日期提前。"
NO_SUCH_BUNDLE = "选择的事项不在名单里，可能已经下线。请重新选择。"
NOT_YOURS_TO_GRANT = (
    "只有本人，或以法定代表人身份办理时，才能授权给别人。请回到“为谁办”换一个身份，或请法定代表人登录后授权。"
)


def decide_terms(
    *, same_person: bool, last_day: date | None, bundles: Collection[str], offered: Collection[str], today: date
) -> Mapping[str, str]:
    """Every reason why an authority cannot be granted so, by field; `last_day` is the last day it is valid on."""
    reasons = {}
    if same_person:
        reasons["id_number"] = NOT_ONESELF
    if last_day is None:
        reasons["until"] = NO_DAY
    elif last_day < today:
        reasons["until"] = PAST
    elif (last_day.year - today.year, last_day.month, last_day.day) > (LONGEST_YEARS, today.month, today.day):
        reasons["until"] = TOO_LONG
    known = all(code in offered and _BUNDLE.fullmatch(code) for code in bundles)
    if not known or len(bundles) > MOST_BUNDLES:
        reasons["bundles"] = NO_SUCH_BUNDLE
    return reasons
