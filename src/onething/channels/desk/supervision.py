"""Supervision at the desk (审管衔接): what others granted and this body supervises, and what it was told of its own grants."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.sessions import read_number
from onething.channels.desk.pages import at_desk, page
from onething.modules.handling.api import staff_names
from onething.modules.supervision.api import (
    TaskAction,
    TaskInfo,
    TaskList,
    TaskNotFound,
    TaskRefused,
    TaskState,
    accept,
    answer,
    list_tasks,
    settle,
    task_for,
    task_info,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, may_at_all

SETTLE = "settle"
TEXTS = ("action", "answer", "settled")
TONES = {
    TaskState.SENT: "wait",
    TaskState.ACCEPTED: "info",
    TaskState.SUPERVISED: "done",
    TaskState.REPORTED: "fault",
    TaskState.RETURNED: "soon",
    TaskState.ENDED: "neutral",
}
DEALT_WITH = ("审批部门已处理", "done")
HINTS = {
    TaskAction.SUPERVISE: "写明检查或者登记的情况",
    TaskAction.REPORT: "审批部门会收到通报，并决定要不要撤销",
    TaskAction.RETURN: "写明应当由哪个部门监管",
}
ACCEPTED = "已签收。检查以后请在这里答复。"
SETTLED = "已登记处理情况，监管部门可以看到。"
ANSWERED = "已答复：{}。审批部门在办件页可以看到。"


@at_desk(Action.CASE_READ)
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Four lists of one address: to do, answered, told back to this body, and dealt with by it."""
    asked = request.GET.get("tab", "")
    which = TaskList.of(asked) if asked in set(TaskList) else TaskList.TO_DO
    found = list_tasks(which, actor=actor_of(request), after=request.GET.get("after"))
    here, today = reverse("desk:supervision"), clock.today()
    context = {
        "tabs": [{"label": one.label, "href": f"{here}?tab={one.value}", "current": one is which} for one in TaskList],
        "rows": [task_row(task_info(row), today=today) for row in found.rows],
        "which": which,
        "next": f"{here}?tab={which.value}&after={found.next}" if found.next else None,
    }
    return page(request, "supervision", context)


@at_desk(Action.CASE_READ)
@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, task: UUID) -> HttpResponseBase:
    """What was granted to whom under which conditions; accepted, and answered."""
    typed = {name: str(request.POST.get(name, "")) for name in TEXTS}
    try:
        found, mine = task_for(task, actor=actor_of(request), now=clock.now())
        if request.method != "POST":
            return page(request, "supervision_task", _about(request, found, typed, mine=mine))
        return _act(request, found, typed)
    except TaskNotFound as error:
        raise Http404 from error
    except TaskRefused as refused:
        return page(request, "supervision_task", _about(request, found, typed, mine=mine), errors=refused.reasons)


def task_row(info: TaskInfo, *, today: date) -> dict[str, Any]:
    """The task with its words: state, whether it is late, and whether the body that granted dealt with it."""
    return {
        "info": info,
        "state": (info.state.label, TONES[info.state]),
        "late": info.late(today),
        "settled": DEALT_WITH if info.settled_at else None,
    }


def _act(request: HttpRequest, found: TaskInfo, typed: dict[str, str]) -> HttpResponseBase:
    actor, now = actor_of(request), clock.now()
    version = read_number(str(request.POST.get("version", "")))
    if request.POST.get("act") == SETTLE:
        settle(task=found.public_id, words=typed["settled"], version=version, actor=actor, now=now)
        messages.success(request, SETTLED)
    elif request.POST.get("act") == TaskAction.ACCEPT:
        accept(task=found.public_id, version=version, actor=actor, now=now)
        messages.success(request, ACCEPTED)
    else:
        action = TaskAction.of(typed["action"]) if typed["action"] in set(TaskAction) else None
        state = answer(
            task=found.public_id, action=action, words=typed["answer"], version=version, actor=actor, now=now
        )
        messages.success(request, ANSWERED.format(state.label))
    return redirect("desk:supervision-task", task=found.public_id)


def _about(request: HttpRequest, found: TaskInfo, typed: dict[str, str], *, mine: bool) -> dict[str, Any]:
    role = actor_of(request).role
    may_answer = mine and may_at_all(role, Action.SUPERVISION_ANSWER)
    waits = not mine and found.waits_for_granting
    return {
        **task_row(found, today=clock.today()),
        "mine": mine,
        "settler": staff_names([found.settled_by]).get(found.settled_by, "") if found.settled_by else "",
        "may_settle": waits and may_at_all(role, Action.SUPERVISION_SETTLE),
        "may_accept": may_answer and found.state is TaskState.SENT,
        "actions": [
            {"value": one.value, "label": one.label, "hint": HINTS[one]} for one in found.possible if may_answer
        ],
        "asks_revocation": waits and found.state is TaskState.REPORTED,
        "typed": typed,
    }
