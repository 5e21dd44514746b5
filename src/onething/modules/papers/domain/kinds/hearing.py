"""听证权利告知书, 听证通知书, 听证公告, 取消听证通知书 and 听证笔录: the right, the time and place, and what everybody said.

Source: 行政许可法 第四十六条 (announced), 第四十七条 (right, days, no costs), 第四十八条 (notice, presiding, record).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register

_ASKED_FOR = Basis("行政许可法", "第四十七条", Mark.CONFIRMED)
_HOW = Basis("行政许可法", "第四十八条", Mark.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRightNotice(Contents):
    """What the licence means for others, and until when a hearing may be asked for; `interested` is not the applicant."""

    applied_by: str
    reason: str
    ask_by: date
    within: str
    way: str
    interested: bool = False

    def gaps(self) -> tuple[str, ...]:
        """Nobody can use a right without its reason, day and way."""
        return blank_parts(申请人=self.applied_by, 关系到的重大利益=self.reason, 提出的方式=self.way)


@dataclass(frozen=True, slots=True, kw_only=True)
class _HearingDay(Contents):
    """When and where, who presides, who examines; `postponed` is why an earlier day is not kept.

    `article` is that under which it is held: 46 by the organ itself, 47 as asked for.
    """

    applied_by: str
    article: str
    reason: str
    held_on: date
    at: str
    place: str
    presider: str
    examiner: str
    in_public: bool
    closed_because: str = ""
    postponed: str = ""

    def gaps(self) -> tuple[str, ...]:
        """Time, place and persons; 行政许可法 48: in public, unless the law protects a secret."""
        closed = {} if self.in_public else {"不公开举行的理由": self.closed_because}
        return blank_parts(时间=self.at, 地点=self.place, 主持人=self.presider, 审查人员=self.examiner, **closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingSummons(_HearingDay):
    """To one who was told or asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingAnnouncement(_HearingDay):
    """To everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingCalledOff(Contents):
    """To one who was called to it or had asked for it: that there is none, and why; `held_on` where a day was told."""

    applied_by: str
    reason: str
    held_on: date | None = None
    at: str = ""
    place: str = ""

    def gaps(self) -> tuple[str, ...]:
        """Nobody is sent away without the reason."""
        return blank_parts(申请人=self.applied_by, 不再举行的原因=self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardPerson:
    """One who was to be heard: what was said, and the signature or why there is none."""

    name: str
    part: str
    said: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingRecord(Contents):
    """What the examiner put forward, what everybody said to it, and how it was argued."""

    applied_by: str
    held_on: date | None
    at: str
    place: str
    presider: str
    examiner: str
    clerk: str
    in_public: bool
    examined: str
    argued: str
    persons: tuple[HeardPerson, ...]

    def gaps(self) -> tuple[str, ...]:
        """Nobody in it without a signature or the reason why there is none."""
        unsigned = tuple(f"{one.name}没有签字情况" for one in self.persons if not one.signature)
        said = blank_parts(
            日期=self.held_on, 主持人=self.presider, 记录人=self.clerk, 审查意见=self.examined, 参加人=self.persons
        )
        return (*said, *unsigned)


register(
    Kind(
        code="hearing_right",
        title="听证权利告知书",
        mark="听告",
        contents=HearingRightNotice,
        served=True,
        bases=(_ASKED_FOR,),
        answer_by="ask_by",
    )
)
register(
    Kind(code="hearing_summons", title="听证通知书", mark="听通", contents=HearingSummons, served=True, bases=(_HOW,))
)
register(
    Kind(
        code="hearing_announcement",
        title="听证公告",
        mark="听公",
        contents=HearingAnnouncement,
        bases=(_HOW,),
    )
)
register(
    Kind(
        code="hearing_called_off",
        title="取消听证通知书",
        mark="听消",
        contents=HearingCalledOff,
        served=True,
        bases=(_HOW,),
    )
)
register(Kind(code="hearing_record", title="听证笔录", mark="听录", contents=HearingRecord, bases=(_HOW,)))
