"""中止办理告知书: why the case stands still, on which law, and what ends it."""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension(Contents):
    """`reason` says what is waited for, in the officer's words."""

    accepted_on: date
    ground: str
    reason: str
    started_on: date
    law: tuple[Basis, ...]
    document: str = ""

    def gaps(self) -> tuple[str, ...]:
        """Nothing stands still without a reason and a law that was read in its source."""
        gaps = blank_parts(事由=self.ground, 理由=self.reason)
        return gaps if any(basis.confirmed for basis in self.law) else (*gaps, "缺少已核对原文的法律依据")


register(Kind(code="suspension", title="中止办理告知书", mark="中止", contents=Suspension, served=True))
