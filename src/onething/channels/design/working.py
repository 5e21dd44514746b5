"""The frame of every working page: who may see it, what strangers are told, and how errors show."""

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from onething.modules.consultation.api import ConsultationNotFound
from onething.modules.delivery.api import DeliveryNotFound
from onething.modules.handling.api import CaseNotFound
from onething.modules.hearings.api import HearingNotFound
from onething.modules.identity.api import Account, post_of
from onething.modules.intake.api import NotFound
from onething.modules.joint_sessions.api import SessionNotFound
from onething.modules.payments.api import OrderNotFound
from onething.modules.rating.api import RatingNotFound
from onething.platform.permissions import Action, Role, actor_of, requires

View = Callable[..., HttpResponseBase]


def only_for(roles: Collection[Role], refusal: str, action: Action) -> Callable[[View], View]:
    """Let these roles through when they have the action; what is not theirs is answered as if it did not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if actor_of(request).role not in roles:
                raise PermissionDenied(refusal)
            try:
                return view(request, *args, **kwargs)
            except (
                NotFound,
                CaseNotFound,
                DeliveryNotFound,
                SessionNotFound,
                RatingNotFound,
                HearingNotFound,
                ConsultationNotFound,
                OrderNotFound,
                ObjectDoesNotExist,
            ) as error:
                raise Http404 from error

        return requires(action)(never_cache(checked))

    return decorate


def working_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    place: tuple[str, ...],
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page of this template; with errors it says so in title, summary, field and status."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    told = [str(message) for message in get_messages(request)]
    shown = {**context, "errors": dict(errors or {}), "place": place, "told": told}
    return render(request, template, shown, using="jinja2", status=status)


def place_words(request: HttpRequest) -> tuple[str, ...]:
    """Name, post and body of the one who is logged in."""
    account, post = request.user, post_of(request)
    if not isinstance(account, Account):
        return ()
    return tuple(word for word in (account.display_name, *((post.title, post.body_name) if post else ())) if word)
