"""办理部门变更告知书: another body goes on with the application, in its own name; every limit goes on as it ran.

No law prescribes this paper. Whom people turn to, and whom they may sue, is told by 行政诉讼法 第二十六条第六款.
"""

from dataclasses import dataclass
from datetime import date

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedItem:
    """One item, where it stands, and its last day as it was counted before; none while no clock runs."""

    item: str
    number: str
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionNotice(Contents):
    """Who handled it until now, by which document another does, from when on, and what goes over."""

    former: str
    document: str
    from_day: date
    items: tuple[MovedItem, ...]

    def gaps(self) -> tuple[str, ...]:
        """Who, by what, and which items."""
        return blank_parts(原办理部门=self.former, 划转依据=self.document, 变更的事项=self.items)


register(Kind(code="succession", title="办理部门变更告知书", mark="变", contents=SuccessionNotice))
