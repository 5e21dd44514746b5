"""The page of one system's subscriptions. It stands in this module because no channel is for administrators yet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.modules.clients.api import list_clients
from onething.modules.exchange.domain.deliveries import DeliveryInfo
from onething.modules.exchange.domain.subscriptions import WebhookInfo
from onething.modules.exchange.errors import WebhookRefused
from onething.modules.exchange.services.dead_letters import replay_letters
from onething.modules.exchange.services.health import WebhookHealth, health_of
from onething.modules.exchange.services.journal import delivery_info, page_of_deliveries
from onething.modules.exchange.services.keep import disable, enable
from onething.modules.exchange.services.subscribe import list_webhooks
from onething.modules.exchange.services.trial import order_trial
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of, requires

SHOWN = 5
NO_ACT = "没有说明要做什么，什么也没有改变。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A subscription, how it is doing, and its latest deliveries."""

    info: WebhookInfo
    health: WebhookHealth
    deliveries: tuple[DeliveryInfo, ...]


@requires(Action.WEBHOOK_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def webhooks(request: HttpRequest, client: UUID) -> HttpResponseBase:
    """What the system is told of and how it answers; stop, resume, try or replay one of its subscriptions."""
    actor, now = actor_of(request), clock.now()
    found = next((one for one in list_clients(actor=actor) if one.public_id == client), None)
    if found is None:
        raise Http404
    subscriptions = list_webhooks(actor=actor, client=client)
    if request.method == "POST":
        _act(request, {one.id for one in subscriptions}, actor, now)
        return redirect("client-webhooks", client=client)
    shown = [_shown(one, actor, now) for one in reversed(subscriptions)]
    told = list(messages.get_messages(request))
    context = {"client": found, "ended": found.ended(on=clock.today()), "shown": shown, "told": told}
    return render(request, "exchange/webhooks.html", context, using="jinja2")


def _shown(info: WebhookInfo, actor: Actor, now: datetime) -> Shown:
    page = page_of_deliveries(subscription=info.id, actor=actor, after=None)
    return Shown(
        info=info,
        health=health_of(subscription=info.id, actor=actor, now=now),
        deliveries=tuple(delivery_info(row) for row in page.rows[:SHOWN]),
    )


def _act(request: HttpRequest, own: set[UUID], actor: Actor, now: datetime) -> None:
    """One of this system's subscriptions, one act; what came of it is told on the next page."""
    subscription = next((one for one in own if str(one) == request.POST.get("subscription")), None)
    act = ACTS.get(request.POST.get("act", ""))
    if subscription is None or act is None:
        messages.error(request, NO_ACT)
        return
    try:
        messages.success(request, act(subscription, actor, now))
    except WebhookRefused as refused:
        messages.error(request, str(refused))


def _disable(subscription: UUID, actor: Actor, now: datetime) -> str:
    disable(subscription=subscription, actor=actor, now=now)
    return "已停用。等待发送的会成为放弃的通知，恢复后可以重放。"


def _enable(subscription: UUID, actor: Actor, now: datetime) -> str:
    enable(subscription=subscription, actor=actor, now=now)
    return "已恢复，从现在起发生的事会通知到。"


def _test(subscription: UUID, actor: Actor, now: datetime) -> str:
    order_trial(subscription=subscription, actor=actor, now=now)
    return "试验通知已经排队，几秒后刷新本页看结果。"


def _replay(subscription: UUID, actor: Actor, now: datetime) -> str:
    count = replay_letters(subscription=subscription, actor=actor, now=now)
    return f"{count} 个放弃了的通知已经重新排队。"


ACTS = {"disable": _disable, "enable": _enable, "test": _test, "replay": _replay}
