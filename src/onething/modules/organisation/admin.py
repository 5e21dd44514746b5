"""Mandates in the administration: who may accept what, in whose name, where and until when."""

import re
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from onething.modules.organisation.errors import OrganisationRefused
from onething.modules.organisation.models import Body, MandateRow, Site
from onething.modules.organisation.services.administer_mandates import end_mandate, grant_mandate
from onething.platform import clock
from onething.platform.administration import HouseAdmin, guarded, may
from onething.platform.permissions import Action, actor_of

TEXTS = ("code", "from", "until", "document")
LISTS = ("bodies", "sites", "windows", "items")
LIST = "admin:organisation_mandaterow_changelist"


@admin.register(MandateRow)
class MandateAdmin(HouseAdmin):
    """Every mandate, also those that have ended."""

    reading = Action.MANDATE_READ
    list_display = ("code", "body_name", "site_name", "scope", "from_day", "until_day", "standing", "document")
    list_filter = ("until_day",)
    search_fields = ("code", "body__name", "site__name", "document")
    list_select_related = ("body", "site")
    ordering = ("until_day", "body__code", "id")
    change_list_template = "organisation/admin/mandates.html"

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The way to end a mandate stands there only for those who may."""
        return (*self.list_display, *(("ending",) if may(request, Action.MANDATE_MANAGE) else ()))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the way to a new mandate for those who may record one."""
        more = {**(extra_context or {}), "may_manage": may(request, Action.MANDATE_MANAGE)}
        return super().changelist_view(request, more)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[MandateRow]":
        """All of them."""
        return super().get_queryset(request).select_related("body", "site")

    @admin.display(description="授权部门", ordering="body__code")
    def body_name(self, row: MandateRow) -> str:
        """Whose items."""
        return row.body.name

    @admin.display(description="场所", ordering="site__path")
    def site_name(self, row: MandateRow) -> str:
        """Where."""
        return row.site.name

    @admin.display(description="窗口和事项")
    def scope(self, row: MandateRow) -> str:
        """Which windows, which items."""
        windows = f"{'、'.join(row.windows)} 号窗口" if row.windows else "每个窗口"
        return f"{windows}；{'、'.join(row.items) or '全部事项'}"

    @admin.display(description="状态")
    def standing(self, row: MandateRow) -> str:
        """Whether it gives anything today."""
        if _is_over(row):
            return f"{(row.ended_on or row.until_day):%Y-%m-%d} 起失效"
        return "有效" if row.from_day <= clock.today() else "未生效"

    @admin.display(description="办理")
    def ending(self, row: MandateRow) -> str:
        """The way to end it before its day."""
        if _is_over(row):
            return ""
        return format_html('<a href="{}">终止</a>', reverse("admin:mandate-end", args=[row.public_id]))

    def pages(self) -> list[Any]:
        """A new grant, and the end of a mandate."""
        both = require_http_methods(["GET", "POST"])
        return [
            path("+new/", guarded(Action.MANDATE_MANAGE, both(self.new)), name="mandate-new"),
            path("<uuid:mandate>/end/", guarded(Action.MANDATE_MANAGE, both(self.end)), name="mandate-end"),
        ]

    def new(self, request: HttpRequest) -> HttpResponse:
        """Record what a body wrote."""
        problems: list[str] = []
        if request.method == "POST":
            try:
                made = grant_mandate(entry=_entry(request), actor=actor_of(request), now=clock.now())
            except OrganisationRefused as refused:
                problems = [problem.message for problem in refused.problems]
            else:
                messages.success(request, f"已登记 {made} 条授权。")
                return redirect(LIST)
        context = {
            "title": "登记受理授权",
            "problems": problems,
            "typed": {name: request.POST.get(name, "") for name in (*TEXTS, "windows", "items")},
            "from": request.POST.get("from", clock.today().isoformat()),
            "bodies": [
                (one.code, one.name, one.code in request.POST.getlist("bodies"))
                for one in Body.objects.order_by("code")
            ],
            "sites": [
                (one.code, one.name, one.code in request.POST.getlist("sites")) for one in Site.objects.order_by("path")
            ],
        }
        return self.page(request, "organisation/admin/new.html", context, status=422 if problems else 200)

    def end(self, request: HttpRequest, mandate: UUID) -> HttpResponse:
        """Ask first, then end it today."""
        row = MandateRow.objects.select_related("body", "site").filter(public_id=mandate).first()
        if row is None:
            return redirect(LIST)
        if request.method == "POST":
            try:
                end_mandate(mandate=mandate, actor=actor_of(request), now=clock.now())
                messages.success(request, f"已终止：{row.body.name}在{row.site.name}的授权。")
            except OrganisationRefused as refused:
                messages.error(request, "".join(problem.message for problem in refused.problems))
            return redirect(LIST)
        context = {"title": "终止受理授权", "row": row, "scope": self.scope(row)}
        return self.page(request, "organisation/admin/end.html", context)


def _entry(request: HttpRequest) -> dict[str, Any]:
    """The form as a pack would write it; windows and items are typed with any separator."""
    texts = {name: request.POST.get(name, "").strip() for name in TEXTS}
    typed = {name: [one for one in re.split(r"[\s,，、;；]+", request.POST.get(name, "")) if one] for name in LISTS[2:]}
    return {**texts, **typed, **{name: request.POST.getlist(name) for name in LISTS[:2]}}


def _is_over(row: MandateRow) -> bool:
    """Whether it ended by its day, or before."""
    return row.ended_on is not None or row.until_day <= clock.today()
