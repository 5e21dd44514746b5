"""特别程序告知书: what takes time that is not counted, how long it is expected to take, and why.

Source: 行政许可法 第四十五条 (所需时间不计算在规定的期限内,行政机关应当将所需时间书面告知申请人).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register

ARTICLE = Basis("行政许可法", "第四十五条", Mark.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProcedure(Contents):
    """`document` is the letter by which it was ordered (委托书 and the like), where there is one.

    `told_before` is the day that an earlier notice told; `expected_label` then says how much longer it takes.
    """

    accepted_on: date
    ground: str
    reason: str
    started_on: date
    expected_label: str
    expected_until: date
    law: tuple[Basis, ...] = (ARTICLE,)
    document: str = ""
    told_before: date | None = None

    def gaps(self) -> tuple[str, ...]:
        """The law wants the time told in writing."""
        return blank_parts(事由=self.ground, 理由=self.reason, 所需时间=self.expected_label)


register(
    Kind(code="special", title="特别程序告知书", mark="特", contents=SpecialProcedure, served=True, bases=(ARTICLE,))
)
