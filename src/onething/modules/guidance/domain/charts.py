"""The two flow charts: the inner one for bodies, with a lane for each; the outer one for applicants, with two. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onething.core.lifecycle import CASE, CaseAction, CaseState
from onething.core.planning import Plan, PlannedItem, Standing, Treatment
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.domain.flow import Flow, FlowStep

WINDOW = "综合窗口"
APPLICANT, HOUSE = "您", "政府部门"
APPLY, DELIVER = "apply", "deliver"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartNode:
    """One box: what happens, and a line or two of detail; `told` are further facts for the list and the paper."""

    key: str
    label: str
    detail: str
    lane: str
    column: int
    kind: str = "step"
    critical: bool = False
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Boxes in lanes and what follows what."""

    title: str
    lanes: tuple[str, ...]
    nodes: tuple[ChartNode, ...]
    edges: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    parallel: bool = True  # what stands in one column runs at the same time

    def before(self, key: str) -> tuple[str, ...]:
        """The labels of what comes right before."""
        labels = {node.key: node.label for node in self.nodes}
        return tuple(labels[source] for source, target in self.edges if target == key)


def inner_chart(flow: Flow) -> Chart:
    """From one filing at the window through the bodies to one delivery."""
    last = max((step.group for step in flow.steps), default=0) + 1
    awaited = {key for step in flow.steps for key in step.after}
    nodes = (
        ChartNode(
            key=APPLY, label="一次申请", detail="收件，一次告知", lane=WINDOW, column=0, kind="start", critical=True
        ),
        *(_step_node(step, flow) for step in flow.steps),
        ChartNode(
            key=DELIVER, label="统一出件", detail="结果一次送达", lane=WINDOW, column=last, kind="end", critical=True
        ),
    )
    edges = [(before, step.key) for step in flow.steps for before in step.after or (APPLY,)]
    edges += [(step.key, DELIVER) for step in flow.steps if step.key not in awaited]
    visits = [f"{v.topic}：{'、'.join(v.bodies)}合并为一次。" for v in flow.visits]
    return Chart(title="内部流程图", lanes=(WINDOW, *flow.bodies), nodes=nodes, edges=tuple(edges), notes=tuple(visits))


def _step_node(step: FlowStep, flow: Flow) -> ChartNode:
    promise = f"{step.promise}（{step.promise_mark}）" if step.promise_mark else step.promise
    soft = [f"可以先开始，要等“{flow.step(key).name}”办结才能办结。" for key in step.soft]
    visits = [f"联合勘验：{topic}。" for topic in step.visits]
    kinds = [words for words, holds in (("按情形", step.conditions), ("联合勘验", step.visits)) if holds]
    return ChartNode(
        key=step.key,
        label=step.name,
        detail="\n".join(filter(None, (promise, " · ".join(kinds)))),
        lane=step.body,
        column=step.group,
        critical=step.critical,
        told=(*step.conditions, *soft, *visits),
    )


def outer_chart(source: CompiledBundle, plan: Plan) -> Chart:
    """What the applicant does and what comes back, in the figures of this plan."""
    nodes = tuple(_outer_nodes(source, plan))
    keys = [node.key for node in nodes if node.key not in {"ask", "correct"}]
    edges = [*pairwise(keys), ("received", "ask"), ("ask", "correct"), ("correct", "handled")]
    return Chart(title="办事流程图", lanes=(APPLICANT, HOUSE), nodes=nodes, edges=tuple(edges), parallel=False)


def _outer_nodes(source: CompiledBundle, plan: Plan) -> Iterator[ChartNode]:
    applying = [item for item in plan.items if item.standing in {Standing.APPLIES, Standing.OPEN}]
    most = "" if plan.complete else "最多 "
    bodies = tuple(dict.fromkeys(item.body_name for item in applying))
    submit = [material.name for material in plan.materials if material.treatment is Treatment.SUBMIT]
    exempt = sum(material.treatment is Treatment.EXEMPT for material in plan.materials)
    promise = plan.schedule.declared_label if plan.schedule else ""
    yield _mine("questions", "回答问题", f"{len(source.bundle.questions)} 个以内，不用登录", 0, kind="start")
    yield _theirs("guide", "给您办事指南", "办哪些、交什么、哪天办好", 0)
    yield _mine("file", "填一张表并提交", f"交 {most}{len(submit)} 份材料，{exempt} 份不用交", 1, told=tuple(submit))
    yield _theirs("received", "给您收件凭证", "申请编号，随时查进度", 1)
    yield _theirs("ask", CaseAction.ASK_CORRECTION.label, "有问题一次说清，只补这些", 2, told=(_note_of_asking(),))
    yield _mine("correct", "补正", "在网上或到窗口", 2)
    yield _theirs(
        "handled", f"{most}{len(bodies)} 个部门一起办", f"承诺 {promise}", 3, told=tuple(i.name for i in applying)
    )
    yield _mine("results", "领取结果", _few([item.result for item in applying]), 3, kind="end", told=_results(applying))


def _mine(
    key: str, label: str, detail: str, column: int, *, kind: str = "step", told: tuple[str, ...] = ()
) -> ChartNode:
    return ChartNode(key=key, label=label, detail=detail, lane=APPLICANT, column=column, kind=kind, told=told)


def _theirs(key: str, label: str, detail: str, column: int, *, told: tuple[str, ...] = ()) -> ChartNode:
    return ChartNode(key=key, label=label, detail=detail, lane=HOUSE, column=column, told=told)


def _note_of_asking() -> str:
    rows = (row for row in CASE.rows if (row.source, row.action) == (CaseState.RECEIVED, CaseAction.ASK_CORRECTION))
    return next(rows).note


def _results(items: Sequence[PlannedItem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{item.result}（{item.name}）" for item in items))


def _few(names: Sequence[str]) -> str:
    """The first names, and how many there are when there are more."""
    every = list(dict.fromkeys(names))
    return f"{every[0]}等 {len(every)} 样" if len(every) > 1 else "".join(every)
