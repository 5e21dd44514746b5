"""Another body exercises a duty from a day on (职责划转): who is in charge then, and what has to stand in such an act. Pure.

No law says how a case that is under way changes hands. Whoever goes on with the duty answers for all that was done in it:
行政诉讼法 第二十六条第六款 (行政机关被撤销或者职权变更的，继续行使其职权的行政机关是被告).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onething.core.states import Labelled
from onething.modules.organisation.domain.values import BodyInfo

LONGEST_DOCUMENT, LONGEST_NOTE = 100, 300
NO_FORMER = "没有选职责从哪个部门划出，或者选的就是本部门。请从列表里选。"
NO_DAY = "没有写从哪一天起由本部门行使，或者日期没有写对。请填写日期。"
NO_DOCUMENT = "没有写划转的依据。请写机构改革方案或者批准文件的名称和文号，会印在给申请人的告知书上。"
NO_SERVICE = "划出的部门是行政机关，本单位是公共服务单位，不能行使行政职权。请由行政机关承接。"
NO_ORGANS = "没有给这两个部门登记区划，找不到由哪一级政府批准。请联系系统管理员核对部门资料。"
WAITING = "同样的职责划转已经报批，还没有批复。请等批复，或者先收回。"
SETTLED = "这一项已经批复过，或者已经收回。请刷新页面看结果。"
SAME_PERSON = "报批的人不能自己批准。请由本级政府负责人批准。"
NO_NOTE = "没有写不同意的理由。请写一句，报批的部门会看到。"
TOO_LONG = "最多 {} 个字。请改短。"
Gaps = dict[str, str]


class SuccessionState(Labelled):
    """Where the act stands."""

    OPEN = "open", "待批"
    APPROVED = "approved", "同意"
    DECLINED = "declined", "不同意"
    TAKEN_BACK = "taken_back", "已收回"


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """From `from_day` on the successor exercises what the former did: these items, or every one when none is named."""

    public_id: UUID
    former: str
    successor: str
    items: tuple[str, ...]
    from_day: date
    document: str
    settled_at: datetime
    """When it was approved; of two for the same day the later counts later."""

    @property
    def is_whole(self) -> bool:
        """Whether the whole body is succeeded, with what it leads and not only what it decides."""
        return not self.items

    def takes(self, *, body: str, item: str) -> bool:
        """Whether it is about this item of this body; without an item, about the body as such."""
        return body == self.former and (self.is_whole or item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionWish:
    """What the head of the successor asks for."""

    former: str
    items: tuple[str, ...]
    from_day: date | None
    document: str


def in_charge(successions: Sequence[Succession], *, body: str, item: str = "", on: date) -> str:
    """The body that exercises it on this day, however often it changed hands; without an item, that stands for the body."""
    for one in sorted(successions, key=lambda one: (one.from_day, one.settled_at)):
        if one.from_day <= on and one.takes(body=body, item=item):
            body = one.successor
    return body


def decide_succession(wish: SuccessionWish, *, former: BodyInfo | None, successor: BodyInfo | None) -> Gaps:
    """Everything that is missing before the government may be asked."""
    gaps = _decide_bodies(former, successor)
    if wish.from_day is None:
        gaps["from_day"] = NO_DAY
    if not wish.document.strip():
        gaps["document"] = NO_DOCUMENT
    elif len(wish.document) > LONGEST_DOCUMENT:
        gaps["document"] = TOO_LONG.format(LONGEST_DOCUMENT)
    return gaps


def _decide_bodies(former: BodyInfo | None, successor: BodyInfo | None) -> Gaps:
    if former is None or successor is None or former.code == successor.code:
        return {"former": NO_FORMER}
    if former.kind.acts_in_law and not successor.kind.acts_in_law:
        return {"former": NO_SERVICE}
    return {} if region_over(former.region_path, successor.region_path) else {"former": NO_ORGANS}


def decide_settlement(
    *, state: SuccessionState, asked_by: UUID | None, settled_by: UUID | None, approved: bool, note: str
) -> Gaps:
    """What stops this answer: it was given before, it is the one who asked, or a refusal says no reason."""
    if state is not SuccessionState.OPEN:
        return {"": SETTLED}
    if settled_by is None or settled_by == asked_by:
        return {"": SAME_PERSON}
    if not approved and not note.strip():
        return {"note": NO_NOTE}
    return {"note": TOO_LONG.format(LONGEST_NOTE)} if len(note) > LONGEST_NOTE else {}


def region_over(one: str, other: str) -> str:
    """The smallest region that holds both, whose government may decide between them; empty when nothing does."""
    both: list[str] = []
    for mine, theirs in zip(one.strip("/").split("/"), other.strip("/").split("/"), strict=False):
        if mine != theirs or not mine:
            break
        both.append(mine)
    return f"/{'/'.join(both)}/" if both else ""


def carried(held: Sequence[str], taken: Sequence[str]) -> tuple[str, ...] | None:
    """Of a mandate over `held` items, those that go with the `taken` ones (none named: every one); None when none does."""
    if not held or not taken:
        return tuple(held or taken)
    return tuple(item for item in held if item in taken) or None
