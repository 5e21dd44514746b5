"""What taking back would do, shown before it is done: the decision with the cases it names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onething.modules.handling.definitions import calendar_of, compiled_bundle
from onething.modules.handling.docket import file_of
from onething.modules.handling.domain.views import CaseInfo
from onething.modules.handling.domain.withdrawal import WithdrawalPlan, decide_withdrawal
from onething.modules.handling.errors import CaseNotFound
from onething.modules.handling.models import Case
from onething.modules.handling.queries import UNLISTED, info_of
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalShown:
    """The plan in cases; `decided` have their result and stay, `partly` is true when not everything undecided goes."""

    plan: WithdrawalPlan
    chosen: tuple[CaseInfo, ...]
    tied: tuple[CaseInfo, ...]
    falls: tuple[CaseInfo, ...]
    stuck: tuple[CaseInfo, ...]
    goes_on: tuple[CaseInfo, ...]
    decided: tuple[CaseInfo, ...]
    version: int

    @property
    def partly(self) -> bool:
        """True when something goes on."""
        return bool(self.stuck or self.goes_on)


def withdrawal_of(*, application: UUID, cases: Collection[UUID], actor: Actor, now: datetime) -> WithdrawalShown:
    """What taking back these cases would do, or all of them when none is named; CaseNotFound when not the actor's."""
    rows = list(Case.objects.filter(application_ref=application).defer(*UNLISTED).order_by("place"))
    if not any(allowed(actor, Action.CASE_WITHDRAW, row) for row in rows):
        raise CaseNotFound
    plan = plan_withdrawal(rows, cases=cases, now=now)
    infos = {row.key: info_of(row) for row in rows}
    named = {*plan.taken_back, *plan.falls, *plan.stuck, *plan.goes_on}

    def shown(keys: Collection[str]) -> tuple[CaseInfo, ...]:
        return tuple(infos[key] for key in keys)

    return WithdrawalShown(
        plan=plan,
        chosen=shown(plan.chosen),
        tied=shown(plan.tied),
        falls=shown(plan.falls),
        stuck=shown(plan.stuck),
        goes_on=shown(plan.goes_on),
        decided=shown([row.key for row in rows if row.key not in named]),
        version=sum(row.row_version for row in rows),
    )


def plan_withdrawal(rows: Sequence[Case], *, cases: Collection[UUID], now: datetime) -> WithdrawalPlan:
    """The decision over these rows of one application."""
    first = rows[0]
    ties = compiled_bundle(first.bundle, version=first.bundle_version).bundle.ties
    return decide_withdrawal(
        [file_of(row) for row in rows],
        chosen=[row.key for row in rows if not cases or row.public_id in cases],
        ties=[[row.key for row in rows if row.item in tie.items] for tie in ties],
        on=legal_day(now),
        calendar=calendar_of(first),
    )
