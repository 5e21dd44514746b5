"""办结通知书: every item of the application has come to its end, and how."""

from dataclasses import dataclass
from datetime import date

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludedItem:
    """One item and its outcome in a word; `result` names what came out."""

    name: str
    body_name: str
    outcome: str
    closed_on: date | None = None
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion(Contents):
    """`filed_on` and `finished_on` frame the whole."""

    filed_on: date
    finished_on: date
    promised_on: date | None
    items: tuple[ConcludedItem, ...]

    def gaps(self) -> tuple[str, ...]:
        """What came to its end."""
        return blank_parts(办结的事项=self.items)


register(Kind(code="conclusion", title="办结通知书", mark="结", contents=Conclusion))
