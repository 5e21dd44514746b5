"""Fees at the window: what has to be given back or looked into, which open lines are due, that it was paid here, and given back."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from onething.channels.counter.pages import at_window, page
from onething.channels.design.fees import about_order
from onething.channels.design.sessions import read_number
from onething.core.definitions import Relief, in_yuan
from onething.modules.intake.api import application_of
from onething.modules.payments.api import (
    Came,
    Exemption,
    OrderLine,
    OrderNotFound,
    PaymentRefused,
    Reconciliation,
    Settlement,
    excess_of,
    order_of,
    orders_to_look_into,
    reconcile,
    record_payment,
    record_refund,
    reliefs_at,
    relieve,
    settle_lines,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

DONE = {
    "settle": "已核定。",
    "record": "已登记缴费。",
    "refund": "已登记退费。",
    "reconcile": "已登记核对结果。",
    "relieve": "已减免。",
}
NO_ACT = "没有说明要做什么，什么也没有改变。"
DISPUTED = "支付金额对不上，要和支付平台核对"
TO_RETURN = "要退 {}"


@at_window(Action.PAYMENT_RECORD)
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Where this site has to give money back, or an amount has to be looked into."""
    found = orders_to_look_into(actor=actor_of(request), after=request.GET.get("after"))
    lines = [
        {
            "address": reverse("counter:fees", args=[row.application]),
            "number": row.application_number,
            "about": row.title,
            "made_at": row.made_at,
            "what": [*([DISPUTED] if row.disputed else []), *([TO_RETURN.format(in_yuan(fen))] if fen else [])],
        }
        for row in found.rows
        for fen in [excess_of(row)]
    ]
    following = f"{reverse('counter:orders')}?{urlencode({'after': found.next})}" if found.next else None
    return page(request, "orders", {"lines": lines, "next": following})


@at_window(Action.PAYMENT_RECORD)
@require_http_methods(["GET", "POST"])
def fees(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """The order of an application; posting does one of the acts."""
    if request.method != "POST":
        return _show(request, application)
    act = request.POST.get("act", "")
    try:
        _do(request, application, act)
    except PaymentRefused as refused:
        return _show(request, application, errors=refused.reasons)
    messages.success(request, DONE[act])
    return redirect("counter:fees", application=application)


def _do(request: HttpRequest, application: UUID, act: str) -> None:
    how: dict[str, Any] = {
        "application": application,
        "version": read_number(request.POST.get("version", "")),
        "actor": actor_of(request),
        "now": clock.now(),
    }
    if act == "settle":
        settle_lines(said=_said(request), **how)
    elif act in {"record", "refund"}:
        (record_payment if act == "record" else record_refund)(receipt=request.POST.get("receipt", ""), **how)
    elif act == "reconcile":
        reconcile(told=_reconciled(request.POST), **how)
    elif act == "relieve":
        relieve(claimed=_claimed(request.POST), **how)
    else:
        raise PaymentRefused({"": NO_ACT})


def _said(request: HttpRequest) -> dict[str, Settlement]:
    """Of each line that was answered: due or not, and why not."""
    words = {"due": True, "free": False}
    return {
        key: Settlement(due=words.get(value), reason=request.POST.get(f"{key}-reason", ""))
        for key, value in request.POST.items()
        if value in words
    }


def _reconciled(post: QueryDict) -> Reconciliation:
    """Which attempt, what came of it, and how that was found."""
    came = next((one for one in Came if one.value == post.get("came")), None)
    return Reconciliation(attempt=post.get("attempt", ""), came=came, reason=post.get("reason", ""))


def _claimed(post: QueryDict) -> Exemption:
    """Which line, by which of its reliefs, and what was shown."""
    line, _, place = post.get("relief", "").rpartition("#")
    return Exemption(line=line, relief=read_number(place), shown=post.get("shown", ""))


def _relief_source(relief: Relief) -> str:
    """What is shown for it, and where it stands."""
    proof = f"凭{relief.proof}；" if relief.proof else ""
    return f"{proof}{relief.basis.citation}{'' if relief.basis.confirmed else '（待核）'}"


def _relief_options(application: UUID, lines: Collection[OrderLine]) -> list[dict[str, str]]:
    """Each due line with each relief that is published for it."""
    published, names = reliefs_at(application, lines), {line.key: line.name for line in lines}
    return [
        {
            "value": f"{key}#{place}",
            "label": f"{names[key]}：{relief.reason}",
            "hint": _relief_source(relief),
        }
        for key, reliefs in published.items()
        for place, relief in enumerate(reliefs)
    ]


def _show(request: HttpRequest, application: UUID, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    info = application_of(application, actor=actor_of(request)).info
    order = about_order(order_of(application))
    if order is None:
        raise OrderNotFound
    until = order["info"].known_by
    paying = until is not None and until > clock.now()
    reliefs = [] if paying else _relief_options(application, order["info"].lines)
    context = {"application": info, "order": order, "paying": paying, "reliefs": reliefs, "typed": request.POST}
    return page(request, "fees", context, errors=errors)
