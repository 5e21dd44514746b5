"""承诺书: what the applicant was told and promises instead of handing a material in now (容缺受理, 告知承诺).

Source: the lists of the packs, named with each promise; the person signs in writing or by a real-name log-in.
"""

from dataclasses import dataclass
from datetime import datetime

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedMaterial:
    """One material, in which way it is promised, the words, and what follows when they are not true or not kept."""

    name: str
    kind: str
    text: str
    consequence: str
    law: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSheet(Contents):
    """Everything promised in one application, and how it was signed."""

    promises: tuple[PromisedMaterial, ...]
    signed_at: datetime
    signed_how: str

    def gaps(self) -> tuple[str, ...]:
        """Nobody promises without the words and the consequence before them."""
        vague = [one.name for one in self.promises if not (one.text.strip() and one.consequence.strip())]
        unclear = tuple(f"“{name}”没有写明承诺内容和不兑现的后果" for name in vague)
        return (*blank_parts(承诺事项=self.promises, 签署方式=self.signed_how), *unclear)


register(Kind(code="promise", title="承诺书", mark="诺", contents=PromiseSheet))
