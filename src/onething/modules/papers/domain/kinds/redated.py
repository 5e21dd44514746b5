"""期限更正告知书: a last day that an earlier paper named has moved, because the days of work have.

Source: 行政许可法 第八十二条 (limits are counted in working days, without statutory holidays).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class RedatedLimit:
    """One limit of one item: the day that was told, and the day that counts now."""

    item: str
    body_name: str
    limit: str
    told: date
    now: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCorrection(Contents):
    """`days` are the days that became working days or stopped being such, each in words."""

    limits: tuple[RedatedLimit, ...]
    days: tuple[str, ...]
    counted_on: date

    def gaps(self) -> tuple[str, ...]:
        """What moves, and why."""
        return blank_parts(更正的期限=self.limits, 变动的日子=self.days)


register(
    Kind(
        code="redated",
        title="期限更正告知书",
        mark="更",
        contents=DueCorrection,
        bases=(Basis("行政许可法", "第八十二条", Mark.CONFIRMED),),
    )
)
