"""Why time may not be counted: a closed list, each ground with its article and whether it stops the clock.

Source: 行政许可法 45 (A to H), 34 and 54 (what is not on that list counts); the letters are those of the national list.
That law is of licences: where anything else stands still, pages and papers say 参照, and whether it may is 待核.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onething.core.states import Labelled


class Ground(Labelled):
    """What takes time while a case is examined."""

    HEARING = "A", "听证"
    TENDER = "B", "招标"
    AUCTION = "C", "拍卖"
    INSPECTION = "D", "检验"
    TESTING = "E", "检测"
    QUARANTINE = "F", "检疫"
    APPRAISAL = "G", "鉴定"
    EXPERT_REVIEW = "H", "专家评审"
    EXAMINATION = "I", "考试"
    PUBLIC_NOTICE = "J", "公示"
    SITE_CHECK = "K", "现场核查"
    JUDICIAL_OUTCOME = "judicial", "等待司法或者仲裁结论"
    FORCE_MAJEURE = "force_majeure", "不可抗力"


class GroundKind(Labelled):
    """What a ground is in law."""

    SPECIAL = "special", "特别程序"
    SUSPENSION = "suspension", "中止事由"


@dataclass(frozen=True, slots=True)
class GroundRule:
    """One row: `stops` says whether the clock stands still meanwhile."""

    kind: GroundKind
    stops: bool
    basis: str
    note: str = ""


_ARTICLE_45 = GroundRule(
    GroundKind.SPECIAL,
    True,
    "行政许可法 第四十五条",
    "所需时间不计入，须书面告知；不是行政许可的事项是参照，有没有依据待核",
)
_COUNTS = "时间照算；专门法律另有规定的，由地方参数写明后再停止计时"
_SUSPENDED = GroundRule(GroundKind.SUSPENSION, True, "", "书面告知，事由消除即恢复")

GROUNDS: Mapping[Ground, GroundRule] = MappingProxyType(
    {
        **dict.fromkeys(list(Ground)[:8], _ARTICLE_45),
        Ground.EXAMINATION: GroundRule(GroundKind.SPECIAL, False, "行政许可法 第五十四条", _COUNTS),
        Ground.PUBLIC_NOTICE: GroundRule(GroundKind.SPECIAL, False, "", _COUNTS),
        Ground.SITE_CHECK: GroundRule(
            GroundKind.SPECIAL, False, "行政许可法 第三十四条第三款", "指派两名以上工作人员核查；时间照算"
        ),
        Ground.JUDICIAL_OUTCOME: _SUSPENDED,
        Ground.FORCE_MAJEURE: _SUSPENDED,
    }
)
