"""恢复办理告知书: what has ended, since when time counts again, and the new last day."""

from dataclasses import dataclass
from datetime import date

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption(Contents):
    """`since` is the day on which the clock stopped; `goes_on` what keeps it stopped; `due_on` is left out where nothing is counted."""

    ended: str
    since: date
    resumed_on: date
    outcome: str
    due_on: date | None = None
    goes_on: str = ""

    def gaps(self) -> tuple[str, ...]:
        """What ended, and how."""
        return blank_parts(结束的事由=self.ended, 结果=self.outcome)


register(Kind(code="resumption", title="恢复办理告知书", mark="恢", contents=Resumption, served=True))
