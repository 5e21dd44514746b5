"""撤销受理决定书: the order to put right a broken promise was not followed; the items concerned end."""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Complaint, Contents, Remedies, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRevoked(Contents):
    """Which items end, why, on what source, and where to turn against it."""

    accepted_on: date
    items: tuple[str, ...]
    reason: str
    law: tuple[Basis, ...]
    remedies: Remedies | Complaint

    def gaps(self) -> tuple[str, ...]:
        """Never without items, reason, source and remedies."""
        return (*blank_parts(事项=self.items, 理由=self.reason, 依据=self.law), *self.remedies.gaps())


register(
    Kind(
        code="unacceptance",
        title="撤销受理决定书",
        mark="撤受",
        of_service=("取消受理告知书", "消受"),
        contents=AcceptanceRevoked,
        served=True,
    )
)
