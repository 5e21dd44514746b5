"""The component gallery: every component in every state, to be looked at and checked by machines."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onething.channels.design.samples import sample_flowchart, sample_timeline
from onething.platform.permissions import public

PAGES = {
    "components": "design/gallery.html",
    "form": "design/gallery_form.html",
    "work": "design/gallery_work.html",
    "problem": "design/gallery_problem.html",
    "print": "design/gallery_print.html",
}


@public
@require_safe
def gallery(request: HttpRequest, page: str = "components") -> HttpResponse:
    """One page of the gallery; not found outside demonstration mode."""
    if not settings.DEMONSTRATION or page not in PAGES:
        raise Http404
    context = {"timeline_layout": sample_timeline(), "flowchart_layout": sample_flowchart()}
    return render(request, PAGES[page], context, using="jinja2")
