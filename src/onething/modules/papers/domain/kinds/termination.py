"""终止办理告知书（退件告知书）: what ends without a decision, why, on which rule, and what can be done against it."""

from dataclasses import dataclass
from datetime import date

from onething.modules.papers.domain.contents import Complaint, Contents, Remedies, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination(Contents):
    """`items` end for the reason, `following` because they waited for these; `returned`: what was handed in may be fetched."""

    ended_on: date
    items: tuple[str, ...]
    reason: str
    rule: str
    remedies: Remedies | Complaint
    following: tuple[str, ...] = ()
    returned: bool = False

    def gaps(self) -> tuple[str, ...]:
        """Never without a reason, a rule and remedies."""
        return (*blank_parts(终止的事项=self.items, 理由=self.reason, 依据=self.rule), *self.remedies.gaps())


register(Kind(code="termination", title="终止办理告知书", mark="终", contents=Termination, served=True))
