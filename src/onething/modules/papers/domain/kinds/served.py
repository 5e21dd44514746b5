"""送达回证: which results and papers reached whom, when, how, and who handed them over."""

from dataclasses import dataclass
from datetime import datetime

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedResult:
    """One result, or a paper that is served by itself: of which item and body, and its number."""

    item: str
    body_name: str
    result: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofOfService(Contents):
    """`receiver` signs, or the mail number of a posted one stands for the signature."""

    results: tuple[ServedResult, ...]
    receiver: str
    way: str
    served_at: datetime
    tracking: str = ""

    def gaps(self) -> tuple[str, ...]:
        """What, to whom, how."""
        return blank_parts(送达的结果=self.results, 收件人=self.receiver, 送达方式=self.way)


register(Kind(code="served", title="送达回证", mark="送", contents=ProofOfService))
