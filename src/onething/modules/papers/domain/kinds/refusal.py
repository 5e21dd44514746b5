"""不予受理通知书: why the application is not accepted, who is competent instead, and what can be done against it.

Source: 行政许可法 第三十二条 (不予受理应当出具加盖专用印章和注明日期的书面凭证).
"""

from dataclasses import dataclass

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Complaint, Contents, Remedies, gaps_against
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Contents):
    """`competent_body` is named when another body is the right one; `items` when the paper is about several."""

    reason: str
    law: tuple[Basis, ...]
    remedies: Remedies | Complaint
    competent_body: str = ""
    items: tuple[str, ...] = ()

    def gaps(self) -> tuple[str, ...]:
        """Never without reason, law and remedies."""
        return gaps_against(reason=self.reason, law=self.law, remedies=self.remedies)


register(
    Kind(
        code="refusal",
        title="不予受理通知书",
        mark="不受",
        of_service=("不能受理告知书", "不收"),
        contents=Refusal,
        served=True,
        bases=(Basis("行政许可法", "第三十二条", Mark.CONFIRMED),),
    )
)
