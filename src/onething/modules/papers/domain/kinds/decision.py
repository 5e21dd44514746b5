"""准予决定书: what was found, on which law, and the result that people receive."""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDatum:
    """One value as a register stated it."""

    label: str
    shown: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRule:
    """What a decision that no officer made says of itself: clauses, data, and until when a person can be asked for."""

    reasons: tuple[str, ...]
    data: tuple[RuleDatum, ...]
    basis: Basis
    ask_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Contents):
    """`opinion` says what was found and why it suffices; `receiving` how the result is handed over.

    A continuation names the day to which the licence held before; `deemed` when the law continued it, nobody else.
    `heard` is the number of the record of the hearing on which it was decided (行政许可法 48(2)).
    """

    accepted_on: date
    opinion: str
    law: tuple[Basis, ...]
    result_name: str
    result_number: str = ""
    holder: str = ""
    valid_until: date | None = None
    receiving: str = ""
    renews_until: date | None = None
    deemed: bool = False
    heard: str = ""
    by_rule: ByRule | None = None

    def gaps(self) -> tuple[str, ...]:
        """Facts, law and result."""
        return blank_parts(审查意见=self.opinion, 依据=self.law, 办理结果=self.result_name)


register(Kind(code="decision", title="准予决定书", mark="准", of_service=("办理结果告知书", "果"), contents=Decision))
