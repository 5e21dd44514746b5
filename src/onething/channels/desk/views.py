"""Reading at the desk: the work list, one case, its files, and the form in full for a named purpose."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from onething.channels.design.files import file_answer
from onething.channels.desk.case_page import PURPOSE, UNMASKING, about_case, open_case
from onething.channels.desk.pages import at_desk, page
from onething.channels.desk.work_page import TABS, about_work
from onething.modules.handling.api import Tab, find_case
from onething.modules.intake.api import open_file
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

NO_PURPOSE = "没有选择查看完整信息的用途。请返回办件页，选一个用途再查看。"


@at_desk(Action.CASE_READ)
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The list of this body, what is due first at the top."""
    asked = request.GET.get("tab", "")
    tab = next((tab for tab in TABS if tab.value == asked), Tab.TO_REVIEW)
    context = about_work(actor=actor_of(request), tab=tab, after=request.GET.get("after"), now=clock.now())
    return page(request, "work", context)


@at_desk(Action.CASE_READ)
@require_safe
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """The case on one screen, personal data masked."""
    now = clock.now()
    return page(request, "case", about_case(open_case(case, actor=actor_of(request), now=now), now=now))


@at_desk(Action.CASE_REVIEW)
@require_POST
def unmask(request: HttpRequest, case: UUID) -> HttpResponse:
    """The same page with the form in full; the purpose stands in the access log, where its owner can read it."""
    purpose = request.POST.get("purpose", "")
    if purpose not in UNMASKING:
        raise BadRequest(NO_PURPOSE)
    now = clock.now()
    opened = open_case(case, actor=actor_of(request), now=now, purpose=purpose)
    return page(request, "case", about_case(opened, now=now, unmasked=True) | {"purpose": purpose})


@at_desk(Action.FILE_READ)
@require_safe
def case_file(request: HttpRequest, case: UUID, file: UUID) -> HttpResponse:
    """A file of a material that this case needs: inline, kept nowhere, unable to run or load anything."""
    actor = actor_of(request)
    row = find_case(case, actor=actor)
    found = open_file(row.application_ref, file=file, actor=actor, purpose=PURPOSE, now=clock.now(), items=(row.key,))
    return file_answer(*found)
