"""不予决定书: what was found, why that does not suffice, on which law, and what can be done against it.

Source: 行政许可法 第三十八条 (不予许可应当说明理由,并告知复议和诉讼的权利).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Complaint, Contents, Remedies, blank_parts, gaps_against
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial(Contents):
    """`facts` is what was found, `reason` why it does not meet the conditions; `heard` is the record of the hearing."""

    accepted_on: date
    facts: str
    reason: str
    law: tuple[Basis, ...]
    remedies: Remedies | Complaint
    heard: str = ""

    def gaps(self) -> tuple[str, ...]:
        """Never without facts, reason, law and remedies."""
        against = gaps_against(reason=self.reason, law=self.law, remedies=self.remedies)
        return (*blank_parts(事实=self.facts), *against)


register(
    Kind(
        code="denial",
        title="不予决定书",
        mark="不准",
        of_service=("不能办理告知书", "不办"),
        contents=Denial,
        bases=(Basis("行政许可法", "第三十八条", Mark.CONFIRMED),),
    )
)
