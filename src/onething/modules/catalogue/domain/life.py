"""The life of a pack version: draft, in review, published from a day, retired from a day; and who may publish."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onething.core.states import Labelled, Move, StateTable


class PackState(Labelled):
    """Where a version stands; whether it is in force on a day is said by its dates."""

    DRAFT = "draft", "草稿"
    IN_REVIEW = "in_review", "审核中"
    PUBLISHED = "published", "已公布"
    RETIRED = "retired", "已停用"


class PackAct(Labelled):
    """What can be done with a version."""

    SUBMIT = "submit", "提交审核"
    RETURN = "return", "退回修改"
    PUBLISH = "publish", "公布"
    RETIRE = "retire", "停用"


LIFE = StateTable(
    start=PackState.DRAFT,
    final=frozenset({PackState.RETIRED}),
    rows=(
        Move(PackState.DRAFT, PackAct.SUBMIT, PackState.IN_REVIEW, "内容定稿，等待另一人审核"),
        Move(PackState.IN_REVIEW, PackAct.RETURN, PackState.DRAFT, "写明退回的理由，可以再改"),
        Move(PackState.IN_REVIEW, PackAct.PUBLISH, PackState.PUBLISHED, "从生效日起适用，内容不再改变"),
        Move(PackState.PUBLISHED, PackAct.RETIRE, PackState.RETIRED, "从停用日起不再适用，已提交的申请不受影响"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reign:
    """When a published version applies: [effective_on, retired_on)."""

    effective_on: date
    retired_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it applies on this day, unless a newer version does."""
        return self.effective_on <= day and (self.retired_on is None or day < self.retired_on)


def decide_effective(*, wanted: date | None, written: date, today: date, latest_begun: date | None) -> date:
    """From which day a version that is published now applies.

    The wanted day, else the day written in the pack when it is still to come, else today. Never before the version that
    it takes the place of: otherwise it would be published and yet never apply.
    """
    day = wanted or max(written, today)
    return max(day, latest_begun) if latest_begun else day


def decide_import_day(*, written: date, latest_begun: date | None) -> date:
    """The day of what an operator imports: as the pack says, but never before the version whose place it takes."""
    return max(written, latest_begun) if latest_begun else written


def refuse_own_work(*, made_by: Collection[UUID], publisher: UUID | None, four_eyes: bool) -> str:
    """Why this account may not publish this version; empty when it may. The command line acts as the system."""
    if four_eyes and publisher is not None and publisher in made_by:
        return "这份草稿是您自己做的。按四眼原则，要由另一位有公布权限的同事审核后公布。"
    return ""
