"""What an application has to pay: the lines, the way to the gateway, and what is known when one comes back."""

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.design.fees import about_order
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.progress.views import for_owner, page, source_of
from onething.modules.intake.api import application_of
from onething.modules.payments.api import GatewayAway, OrderNotFound, PaymentRefused, begin_payment, order_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of


@for_citizen(Action.PAYMENT_BEGIN)
@never_cache
@require_http_methods(["GET", "POST"])
@for_owner
def fees(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """The order; posting leads to the page of the gateway, which sends people back here."""
    if request.method != "POST":
        return _show(request, application)
    try:
        address = begin_payment(
            application=application,
            return_url=request.build_absolute_uri(request.path),
            notify_url=f"{settings.PUBLIC_URL}{reverse('api:payment-notification')}",
            actor=actor_of(request),
            now=clock.now(),
        )
    except PaymentRefused as refused:
        return _show(request, application, errors=refused.reasons)
    except GatewayAway as away:
        return _show(request, application, errors={"": str(away)})
    return HttpResponseRedirect(address)


def _show(request: HttpRequest, application: UUID, *, errors: Mapping[str, str] | None = None) -> HttpResponse:
    detail = application_of(application, actor=actor_of(request))
    order = about_order(order_of(application))
    if order is None:
        raise OrderNotFound
    return page(request, "fees", detail, source_of(detail), order=order, errors=errors or {})
