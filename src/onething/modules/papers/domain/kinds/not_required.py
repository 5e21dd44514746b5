"""不受理告知书: what was applied for needs no permission or handling by law, and why.

Source: 行政许可法 第三十二条第一款第一项 (即时告知申请人不受理), 第二款 (书面凭证).
"""

from dataclasses import dataclass

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.kinds.refusal import Refusal
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRequired(Refusal):
    """It says the same as a refusal: reason, law, remedies; `competent_body` stays empty."""


register(
    Kind(
        code="not_required",
        title="不受理告知书",
        mark="不受告",
        of_service=("不用办理告知书", "不用"),
        contents=NotRequired,
        served=True,
        bases=(Basis("行政许可法", "第三十二条第一款第一项", Mark.CONFIRMED),),
    )
)
