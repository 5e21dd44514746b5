"""告知承诺书: what was told before a pledge, and what is pledged; granted on it, looked at afterwards.

Source: 国办发〔2020〕42号: what the notice must tell and what the pledge must say (details 待核).
"""

from dataclasses import dataclass
from datetime import datetime

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgedMatter:
    """One item or material: on which bases, under which conditions, in which words, and what follows if untrue."""

    name: str
    items: str
    bases: tuple[Basis, ...]
    conditions: tuple[str, ...]
    text: str
    consequence: str
    check: str
    law: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeBook(Contents):
    """Everything pledged to one department in one application, and how it was signed; `published` says whether openly."""

    matters: tuple[PledgedMatter, ...]
    signed_at: datetime
    signed_how: str
    published: str

    def gaps(self) -> tuple[str, ...]:
        """Nobody pledges without the conditions or words, the consequence and the check before them."""
        unclear = tuple(
            f"“{one.name}”没有写明承诺内容、不实承诺的责任和核查办法"
            for one in self.matters
            if not (one.text.strip() and one.consequence.strip() and one.check.strip())
        )
        return (*blank_parts(承诺事项=self.matters, 签署方式=self.signed_how, 是否公开=self.published), *unclear)


register(Kind(code="pledge", title="告知承诺书", mark="告承", contents=PledgeBook))
