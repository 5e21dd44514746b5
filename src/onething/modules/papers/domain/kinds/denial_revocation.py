"""撤销不予决定书: the body found its own denial wrong, or it was undone on review; the application is reviewed anew.

Source: the house's own order; 行政许可法 第六十九条 speaks of granted licences alone.
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Complaint, Contents, Remedies, gaps_against
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialRevocation(Contents):
    """`due_on` is the new last day; it is left out where nothing is counted."""

    denied_on: date | None
    reviewed_from: date
    reason: str
    law: tuple[Basis, ...]
    remedies: Remedies | Complaint
    due_on: date | None = None

    def gaps(self) -> tuple[str, ...]:
        """Never without reason, law and remedies."""
        return gaps_against(reason=self.reason, law=self.law, remedies=self.remedies)


register(
    Kind(
        code="denial_revocation",
        title="撤销不予决定书",
        mark="撤不",
        of_service=("重新审查告知书", "审"),
        contents=DenialRevocation,
        served=True,
    )
)
