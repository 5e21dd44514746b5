"""The record of promises and their fulfilment (承诺与兑现记录) of whoever has a case at this desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from onething.channels.design.promises import record_rows
from onething.channels.desk.pages import at_desk, page
from onething.modules.handling.api import find_case, info_of
from onething.modules.pledge.api import barred_until, promises_by
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

PURPOSE = "审查办件时查看承诺与兑现记录"


@at_desk(Action.PROMISE_READ)
@require_safe
def record(request: HttpRequest, case: UUID) -> HttpResponse:
    """From a case within reach to what its owner promised anywhere in the region; the look is on the access log."""
    actor, now = actor_of(request), clock.now()
    row = find_case(case, actor=actor)
    context = {
        "case": info_of(row),
        "rows": record_rows(promises_by(row.owner, actor=actor, purpose=PURPOSE, now=now)),
        "barred": barred_until(row.owner, today=clock.today()),
    }
    return page(request, "record", context)
