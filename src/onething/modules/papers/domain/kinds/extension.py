"""延期办理告知书: by how much the limit is lengthened, who approved it, why, and the new last day.

Source: 行政许可法 第四十二条第一款 (经本行政机关负责人批准,可以延长十日,并应当将延长期限的理由告知申请人).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionNotice(Contents):
    """`approver` is the office that the law names, `law` the item's own, `limit` what is lengthened; `due_on` is None while the clock stands still.

    `promised_until` is the day that the body itself had promised, `promised_on` where it lies now: the same day when it had passed.
    """

    accepted_on: date
    by_label: str
    reason: str
    approver: str
    approved_on: date
    former_due_on: date | None
    due_on: date | None
    promised_until: date | None = None
    promised_on: date | None = None
    law: tuple[Basis, ...] = ()
    limit: str = "办理期限"

    def gaps(self) -> tuple[str, ...]:
        """Length, reason and approval."""
        return blank_parts(延长的时间=self.by_label, 理由=self.reason, 批准人=self.approver)


register(
    Kind(
        code="extension",
        title="延期办理告知书",
        mark="延",
        contents=ExtensionNotice,
        served=True,
        bases=(Basis("行政许可法", "第四十二条第一款", Mark.CONFIRMED),),
    )
)
