"""取件凭证: what lies ready, where and how long, and the code that opens the hand-over; for the applicant alone."""

from dataclasses import dataclass
from datetime import date

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyResult:
    """One result by its name, and who made it; nothing of what it says."""

    name: str
    item: str
    body_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickUpSlip(Contents):
    """`valid_until` is the last day on which the window keeps the results ready."""

    results: tuple[ReadyResult, ...]
    code: str
    number_tail: str
    place: str
    address: str
    hours: str
    phone: str
    collectors: str
    valid_until: date

    def gaps(self) -> tuple[str, ...]:
        """What, where, by which code, and who."""
        return blank_parts(可以领取的结果=self.results, 取件码=self.code, 领取地点=self.place, 领取人=self.collectors)


register(Kind(code="pick_up", title="取件凭证", mark="取", contents=PickUpSlip, confidential=True))
