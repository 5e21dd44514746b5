"""受理通知书: the application is accepted; which item is promised by when.

Source: 行政许可法 第三十二条 (受理应当出具加盖专用印章和注明日期的书面凭证).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Contents, blank_parts
from onething.modules.papers.domain.kinds.deferral import OwedMaterial
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedItem:
    """One item: its limits in words, the promised day, and what it waits for before its own clock starts."""

    name: str
    body_name: str
    promised_label: str
    statutory_label: str
    promised_on: date | None = None
    waits_for: str = ""
    law: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(Contents):
    """These items are accepted on `accepted_on`, by silence when `deemed`, and the whole is promised.

    `undated` says why the whole has no last day, `on_trust` that materials are to follow, `owed` which from today;
    `left_out` names the items that are not accepted, with where they stand; `untold` those whose correction notice came too late.
    """

    accepted_on: date
    promised_on: date | None
    items: tuple[AcceptedItem, ...]
    undated: str = ""
    deemed: bool = False
    on_trust: bool = False
    owed: tuple[OwedMaterial, ...] = ()
    left_out: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()

    def gaps(self) -> tuple[str, ...]:
        """An acceptance says what is accepted."""
        return blank_parts(受理的事项=self.items)


register(
    Kind(
        code="acceptance",
        title="受理通知书",
        mark="受",
        contents=Acceptance,
        bases=(Basis("行政许可法", "第三十二条", Mark.CONFIRMED),),
    )
)
