"""联合勘验、验收、评审记录 and 限期整改通知书: what every department found, and what has to be put right by when.

Source: 行政许可法 第二十六条第二款 (joint handling), 第三十四条第三款 (two or more members of staff check on the spot),
第四十五条 (the time of a review by experts is not counted, and told).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.kinds.special import ARTICLE
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one department found for one item, and who was there for it."""

    body_name: str
    item: str
    points: tuple[str, ...]
    verdict: str
    faults: tuple[str, ...] = ()
    remark: str = ""
    until: date | None = None
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord(Contents):
    """One record of a survey for all departments; `clock` says what the session means for the time limits."""

    kind: str
    recheck: bool
    held_on: date
    slot: str
    place: str
    clock: str
    findings: tuple[Finding, ...]

    def gaps(self) -> tuple[str, ...]:
        """Every department has signed its conclusion."""
        unsigned = tuple(f"{one.body_name}没有参加人员签名" for one in self.findings if not one.present)
        open_ones = tuple(f"{one.body_name}没有结论" for one in self.findings if not one.verdict)
        return (*blank_parts(地点=self.place, 结论=self.findings), *open_ones, *unsigned)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRecord(SessionRecord):
    """The same of what was built or made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord(SessionRecord):
    """The same of a review by experts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationOrder(Contents):
    """What one department wants put right until a day; nothing else will be looked at again."""

    held_on: date
    kind: str
    place: str
    points: tuple[Finding, ...]
    until: date | None
    present: tuple[str, ...]

    def gaps(self) -> tuple[str, ...]:
        """Never without what is wrong, and until when."""
        faults = [fault for one in self.points for fault in one.faults]
        return blank_parts(整改内容=faults, 整改期限=self.until, 参加人员=self.present)


_BASES = (Basis("行政许可法", "第三十四条", Mark.CONFIRMED),)
register(Kind(code="session_record", title="联合勘验记录", mark="勘", contents=SessionRecord, bases=_BASES))
register(Kind(code="acceptance_record", title="联合验收记录", mark="验", contents=AcceptanceRecord, bases=_BASES))
register(Kind(code="review_record", title="联合评审记录", mark="评审", contents=ReviewRecord, bases=(ARTICLE,)))
register(
    Kind(
        code="rectification",
        title="限期整改通知书",
        mark="整改",
        contents=RectificationOrder,
        served=True,
        bases=_BASES,
        answer_by="until",
    )
)
