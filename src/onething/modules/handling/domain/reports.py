"""What a department's system reports of a case, and what becomes of the report, in whatever order and however often it comes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import IN_REVIEW, UNDECIDED, CaseState
from onething.core.states import Labelled
from onething.modules.handling.domain.letters import faults_of
from onething.modules.handling.domain.writing import Rejection

LARGEST_REPORT = 256 * 1024


class ReportKind(Labelled):
    """What is reported."""

    PROGRESS = "progress", "进度"
    CORRECTION = "correction", "补正意见"
    RESULT = "result", "结果"


class Outcome(Labelled):
    """What became of a report."""

    APPLIED = "applied", "已采用"
    LATE = "late", "迟到，只登记"
    REFUSED = "refused", "没有采用，等待处理"


KINDS = {kind.value: kind for kind in ReportKind}
OUTCOMES = {outcome.value: outcome for outcome in Outcome}


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentReport:
    """A report that could be read; `content` is the whole of it."""

    case: UUID
    kind: ReportKind
    seq: int
    number: str = ""
    content: Mapping[str, Any] = field(repr=False)

    @property
    def granted(self) -> bool:
        """Whether the result is to grant."""
        return bool(self.content.get("granted"))

    def rejection(self, *, bases: Sequence[Basis]) -> Rejection:
        """The denial in the words of the department, which read the law it names."""
        known = {(basis.document, basis.article): basis for basis in bases}
        law = tuple(
            known.get(named) or Basis(*named, Mark.CONFIRMED)
            for named in ((one["document"], one["article"]) for one in self.content["law"])
        )
        return Rejection(facts=self.content["facts"], reason=self.content["reason"], law=law)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why a report cannot be read."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of a report, and in a sentence why."""

    outcome: Outcome
    detail: str


APPLY = Verdict(outcome=Outcome.APPLIED, detail="已采用。")
TAKEN_UP_ANEW = "办件已经在平台上重新办理，原来的办理过程已结束，已登记，不再采用。"


def read_report(body: str) -> DepartmentReport | Unreadable:
    """Read what came; what does not fit the published shape is told with its places."""
    try:
        content = json.loads(body)
        json.dumps(content, ensure_ascii=False).encode()  # half of a surrogate pair can be neither stored nor printed
    except (ValueError, RecursionError):
        return Unreadable(reason="不是可用的 JSON。")
    if faults := faults_of(content, shape="report"):
        return Unreadable(reason=("不合协议：" + "；".join(faults))[:300])
    return DepartmentReport(
        case=UUID(content["case"]),
        kind=KINDS[content["type"]],
        seq=content["seq"],
        number=content.get("number", ""),
        content=content,
    )


def decide_report(report: DepartmentReport, *, state: CaseState, last_seq: int, over: bool = False) -> Verdict:
    """A report counts while the case is at work there and nothing later was seen; a result that is overtaken people look at.

    `over` when the case was taken up anew: what its system still says is of the decision that fell.
    """
    if over:
        return Verdict(outcome=Outcome.LATE, detail=TAKEN_UP_ANEW)
    if state not in UNDECIDED:
        return Verdict(outcome=Outcome.LATE, detail=f"办件已是“{state.label}”，已登记，不用再发。")
    if state not in IN_REVIEW:
        return Verdict(outcome=Outcome.REFUSED, detail=f"办件还是“{state.label}”，没有受理，不能采用。")
    return _overtaken(report, last_seq) if report.seq <= last_seq else APPLY


def _overtaken(report: DepartmentReport, last_seq: int) -> Verdict:
    seen = f"已收到第 {last_seq} 个回传，这是第 {report.seq} 个"
    if report.kind is ReportKind.RESULT:
        return Verdict(
            outcome=Outcome.REFUSED, detail=f"{seen}，不能确定结论是否还算数。结论没有变的，请用新的 seq 再报。"
        )
    return Verdict(outcome=Outcome.LATE, detail=f"{seen}，只登记。")
