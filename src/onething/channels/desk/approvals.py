"""The head's page: what waits for an answer, and one request with its case; also for who stands in (代行), and for the
head of the government.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.design.case_words import state_words
from onething.channels.design.files import file_answer
from onething.channels.design.sessions import read_number
from onething.channels.design.wording import left_words
from onething.channels.desk.consequences import left_ended
from onething.channels.desk.decisions import Refused, reasons_of
from onething.channels.desk.pages import page, where_requests_are_answered
from onething.core.lifecycle import PUBLIC_INTEREST, STATEMENT, CaseAction, revocation_consequences
from onething.modules.handling.api import (
    AskedApproval,
    approval_for,
    approve,
    cases_of,
    days_left,
    decline,
    joint_due_of,
    may_answer_at_all,
    open_approvals,
    open_writing,
)
from onething.modules.hearings.api import open_challenges
from onething.modules.organisation.api import open_successions
from onething.platform import clock
from onething.platform.permissions import Action, Role, actor_of

APPROVED = "已同意：{}。文书已出具：{}。"
DECLINED = "已批复不同意：{}。经办人会看到理由。"
ANEW = (CaseAction.REOPEN, CaseAction.REVOKE)
NO_ACT = "没有选择同意还是不同意。请返回重试。"


@where_requests_are_answered(Action.CASE_READ)
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits in this body, the oldest first."""
    actor = actor_of(request)
    rows = [_row(one) for one in open_approvals(actor=actor)]
    return page(
        request,
        "approvals",
        {
            "rows": rows,
            "answers": may_answer_at_all(actor, on=clock.today()),
            "me": actor.account,
            "challenges": () if actor.role is Role.GOVERNMENT_HEAD else open_challenges(actor=actor),
            "successions": open_successions(actor=actor) if actor.role is Role.GOVERNMENT_HEAD else (),
        },
    )


@where_requests_are_answered(Action.CASE_READ)
@require_http_methods(["GET", "POST"])
def approval(request: HttpRequest, approval: UUID) -> HttpResponseBase:
    """Read the request, then say yes or no."""
    actor, now = actor_of(request), clock.now()
    asked = approval_for(approval, actor=actor, now=now)
    if request.method != "POST":
        return _page(request, asked)
    note, act = request.POST.get("note", ""), request.POST.get("act")
    seen = read_number(request.POST.get("version", ""))
    try:
        if act == "approve":
            harmless = request.POST.get("harmless") == "yes"
            paper = approve(approval=approval, note=note, actor=actor, now=now, version=seen, harmless=harmless)
            messages.success(request, APPROVED.format(asked.approval.what, paper.number))
        elif act == "decline":
            decline(approval=approval, note=note, actor=actor, now=now)
            messages.success(request, DECLINED.format(asked.approval.what))
        else:
            raise BadRequest(NO_ACT)
    except Refused as refused:
        return _page(request, asked, errors=reasons_of(refused), note=note)
    return redirect("desk:approvals")


@where_requests_are_answered(Action.CASE_READ)
@require_safe
def writing(request: HttpRequest, approval: UUID, file: UUID) -> HttpResponse:
    """The scan of views that came on paper, kept nowhere."""
    return file_answer(*open_writing(file, approval=approval, actor=actor_of(request), now=clock.now()))


def _page(
    request: HttpRequest, asked: AskedApproval, *, errors: dict[str, str] | None = None, note: str = ""
) -> HttpResponse:
    actor = actor_of(request)
    joint, by_government = asked.approval.joint, asked.approval.by_government
    answers = may_answer_at_all(actor, on=clock.today(), by_government=by_government)
    answers = answers and asked.approval.asked_by != actor.account
    mine = asked.approval.asked_by == actor.account
    context = {**_row(asked), "answers": answers, "mine": mine, "note": note, "term": STATEMENT.basis, "follows": ()}
    if cause := asked.approval.cause:
        context |= {"consequences": revocation_consequences(cause), "interest": PUBLIC_INTEREST}
    if joint:
        application = asked.case.application
        sisters = [(case, state_words(case)) for case in cases_of(application=application, actor=actor)]
        context |= {"joint": joint_due_of(application, actor=actor), "sisters": sisters}
    elif asked.approval.action in ANEW and not asked.case.granted:
        context["follows"] = left_ended(asked.case, cases_of(application=asked.case.application, actor=actor))
    return page(request, "approval", context, errors=errors)


def _row(asked: AskedApproval) -> dict[str, Any]:
    left = days_left(asked.case, today=clock.today())
    return {"asked": asked, "case": asked.case, "state": state_words(asked.case), "left": left_words(left)}
