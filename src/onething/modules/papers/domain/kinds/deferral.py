"""容缺受理通知书: what is accepted although it has not come, by when it must come, and what follows otherwise."""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedMaterial:
    """One material that follows, for which items, by which day."""

    name: str
    items: str
    due_on: date
    consequence: str
    law: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralNotice(Contents):
    """Accepted with these materials to come; `way` says how to bring them."""

    accepted_on: date
    materials: tuple[OwedMaterial, ...]
    way: str

    def gaps(self) -> tuple[str, ...]:
        """It names every material, and how to bring it."""
        return blank_parts(容缺的材料=self.materials, 补交方式=self.way)


register(Kind(code="deferral", title="容缺受理通知书", mark="容", contents=DeferralNotice))
