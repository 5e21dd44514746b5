"""我的消息: what the person or firm was told, latest first; and whether they want every SMS."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import problem
from onething.modules.identity.api import may_grant
from onething.modules.notify.api import choose_sms, mark_read, page_of_messages, sends_sms, wants_sms
from onething.platform import clock
from onething.platform.permissions import Action, Actor, actor_of

FORBIDDEN = 403
NOT_YOURS = "收不收短信由本人决定，单位的由法定代表人决定。您现在是经办人或代办人，不能改。"
INSTEAD = ("回到“为谁办”换成本人的身份，可以改您自己的",)


@for_citizen(Action.MESSAGE_READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """A page of messages, read from now on; posting says whether the optional SMS are wanted."""
    actor = actor_of(request)
    if request.method == "POST":
        return _choose(request, actor)
    after = request.GET.get("after")
    found = page_of_messages(actor=actor, after=after)
    unread = {row.pk for row in found.rows if row.read_at is None}
    mark_read(found.rows, now=clock.now())
    context = {"rows": found.rows, "unread": unread, "next": found.next, "first": after is None}
    if sends_sms() and after is None and actor.principal and may_grant(actor, on=clock.today()):
        context["wanted"] = wants_sms(actor.principal)
    return render(request, "portal/mine/messages.html", context, using="jinja2")


def _choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    if not may_grant(actor, on=clock.today()):
        return problem(request, title="不能以现在的身份修改", message=NOT_YOURS, next_steps=INSTEAD, status=FORBIDDEN)
    choose_sms(wanted=request.POST.get("wanted") == "yes", actor=actor, now=clock.now())
    return redirect("portal:mine-messages")
