"""For whom the session acts: chosen after login, changed at any time, and read anew at every request."""

from datetime import datetime

from django.http import HttpRequest

from onething.modules.identity.domain.authorities import AuthorityInfo
from onething.modules.identity.services.authorities import choose_authority
from onething.modules.identity.sessions import ACTING
from onething.platform.permissions import actor_of


def act_for(request: HttpRequest, *, authority: str, now: datetime) -> AuthorityInfo:
    """Act under this authority from the next request on; the session gets a new id with the new reach."""
    chosen = choose_authority(authority=authority, actor=actor_of(request), now=now)
    request.session.cycle_key()
    request.session[ACTING] = str(chosen.public_id)
    return chosen


def act_as_oneself(request: HttpRequest) -> None:
    """Act for nobody else from the next request on."""
    if request.session.pop(ACTING, None):
        request.session.cycle_key()
