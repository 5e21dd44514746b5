"""A paper as PDF: for its owner, the issuing body and the window of its site."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from onething.modules.papers.errors import PaperNotFound, PaperUnreadable
from onething.modules.papers.services.open import PaperPdf, open_pdf, reprint
from onething.platform import clock
from onething.platform.permissions import Action, actor_of, requires
from onething.platform.typesetting import TypesettingError


@require_GET
@requires(Action.PAPER_READ)
def show_pdf(request: HttpRequest, paper: UUID) -> HttpResponse:
    """The paper as it was issued."""
    return _answer(request, lambda: open_pdf(paper=paper, actor=actor_of(request), now=clock.now()))


@require_POST
@requires(Action.PAPER_REPRINT)
def reprint_pdf(request: HttpRequest, paper: UUID) -> HttpResponse:
    """The paper with the mark of a reprint; counted, therefore a POST."""
    return _answer(request, lambda: reprint(paper=paper, actor=actor_of(request), now=clock.now()))


def _answer(request: HttpRequest, make: Callable[[], PaperPdf]) -> HttpResponse:
    try:
        pdf = make()
    except PaperNotFound as error:
        raise Http404 from error
    except (PaperUnreadable, TypesettingError) as error:
        return _unavailable(request, str(error))
    disposition = content_disposition_header(as_attachment=False, filename=pdf.name) or "inline"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
    return HttpResponse(pdf.content, content_type="application/pdf", headers=headers)


def _unavailable(request: HttpRequest, message: str) -> HttpResponse:
    context = {
        "status": 503,
        "title": "文书暂时打不开",
        "message": message,
        "next_steps": ("稍后再打开一次，文书和编号都不会变", "着急使用时，请到政务服务中心窗口打印"),
        "reference": "",
    }
    return render(request, "design/problem.html", context, status=503, using="jinja2")
