"""The same books as files: PDF for paper, BPMN 2.0 for other tools."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from onething.channels.handbook.pages import about_bundle
from onething.modules.catalogue.api import CompiledBundle
from onething.modules.guidance.api import bpmn_xml, handbook_pdf, procedure_pdf, review_pdf
from onething.modules.organisation.api import find_region
from onething.platform import clock
from onething.platform.typesetting import TypesettingError

Printer = Callable[..., bytes]


@about_bundle
def procedure(request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """工作规程 on paper."""
    return _paper(request, source, "procedure", procedure_pdf)


@about_bundle
def window(request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """窗口手册 on paper."""
    return _paper(request, source, "window", handbook_pdf)


@about_bundle
def review(request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """审查要点 on paper."""
    return _paper(request, source, "review", review_pdf)


@about_bundle
def flow(_request: HttpRequest, source: CompiledBundle) -> HttpResponse:
    """The flow for a BPMN tool."""
    headers = {"Content-Disposition": f'attachment; filename="{source.bundle.code}.bpmn"'}
    return HttpResponse(bpmn_xml(source, start=clock.today()), content_type="application/xml", headers=headers)


def _paper(request: HttpRequest, source: CompiledBundle, name: str, printer: Printer) -> HttpResponse:
    region = find_region(source.parameters.region) if source.parameters.region else None
    try:
        pdf = printer(source, start=clock.today(), region=region.name if region else "")
    except TypesettingError:
        return _cannot_print(request)
    headers = {"Content-Disposition": f'inline; filename="{source.bundle.code}-{name}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _cannot_print(request: HttpRequest) -> HttpResponse:
    context = {
        "title": "现在不能生成 PDF",
        "message": "生成 PDF 的部件没有准备好，网页上的内容不受影响。",
        "next_steps": ("返回网页，用浏览器的“打印”功能打印或另存", "请系统管理员运行 onething check，按提示安装字体"),
        "reference": "",
        "retry_url": "/handbook/",
        "retry_label": "回到规程与手册",
    }
    return render(request, "design/problem.html", context, status=503, using="jinja2")
