"""The words of a hearing; its life and its days stand in `core.lifecycle`.

Source: 行政许可法 46 (prescribed, or of major public interest), 47 (major interests of others), 48 (record and signatures).
"""

from onething.core.lifecycle import HearingState
from onething.core.states import Labelled

OPEN = (HearingState.TOLD, HearingState.CALLED, HearingState.SUMMONED)


class Cause(Labelled):
    """Why there is a hearing."""

    INTERESTS = "interests", "直接关系申请人与他人之间的重大利益（第四十七条，告知听证权利）"
    PRESCRIBED = "prescribed", "法律、法规、规章规定应当听证（第四十六条，公告并举行）"
    PUBLIC = "public", "涉及公共利益的重大事项（第四十六条，公告并举行）"

    @property
    def article(self) -> str:
        """The article of 行政许可法 under which it is held."""
        return "第四十七条" if self is Cause.INTERESTS else "第四十六条"


ANNOUNCED = (Cause.PRESCRIBED, Cause.PUBLIC)
"""What the organ holds by itself is announced to the public (行政许可法 46)."""


class Signature(Labelled):
    """How somebody stands to the record."""

    SIGNED = "signed", "已签字或者盖章"
    DECLINED = "declined", "没有签字"
    ABSENT = "absent", "没有到场"


class Challenge(Labelled):
    """Where a challenge of the presiding officer (回避申请) stands."""

    NONE = "", "没有"
    OPEN = "open", "待决定"
    UPHELD = "upheld", "已决定回避"
    REJECTED = "rejected", "已驳回"
