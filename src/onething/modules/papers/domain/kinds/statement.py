"""陈述申辩告知书: a decision is about to be undone; whom it concerns is heard before.

Source: 行政许可法 第七条 (公民、法人或者其他组织对行政机关实施行政许可,享有陈述权、申辩权).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementNotice(Contents):
    """`intention` is the word for what is intended: 撤销, 撤回; `way` says where to speak, `term` where the days come from."""

    intention: str
    decided_on: date | None
    reason: str
    law: tuple[Basis, ...]
    speak_by: date
    way: str
    term: tuple[Basis, ...] = ()

    def gaps(self) -> tuple[str, ...]:
        """Nobody can answer what was not told."""
        gaps = blank_parts(拟作出的决定=self.intention, 理由=self.reason, 陈述申辩的方式=self.way)
        return gaps if any(basis.confirmed for basis in self.law) else (*gaps, "缺少已核对原文的法律依据")


register(
    Kind(
        code="hearing",  # papers of this code were issued before hearings themselves were
        title="陈述申辩告知书",
        mark="陈",
        contents=StatementNotice,
        served=True,
        bases=(Basis("行政许可法", "第七条", Mark.CONFIRMED),),
        answer_by="speak_by",
    )
)
