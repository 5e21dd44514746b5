"""The pages of the handbook: the shelf, and for each bundle procedure, window handbook, review points and flow."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onething.channels.design.swimlanes import draw_lanes
from onething.channels.handbook.pages import about_bundle, bundle_page, page
from onething.modules.catalogue.api import CompiledBundle, list_bundles
from onething.modules.guidance.api import inner_chart, read_flow, read_handbook, read_procedure
from onething.modules.organisation.api import bodies
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, requires


@requires(Action.HANDBOOK_READ)
@never_cache
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every bundle with its books."""
    return page(request, "shelf", {"bundles": list_bundles(on=clock.today())})


@about_bundle
def procedure(request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """工作规程."""
    book = read_procedure(source, start=clock.today())
    return bundle_page(request, "procedure", source, {"book": book})


@about_bundle
def window(request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """窗口手册."""
    return bundle_page(request, "window", source, {"book": read_handbook(source, start=clock.today())})


@about_bundle
def review(request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """审查要点, the reader's own body first."""
    own = bodies([actor_of(request).body_code]).get(actor_of(request).body_code)
    book = read_handbook(source, start=clock.today())
    ordered = sorted(book.bodies, key=lambda chapter: own is None or chapter.body != own.name)
    return bundle_page(request, "review", source, {"book": book, "chapters": ordered, "own": own.name if own else ""})


@about_bundle
def flow(request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """The inner flow chart."""
    found = read_flow(source, start=clock.today())
    return bundle_page(request, "flow", source, {"flow": found, "drawing": draw_lanes(inner_chart(found))})
