"""Continue a licence for its holder, who came to the window: once the document fits, the draft opens with what was filed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from onething.channels.counter.applicant import UNPROVEN, read_applicant, register_applicant
from onething.channels.counter.pages import at_window, page
from onething.core.definitions import PartyKind
from onething.modules.catalogue.api import published_bundle
from onething.modules.handling.api import CaseNotFound, MoveRefused, RenewalOffer, renew, renewal_for
from onething.modules.identity.api import EnterpriseRefused, PersonRefused
from onething.modules.intake.api import CannotOpen, application_of
from onething.platform import clock
from onething.platform.permissions import Action, actor_of


@at_window(Action.APPLICATION_SUBMIT)
@require_http_methods(["GET", "POST"])
def renewal(request: HttpRequest, application: UUID, case: UUID) -> HttpResponseBase:
    """The holder's document in hand; a licence that cannot be continued now says why."""
    offer = renewal_for(case=case, actor=actor_of(request), now=clock.now())
    if offer.case.application != application:
        raise CaseNotFound
    if request.method != "POST":
        return _show(request, offer, {})
    if not request.POST.get("proven"):
        return _show(request, offer, {"proven": UNPROVEN})
    try:
        return redirect("counter:draft", draft=_open(request, offer))
    except (PersonRefused, EnterpriseRefused, MoveRefused) as refused:
        return _show(request, offer, refused.reasons)
    except CannotOpen as refused:
        return _show(request, offer, {"": str(refused)})


def _open(request: HttpRequest, offer: RenewalOffer) -> UUID:
    actor, now = actor_of(request), clock.now()
    holder = register_applicant(request.POST, firm=_is_for_firm(offer), actor=actor, now=now)
    return renew(case=offer.case.public_id, actor=actor, now=now, on_behalf=holder)


def _is_for_firm(offer: RenewalOffer) -> bool:
    return published_bundle(offer.case.bundle, on=clock.today()).bundle.applicant_kind is PartyKind.ENTERPRISE


def _show(request: HttpRequest, offer: RenewalOffer, errors: dict[str, str]) -> HttpResponse:
    context = {
        "application": application_of(offer.case.application, actor=actor_of(request)).info,
        "offer": offer,
        "firm": _is_for_firm(offer),
        "typed": read_applicant(request.POST),
        "proven": bool(request.POST.get("proven")),
    }
    return page(request, "renewal", context, errors=errors)
