"""The papers about promised materials: accepted with materials to follow, ordered, and the acceptance taken back."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from onething.core.definitions import Basis
from onething.modules.handling.docket import Docket
from onething.modules.handling.models import Case
from onething.modules.handling.notices import in_own_names, is_licensing, issue_for, lead_of, remedies_at, titles_of
from onething.modules.papers.api import (
    AcceptanceRevoked,
    DeferralNotice,
    OwedMaterial,
    PaperInfo,
    PromiseOrder,
)
from onething.modules.pledge.api import PromiseInfo, PromiseKind

WAY = "登录后在“我的办件”里补交；也可以带上材料到受理窗口，由工作人员代为提交"


def materials_owed(docket: Docket, promises: Sequence[PromiseInfo]) -> tuple[OwedMaterial, ...]:
    """What of these promises is to follow, and by when."""
    titles = {row.key: row.title for row in docket.rows}
    return tuple(
        OwedMaterial(
            name=promise.name,
            items="、".join(titles[key] for key in promise.items if key in titles),
            due_on=promise.due_on,
            consequence=promise.consequence,
            law=(promise.basis,),
        )
        for promise in promises
        if promise.kind is PromiseKind.DEFERRAL and promise.due_on
    )


def deferral(docket: Docket, owed: tuple[OwedMaterial, ...]) -> PaperInfo | None:
    """Nothing when nothing follows later."""
    if not owed:
        return None
    licensing = any(is_licensing(row) for row in docket.rows if row.promised)
    contents = DeferralNotice(accepted_on=docket.day, materials=owed, way=WAY, licensing=licensing)
    return issue_for(docket, lead_of(docket), contents)


Missing = Callable[[Collection[Case]], Sequence[PromiseInfo]]
"""What these cases still wait for, of what was promised."""


def orders(docket: Docket, ordered: Collection[Case], missing: Missing, *, until: date) -> tuple[PaperInfo, ...]:
    """What was promised and did not come, and by when it must; each body orders it for its own cases."""

    def contents(rows: Sequence[Case]) -> PromiseOrder:
        promises = missing(rows)
        names = _named(promises)
        days = "、".join(dict.fromkeys(_day(promise.due_on) for promise in promises if promise.due_on))
        return PromiseOrder(
            found=f"您承诺在{days}以前交来{names}，到期没有交来",
            demand=f"交来{names}。{WAY}",
            until=until,
            consequence="到期仍没有交来的，依照您的承诺撤销对有关事项的受理，并记入承诺与兑现记录",
            law=_sources(promises),
        )

    return in_own_names(docket, ordered, contents)


def acceptances_revoked(docket: Docket, ended: Collection[Case], missing: Missing) -> tuple[PaperInfo, ...]:
    """Which items end because what was promised never came; each body takes back its own acceptance."""

    def contents(rows: Sequence[Case]) -> AcceptanceRevoked:
        promises = missing(rows)
        return AcceptanceRevoked(
            accepted_on=min((row.accepted_on for row in rows if row.accepted_on), default=docket.day),
            items=titles_of(rows),
            reason=f"{_named(promises)}按您的承诺应当以后交来，到期没有交；限期改正以后仍没有交来，缺少这些材料不能继续审查",
            law=_sources(promises),
            remedies=remedies_at(rows[0], now=docket.now),
        )

    return in_own_names(docket, ended, contents)


def _named(promises: Sequence[PromiseInfo]) -> str:
    return "、".join(f"“{promise.name}”" for promise in promises)


def _sources(promises: Sequence[PromiseInfo]) -> tuple[Basis, ...]:
    return tuple(dict.fromkeys(promise.basis for promise in promises))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
