"""撤回申请确认书: what the applicant took back, what ended with it, and what goes on."""

from dataclasses import dataclass
from datetime import date

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Contents):
    """`following` ended because they waited for what was taken back; `others` are not touched."""

    withdrawn_on: date
    items: tuple[str, ...]
    following: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def gaps(self) -> tuple[str, ...]:
        """What was taken back."""
        return blank_parts(撤回的事项=self.items)


register(Kind(code="withdrawal", title="撤回申请确认书", mark="回", contents=Withdrawal, served=True))
