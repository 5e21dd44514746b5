"""撤销决定书, 撤回决定书, 注销决定书: a decision to grant is undone.

Source: 行政许可法 第六十九条 (撤销), 第八条第二款 (撤回,造成财产损失的依法补偿), 第七十条 (注销).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import Consequence
from onething.modules.papers.domain.contents import Complaint, Contents, Remedies, gaps_against
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing(Contents):
    """`heard` says in a sentence whether the person spoke before; the result that is void now has its number."""

    decided_on: date | None
    result_name: str
    result_number: str
    reason: str
    law: tuple[Basis, ...]
    remedies: Remedies | Complaint
    heard: str = ""

    def gaps(self) -> tuple[str, ...]:
        """Never without reason, law and remedies."""
        return gaps_against(reason=self.reason, law=self.law, remedies=self.remedies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation(Undoing):
    """It was unlawful, or got by deceit; of a licence the paper says which, and what follows (行政许可法 69)."""

    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(Undoing):
    """It was lawful, and the public interest asks for it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation(Undoing):
    """What it allowed has ended; it is struck from the register."""


for _code, _title, _mark, _of_service, _contents, _article in (
    ("revocation", "撤销决定书", "撤", ("撤销办理结果告知书", "撤果"), Revocation, "第六十九条"),
    ("recall", "撤回决定书", "撤回", ("撤回办理结果告知书", "回果"), Recall, "第八条第二款"),
    ("cancellation", "注销决定书", "注", ("注销办理结果告知书", "注果"), Cancellation, "第七十条"),
):
    register(
        Kind(
            code=_code,
            title=_title,
            mark=_mark,
            of_service=_of_service,
            contents=_contents,
            served=True,
            bases=(Basis("行政许可法", _article, Mark.CONFIRMED),),
        )
    )
