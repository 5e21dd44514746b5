"""责令限期改正通知书: a promise was not kept; what must be done by which day, and what follows otherwise."""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseOrder(Contents):
    """`found` is what was promised and did not happen, `demand` what must be done until the end of `until`."""

    found: str
    demand: str
    until: date
    consequence: str
    law: tuple[Basis, ...]

    def gaps(self) -> tuple[str, ...]:
        """Never without what was found, what to do, the consequence and the source."""
        return blank_parts(查明的情况=self.found, 改正要求=self.demand, 逾期后果=self.consequence, 依据=self.law)


register(
    Kind(
        code="promise_order",
        title="责令限期改正通知书",
        mark="责",
        of_service=("限期补交通知书", "限"),
        contents=PromiseOrder,
        served=True,
        answer_by="until",
    )
)
