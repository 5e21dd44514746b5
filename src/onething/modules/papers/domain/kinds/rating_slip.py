"""评价回执: the slip of a window, 80 mm wide, whose QR leads to the page where one says how it was."""

from dataclasses import dataclass
from datetime import datetime

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSlip(Contents):
    """Nothing on it says whose it is."""

    rating_address: str
    stage: str
    place: str
    window: str
    at: datetime

    def gaps(self) -> tuple[str, ...]:
        """Without an address there is nothing to scan."""
        return blank_parts(评价地址=self.rating_address)


register(Kind(code="rating_slip", title="评价回执", mark="评", contents=RatingSlip, leads_by="rating_address"))
