"""The pages before login: start, one question a page, the guide and its paper and data forms."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from onething.channels.portal.guide.addresses import Told, address, answer_pairs, read_address
from onething.channels.portal.guide.context import about_flow, about_guide, about_promises, about_question, about_start
from onething.channels.portal.places import place_of
from onething.core.planning import canonical_json
from onething.modules.catalogue.api import BundleUnknown, published_bundle
from onething.modules.guidance.api import Guide, catalogue_jsonld, guide_for, guide_pdf, next_question
from onething.platform import clock
from onething.platform.permissions import public
from onething.platform.typesetting import TypesettingError

View = Callable[..., HttpResponseBase]


def for_known_bundle(view: View) -> View:
    """A page of a bundle that is not published says so and leads back to the list."""

    @wraps(view)
    def answer(request: HttpRequest, code: str) -> HttpResponseBase:
        try:
            return view(request, code)
        except BundleUnknown:
            return _problem(
                request,
                status=404,
                title="没有找到这件事",
                message="地址可能写错了，或者这件事在本地还没有开通。",
                next_steps=("从首页的目录里重新选择", "拨打 12345，问在哪里可以办"),
            )

    return answer


@public
@require_safe
@for_known_bundle
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What it is for, who can use it, how long it takes, what to prepare; no login."""
    made = guide_for(bundle=code, answers={}, now=clock.now())
    return _page(request, "start", about_start(made) | {"place": place_of(made.source)})


@public
@require_safe
@for_known_bundle
def questions(request: HttpRequest, code: str) -> HttpResponseBase:
    """One question; when all are answered or an answer leads elsewhere, on to the guide."""
    told = read_address(request)
    made = _guide(code, told)
    bundle = made.source.bundle
    asked = next_question(bundle=code, answers=told.answers, change=told.change or told.asked, now=clock.now())
    if asked and told.asked == asked.question.code and not asked.value:
        return _page(request, "question", about_question(made, told, asked, missing=True))
    if told.asked:
        return HttpResponseRedirect(_onwards(made, told))
    if asked is None:
        return HttpResponseRedirect(address("guide", bundle, answer_pairs(bundle, told)))
    return _page(request, "question", about_question(made, told, asked, missing=False))


def _onwards(made: Guide, told: Told) -> str:
    """After an answer: the same address without the question just asked, or the guide when nothing is left to ask."""
    bundle = made.source.bundle
    done = made.plan.route is not None or made.plan.complete
    return address("guide" if done else "questions", bundle, answer_pairs(bundle, told))


@public
@require_safe
@for_known_bundle
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide, whole or as far as the questions are answered."""
    told = read_address(request)
    made = _guide(code, told)
    name = "elsewhere" if made.plan.route else "guide"
    return _page(request, name, about_guide(made, told) | {"place": place_of(made.source)})


@public
@require_safe
@for_known_bundle
def flow(request: HttpRequest, code: str) -> HttpResponseBase:
    """What the applicant does and what comes back, as a picture; where the bundle is not the way, the page that says so."""
    told = read_address(request)
    made = _guide(code, told)
    if made.plan.route:
        return HttpResponseRedirect(address("guide", made.source.bundle, answer_pairs(made.source.bundle, told)))
    return _page(request, "flow", about_flow(made, told) | {"place": place_of(made.source)})


@public
@require_safe
@for_known_bundle
def promises(request: HttpRequest, code: str) -> HttpResponse:
    """The public lists: what may follow later, what may be pledged, and what comes of a promise that is not kept."""
    source = published_bundle(code, on=clock.today())
    return _page(request, "promises", about_promises(source) | {"place": place_of(source)})


@public
@require_safe
@for_known_bundle
def guide_as_pdf(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same guide on paper."""
    told = read_address(request)
    made = _guide(code, told)
    bundle = made.source.bundle
    online = request.build_absolute_uri(address("guide", bundle, answer_pairs(bundle, told)))
    try:
        pdf = guide_pdf(guide=made, address=online, region=place_of(made.source).region_name)
    except TypesettingError:
        return _problem(
            request,
            status=503,
            title="现在不能生成 PDF",
            message="生成 PDF 的部件没有准备好，指南本身不受影响。",
            next_steps=("返回指南页面，用浏览器的“打印”功能打印或另存", "到窗口办理时，工作人员可以打印给您"),
        )
    headers = {"Content-Disposition": f'inline; filename="{bundle.code}-guide.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@public
@require_safe
@for_known_bundle
def guide_as_json(request: HttpRequest, code: str) -> HttpResponseBase:
    """The plan itself as canonical JSON; its digest is the ETag."""
    body = canonical_json(_guide(code, read_address(request)).plan)
    etag = f'"{sha256(body).hexdigest()}"'
    fresh = HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=fresh) or fresh


@public
@require_safe
def catalogue_as_jsonld(request: HttpRequest) -> HttpResponseBase:
    """Everything that can be done here, as linked data for other catalogues."""
    address = request.build_absolute_uri(reverse("portal:catalogue-jsonld"))
    body = catalogue_jsonld(on=clock.today(), address=address)
    etag = f'"{sha256(body).hexdigest()}"'
    fresh = HttpResponse(body, content_type="application/ld+json", headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=fresh) or fresh


def _guide(code: str, told: Told) -> Guide:
    return guide_for(bundle=code, answers=told.answers, leave_out=told.leave_out, now=clock.now())


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"portal/guide/{name}.html", context, using="jinja2")


def _problem(
    request: HttpRequest, *, status: int, title: str, message: str, next_steps: tuple[str, ...]
) -> HttpResponse:
    context = {
        "title": title,
        "message": message,
        "next_steps": next_steps,
        "reference": "",
        "retry_url": "/",
        "retry_label": "回到首页",
    }
    return render(request, "portal/problem.html", context, status=status, using="jinja2")
