"""重新办理告知书: what had ended is taken up anew, because the body found its own conclusion wrong or it was undone.

Source: the house's own order; the law names no paper for it.
"""

from dataclasses import dataclass
from datetime import date

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening(Contents):
    """`former` is how it had ended, `goes_on` what happens now; `due_on` is left out where nothing is counted yet."""

    former: str
    reopened_on: date
    reason: str
    goes_on: str
    due_on: date | None = None

    def gaps(self) -> tuple[str, ...]:
        """How it ended, why it goes on, and how."""
        return blank_parts(原来的结论=self.former, 重新办理的理由=self.reason, 接下来=self.goes_on)


register(Kind(code="reopening", title="重新办理告知书", mark="重", contents=Reopening, served=True))
