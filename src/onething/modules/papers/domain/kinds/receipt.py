"""收件凭证（材料清单）: what was received, when, where and by whom."""

from dataclasses import dataclass
from datetime import date, datetime

from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMaterial:
    """One line of the list; `form` is 原件, 影印件 or 电子件, `files` how many files of it are kept."""

    name: str
    form: str
    files: int
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempted:
    """A material that need not be handed in, and where it comes from instead."""

    name: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Contents):
    """`decide_by` is the day until which people hear whether the application is accepted.

    `handed_in_by` is who acted for the applicant, with the word for it: 许南星（经办人）.
    """

    materials: tuple[ReceivedMaterial, ...]
    received_at: datetime
    receiver: str
    decide_by: date
    place: str = ""
    exempted: tuple[Exempted, ...] = ()
    handed_in_by: str = ""

    def gaps(self) -> tuple[str, ...]:
        """A receipt names its receiver; where nothing has to be shown at all, it is for the application alone."""
        return blank_parts(收件人=self.receiver)


register(Kind(code="receipt", title="收件凭证", mark="收", contents=Receipt))
