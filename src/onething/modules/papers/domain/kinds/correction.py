"""一次性告知补正书: everything that has to be put right, said once.

Source: 行政许可法 第三十二条第一款第四项 (五日内一次告知需要补正的全部内容,逾期不告知的,自收到申请材料之日起即为受理);
不动产登记暂行条例 第十七条 (当场书面告知不予受理并一次性告知需要补正的全部内容,未当场告知的,视为受理).
"""

from dataclasses import dataclass
from datetime import date

from onething.core.definitions import Basis, Mark
from onething.modules.papers.domain.contents import Complaint, Contents, Remedies, blank_parts
from onething.modules.papers.domain.registry import Kind, register


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionPoint:
    """One defect: of which item, in which material or field, what is wrong and how to put it right."""

    item: str
    target: str
    problem: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(Contents):
    """`way` says how to supply: online, at the window, by post; `term` names the local rule that sets the day.

    It tells people on the day of its issue; by a local rule (`told_rule`) on that of its delivery, which is in time until `told_by`.

    `added` names what an earlier notice did not ask; the head of the body allowed it for a stated reason.
    `not_accepted` are the items of which the law wants the acceptance refused with it; `against` says where to contest that.
    `elsewhere` names the items whose points another body tells in a paper of its own.
    """

    points: tuple[CorrectionPoint, ...]
    way: str
    received_on: date
    supply_by: date | None = None
    term: str = ""
    told_rule: str = ""
    told_by: date | None = None
    added: tuple[str, ...] = ()
    added_because: str = ""
    not_accepted: tuple[str, ...] = ()
    not_accepted_law: tuple[Basis, ...] = ()
    against: Remedies | Complaint | None = None
    elsewhere: tuple[str, ...] = ()

    def gaps(self) -> tuple[str, ...]:
        """Each point says what is wrong and how to put it right."""
        vague = [point.target for point in self.points if not (point.problem.strip() and point.how.strip())]
        unclear = tuple(f"“{target}”没有写清问题和补正办法" for target in vague)
        unfounded = ("缺少以前没有告知的原因",) if self.added and not self.added_because.strip() else ()
        return (*blank_parts(补正内容=self.points, 补正方式=self.way), *unclear, *unfounded)


register(
    Kind(
        code="correction",
        title="一次性告知补正书",
        mark="补",
        contents=CorrectionNotice,
        answer_by="supply_by",
        bases=(Basis("行政许可法", "第三十二条", Mark.CONFIRMED),),
    )
)
