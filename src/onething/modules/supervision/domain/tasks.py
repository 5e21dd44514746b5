"""The life of a task: handed on when something is granted, accepted and answered by the supervising body. Pure.

Which items are handed on, to whom and within which time stands in the local packs.
"""

from collections.abc import Mapping
from datetime import date

from onething.core.states import Labelled, Move, StateTable

LONGEST_ANSWER = 2000


class TaskState(Labelled):
    """Where a task stands."""

    SENT = "sent", "待签收"
    ACCEPTED = "accepted", "已签收，待答复"
    SUPERVISED = "supervised", "已纳入监管"
    REPORTED = "reported", "发现问题，已通报"
    RETURNED = "returned", "不属于本部门，已退回"
    ENDED = "ended", "决定失效，不再办"


class TaskAction(Labelled):
    """What may be done with a task."""

    ACCEPT = "accept", "签收"
    SUPERVISE = "supervise", "已纳入监管"
    REPORT = "report", "发现问题并通报审批部门"
    RETURN = "return", "不属于本部门并退回"
    END = "end", "决定失效"


_S, _A = TaskState, TaskAction
TASK = StateTable(
    start=_S.SENT,
    final=frozenset({_S.RETURNED, _S.ENDED}),
    rows=(
        Move(_S.SENT, _A.ACCEPT, _S.ACCEPTED, "监管部门签收"),
        Move(_S.SENT, _A.RETURN, _S.RETURNED, "不归本部门监管的，写明理由退回"),
        Move(_S.ACCEPTED, _A.SUPERVISE, _S.SUPERVISED, "检查或者登记以后纳入日常监管"),
        Move(_S.ACCEPTED, _A.REPORT, _S.REPORTED, "写明问题，通报审批部门"),
        Move(_S.ACCEPTED, _A.RETURN, _S.RETURNED, "不归本部门监管的，写明理由退回"),
        Move(_S.SUPERVISED, _A.REPORT, _S.REPORTED, "以后的监管发现问题的，也通报"),
        Move(_S.REPORTED, _A.REPORT, _S.REPORTED, "处理以后又发现问题的，再通报"),
        *(
            Move(state, _A.END, _S.ENDED, "审批部门撤销或者注销了决定")
            for state in (_S.SENT, _S.ACCEPTED, _S.SUPERVISED, _S.REPORTED)
        ),
    ),
)
TO_DO = (_S.SENT, _S.ACCEPTED)
TOLD_BACK = (_S.REPORTED, _S.RETURNED)
"""What the body that granted is told of: it has to do something about these."""
ANSWERS = (_A.SUPERVISE, _A.REPORT, _A.RETURN)


def possible(state: TaskState) -> tuple[TaskAction, ...]:
    """The answers that may be given now."""
    legal = TASK.legal(state)
    return tuple(action for action in ANSWERS if action in legal)


def decide_answer(action: TaskAction | None, answer: str, *, state: TaskState) -> Mapping[str, str]:
    """What stops this answer: one of the closed outcomes, and what was seen in words."""
    gaps: dict[str, str] = {}
    if action not in possible(state):
        gaps["action"] = "没有选结果，或者现在不能这样答复。请选一项。"
    if not answer.strip():
        gaps["answer"] = "没有写检查或者纳管的情况。请写明看了什么、发现了什么，审批部门会看到。"
    elif len(answer) > LONGEST_ANSWER:
        gaps["answer"] = f"最多写 {LONGEST_ANSWER} 个字。请改短。"
    return gaps


def decide_settling(words: str, *, state: TaskState, settled: bool) -> Mapping[str, str]:
    """What stops the body that granted from saying that it dealt with what it was told."""
    gaps: dict[str, str] = {}
    if not words.strip():
        gaps["settled"] = "没有写怎样处理的。请写明核实的情况和处理结果，监管部门会看到。"
    elif len(words) > LONGEST_ANSWER:
        gaps["settled"] = f"最多写 {LONGEST_ANSWER} 个字。请改短。"
    if state not in TOLD_BACK or settled:
        gaps[""] = "没有等待处理的通报、退回，可能已经有人处理。请刷新页面。"
    return gaps


def is_late(state: TaskState, *, due_on: date, today: date) -> bool:
    """Whether an answer is owed whose day has passed."""
    return state in TO_DO and due_on < today
