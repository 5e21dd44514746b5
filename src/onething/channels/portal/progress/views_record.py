"""One's own record of promises and their fulfilment, and what is published of firms."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onething.channels.design.promises import record_rows
from onething.channels.portal.citizens import for_citizen
from onething.modules.pledge.api import barred_until, promises_by, published
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, public

PURPOSE = "本人查看"


@for_citizen(Action.PROMISE_READ)
@never_cache
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Everything that one, or whom one acts for, promised; and until when nothing is offered."""
    actor, today = actor_of(request), clock.today()
    rows = promises_by(actor.principal, actor=actor, purpose=PURPOSE, now=clock.now()) if actor.principal else ()
    context = {
        "rows": record_rows(rows),
        "near": [one for one in rows if one.near(today)],
        "barred": barred_until(actor.principal, today=today) if actor.principal else None,
        "published": settings.PUBLISH_PROMISES,
    }
    return render(request, "portal/progress/record.html", context, using="jinja2")


@public
@require_safe
def publication(request: HttpRequest) -> HttpResponse:
    """Firms whose promise was broken, while it keeps offers away; no page at all unless the region publishes it."""
    if not settings.PUBLISH_PROMISES:
        raise Http404
    found = published(today=clock.today(), after=request.GET.get("after"))
    return render(request, "portal/progress/published.html", {"rows": found.rows, "next": found.next}, using="jinja2")
