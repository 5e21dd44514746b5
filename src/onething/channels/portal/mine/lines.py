"""One's own space in lines: filings with the next thing to do, and looks at one's data with who looked. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.modules.delivery.api import DeliveryItem, DeliveryState, Way
from onething.modules.handling.api import WholeClock
from onething.modules.identity.api import PostInfo
from onething.modules.intake.api import Application, CorrectionInfo
from onething.modules.papers.api import PaperInfo
from onething.platform.logs.api import AccessRow
from onething.platform.permissions import Role

PREFILL = "prefill."
FOR_PREFILL = "填表时带出登记信息"
BY = {
    Role.CITIZEN: "替您办事的人",
    Role.CLIENT: "接入的业务系统",
    Role.SYSTEM: "系统自动办理",
    Role.WINDOW_CLERK: "综合窗口工作人员",
    Role.APPROVER: "部门审批人员",
    Role.BODY_HEAD: "部门负责人",
    Role.GOVERNMENT_HEAD: "本级政府负责人",
    Role.SUPERVISOR: "督查人员",
    Role.AUDITOR: "审计人员",
}
OTHERS = "工作人员"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingLine:
    """One application: where it stands in a word, what came of it, and its papers."""

    application: Application
    whole: WholeClock
    state: str
    tone: str
    next: str
    to_pay: bool
    results: tuple[DeliveryItem, ...]
    papers: tuple[PaperInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody looked: when, in which capacity (never by name), why, and at which application."""

    at: datetime
    who: str
    purpose: str
    application: UUID | None
    title: str


def filing_lines(
    applications: Sequence[Application],
    *,
    whole: Mapping[UUID, WholeClock],
    results: Mapping[UUID, tuple[DeliveryItem, ...]],
    papers: Collection[PaperInfo],
    corrections: Mapping[UUID, CorrectionInfo],
    to_pay: Collection[UUID],
) -> list[FilingLine]:
    """Those that wait for the person first, then those under way, then those that are over."""
    lines = [
        _filing(
            row,
            whole=whole[row.public_id],
            results=[one for one in results.get(row.public_id, ()) if one.state is not DeliveryState.EXPECTED],
            papers=[paper for paper in papers if paper.application == row.public_id],
            corrected=row.public_id in corrections,
            to_pay=row.public_id in to_pay,
        )
        for row in applications
    ]
    return sorted(lines, key=lambda line: (line.tone not in {"wait", "ready"} and not line.to_pay, line.tone == "done"))


def _filing(
    row: Application,
    *,
    whole: WholeClock,
    results: Sequence[DeliveryItem],
    papers: Sequence[PaperInfo],
    corrected: bool,
    to_pay: bool,
) -> FilingLine:
    waiting = [one.name for one in results if one.state is DeliveryState.READY and one.way is Way.PICK_UP]
    if corrected:
        state, tone, what = "待补正", "wait", "去补正"
    elif waiting:
        state, tone, what = "可以领取", "ready", f"凭取件码到窗口领取：{'、'.join(waiting)}"
    elif row.state == "finished":
        state, tone, what = "已办结", "done", ""
    else:
        state, tone, what = "办理中", "info", ""
    return FilingLine(
        application=row,
        whole=whole,
        state=state,
        tone=tone,
        next=what,
        to_pay=to_pay,
        results=tuple(results),
        papers=tuple(reversed(papers)),
    )


def look_lines(
    rows: Iterable[AccessRow], *, posts: Mapping[UUID, PostInfo], titles: Mapping[UUID, str], for_firm: bool
) -> list[Look]:
    """One line for each look, however many parts of the record it touched at that moment."""
    lines: dict[tuple[datetime, str, str], Look] = {}
    for row in rows:
        line = _look(row, posts=posts, titles=titles, for_firm=for_firm)
        place = (line.at.replace(second=0, microsecond=0), line.who, line.purpose)
        if place not in lines or not lines[place].application:
            lines[place] = line
    return list(lines.values())


def _look(row: AccessRow, *, posts: Mapping[UUID, PostInfo], titles: Mapping[UUID, str], for_firm: bool) -> Look:
    reference = row.case_ref if row.case_ref in titles else None
    return Look(
        at=row.at,
        who=_who(row, posts, for_firm=for_firm),
        purpose=FOR_PREFILL if row.purpose.startswith(PREFILL) else row.purpose,
        application=reference,
        title=titles[reference] if reference else "",
    )


def _who(row: AccessRow, posts: Mapping[UUID, PostInfo], *, for_firm: bool) -> str:
    """Body and post of staff; of others in which capacity they came."""
    if post := posts.get(row.actor_post) if row.actor_post else None:
        return " ".join(part for part in (post.body_name, post.title) if part)
    if row.actor_role == Role.CITIZEN and for_firm:
        return "本单位经办人"
    return BY.get(Role(row.actor_role), OTHERS)
