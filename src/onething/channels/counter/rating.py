"""Print the slip with the code to rate by, when somebody leaves the window."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from onething.channels.counter.pages import at_window, window_words
from onething.modules.rating.api import print_slip
from onething.platform import clock
from onething.platform.permissions import Action, actor_of


@at_window(Action.RATING_INVITE)
@require_POST
def rating_slip(request: HttpRequest, application: UUID) -> HttpResponseBase:
    """The paper, in a window of its own; asking again opens the same one."""
    slip = print_slip(application=application, window=window_words(request), actor=actor_of(request), now=clock.now())
    return redirect("papers:pdf", paper=slip)
