"""Where a rule comes from, and how far it may be trusted: statute, national list and local parameter never mix."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How far a fact has been checked (确认标记)."""

    CONFIRMED = "confirmed"  # the text was read in its source
    UNCONFIRMED = "unconfirmed"  # 待核: never shown as law, never starts a statutory clock
    DEMONSTRATION = "demonstration"  # belongs to the invented demonstration region


class Layer(StrEnum):
    """Who set the figure; the three are shown apart."""

    STATUTE = "statute"
    NATIONAL = "national"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Basis:
    """One source: document and article as people cite them, for example 疫苗管理法 第47条."""

    document: str
    article: str = ""
    mark: Mark = Mark.UNCONFIRMED
    note: str = ""

    @property
    def citation(self) -> str:
        """The way it stands on a page or paper."""
        return f"《{self.document}》{self.article}" if self.article else f"《{self.document}》"

    @property
    def confirmed(self) -> bool:
        """True when the text was read in its source."""
        return self.mark is Mark.CONFIRMED
