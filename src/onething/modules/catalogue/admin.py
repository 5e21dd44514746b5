"""The catalogue in the administration: packs with findings, their moves and differences, definitions, the local layer.

Nothing is written here: every button calls a service of this room, which asks the permission table and logs.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onething.core.states import StatesError
from onething.modules.catalogue.admin_checklist import ChecklistAdmin
from onething.modules.catalogue.admin_words import act_forms, as_written, findings_of, history_of, pretty
from onething.modules.catalogue.domain.life import PackAct, PackState
from onething.modules.catalogue.domain.weights import Weight
from onething.modules.catalogue.errors import CatalogueError, EditRefused, VersionMissing
from onething.modules.catalogue.models import ChecklistItem, Definition, PackVersion
from onething.modules.catalogue.services.compare import compare_packs, get_applied
from onething.modules.catalogue.services.edit_local import edit_local, local_base, local_files
from onething.modules.catalogue.services.move_pack import Moved, publish_pack, retire_pack, return_pack, submit_pack
from onething.platform import clock
from onething.platform.administration import HouseAdmin, guarded, may
from onething.platform.permissions import Action, actor_of

NO_DAY = "日期要写成 2026-12-01 的形式。请改正后再提交。"
NO_REASON = "退回要写明理由，做草稿的人才知道改什么。"
NO_ACT = "没有说明要做什么，什么也没有改变。"
MOST_CHANGES = 2000

admin.site.register(ChecklistItem, ChecklistAdmin)


@admin.register(PackVersion)
class PackAdmin(HouseAdmin):
    """Versions of packs."""

    reading = Action.PACK_READ
    list_display = ("label", "name", "layer", "state", "effective_on", "retired_on", "imported_at")
    list_filter = ("state", "layer", "code")
    search_fields = ("code", "name", "version")
    ordering = ("code", "-imported_at", "-id")
    change_list_template = "catalogue/admin/packs.html"

    @admin.display(description="版本", ordering="code")
    def label(self, row: PackVersion) -> str:
        """The way to the version's page."""
        return format_html('<a href="{}">{}</a>', reverse("admin:pack", args=[str(row)]), str(row))

    def pages(self) -> list[Any]:
        """The local layer, and of every version its page, its moves and its differences."""
        return [
            path("+local/", guarded(Action.PACK_EDIT, require_http_methods(["GET", "POST"])(self.local)), name="local"),
            path("<str:label>/", guarded(Action.PACK_READ, require_safe(self.pack)), name="pack"),
            path("<str:label>/act/", guarded(Action.PACK_READ, require_POST(self.act)), name="pack-act"),
            path("<str:label>/diff/", guarded(Action.PACK_READ, require_safe(self.diff)), name="pack-diff"),
        ]

    def pack(self, request: HttpRequest, label: str) -> HttpResponse:
        """One version: what it says about itself, its findings, what can be done now, and what was done."""
        row = _row(label)
        others = PackVersion.objects.filter(code=row.code).exclude(pk=row.pk).order_by("-imported_at", "-id")
        context = {
            "title": f"{row}（{PackState.of(row.state).label}）",
            "pack": row,
            "state": PackState.of(row.state),
            "findings": findings_of(row, clock.now()),
            "forms": act_forms(
                row, may_edit=may(request, Action.PACK_EDIT), may_publish=may(request, Action.PACK_PUBLISH)
            ),
            "others": [str(other) for other in others],
            "history": history_of(row),
            "definitions": Definition.objects.filter(pack=row).count(),
        }
        return self.page(request, "catalogue/admin/pack.html", context)

    def act(self, request: HttpRequest, label: str) -> HttpResponse:
        """One move; what it came to is said above the version's page."""
        row = _row(label)
        try:
            messages.success(request, f"{row}：{_move(request, str(row)).told}")
        except (CatalogueError, StatesError, ValueError) as refused:
            messages.error(request, str(refused))
        return redirect("admin:pack", label=str(row))

    def diff(self, request: HttpRequest, label: str) -> HttpResponse:
        """This version beside another one: every change with its class in words and its rule."""
        row, other = _row(label), request.GET.get("with", "")
        base = _row(other) if other else _before(row)
        compared = compare_packs(str(base), str(row), on=clock.today())
        context = {
            "title": f"{compared.before} → {compared.after}",
            "pack": row,
            "compared": compared,
            "changes": [
                replace(change, before=as_written(change.before), after=as_written(change.after))
                for change in compared.changes[:MOST_CHANGES]
            ],
            "counts": [(weight, compared.count(weight)) for weight in Weight],
            "more": max(0, len(compared.changes) - MOST_CHANGES),
        }
        return self.page(request, "catalogue/admin/diff.html", context)

    def local(self, request: HttpRequest) -> HttpResponse:
        """Promises, and place, phone and hours of bodies and sites; saving makes or changes a draft."""
        try:
            base = local_base(now=clock.now())
        except VersionMissing as missing:
            raise Http404(str(missing)) from missing
        files = local_files(base)
        chosen = next((file for file in files if file.name == request.GET.get("file", "")), files[0])
        errors: dict[str, str] = {}
        if request.method == "POST":
            try:
                label = _edit(request, chosen.name)
            except EditRefused as refused:
                errors = refused.reasons
            else:
                messages.success(request, f"已写入草稿 {label}。核对差异后提交审核，由另一位同事公布后才生效。")
                return redirect("admin:pack", label=label)
        rows = [
            (value, request.POST.get(value.name, value.value), errors.get(value.name, "")) for value in chosen.values
        ]
        context = {
            "title": f"本地层：{chosen.name}", "base": base, "files": [file.name for file in files], "file": chosen.name,
            "rows": rows, "errors": list(errors.values()), "begins": request.POST.get("begins", clock.today().isoformat()),
        }  # fmt: skip
        return self.page(request, "catalogue/admin/local.html", context, status=422 if errors else 200)


@admin.register(Definition)
class DefinitionAdmin(HouseAdmin):
    """Definitions of all versions."""

    reading = Action.PACK_READ
    list_display = ("link", "kind", "name", "version")
    list_filter = ("kind", "pack__code", "pack__state")
    search_fields = ("code", "name")
    list_select_related = ("pack",)
    ordering = ("kind", "code", "-pack_id")

    @admin.display(description="代码", ordering="code")
    def link(self, row: Definition) -> str:
        """The way to the definition's page."""
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:definition", args=[str(row.pack), row.kind, row.code]), row.code
        )

    @admin.display(description="版本")
    def version(self, row: Definition) -> str:
        """Of which version it is."""
        return str(row.pack)

    def pages(self) -> list[Any]:
        """One page a definition."""
        place = "<str:label>/<slug:kind>/<path:code>/"
        return [path(place, guarded(Action.PACK_READ, require_safe(self.definition)), name="definition")]

    def definition(self, request: HttpRequest, label: str, kind: str, code: str) -> HttpResponse:
        """What the version says, as it says it."""
        row = Definition.objects.filter(pack=_row(label), kind=kind, code=code).select_related("pack").first()
        if row is None:
            raise Http404("这个版本里没有这条定义。请从列表进入。")
        context = {"title": row.name, "definition": row, "text": pretty(row.data)}
        return self.page(request, "catalogue/admin/definition.html", context)


def _row(label: str) -> PackVersion:
    try:
        return get_applied(label, on=clock.today())
    except VersionMissing as missing:
        raise Http404(str(missing)) from missing


def _before(row: PackVersion) -> PackVersion:
    """What this one takes the place of: the version in force, else the one stored before it, else itself."""
    try:
        applied = get_applied(row.code, on=clock.today())
    except VersionMissing:
        applied = row
    if applied.pk != row.pk:
        return applied
    return PackVersion.objects.filter(code=row.code, pk__lt=row.pk).order_by("-pk").first() or row


def _move(request: HttpRequest, label: str) -> Moved:
    actor, now = actor_of(request), clock.now()
    because, on = request.POST.get("because", "").strip(), _day(request.POST.get("on", ""))
    match request.POST.get("act", ""):
        case PackAct.SUBMIT:
            return submit_pack(label, actor=actor, now=now)
        case PackAct.RETURN if because:
            return return_pack(label, because=because, actor=actor, now=now)
        case PackAct.RETURN:
            raise ValueError(NO_REASON)
        case PackAct.PUBLISH:
            return publish_pack(label, on=on, actor=actor, now=now)
        case PackAct.RETIRE:
            return retire_pack(label, on=on, because=because, actor=actor, now=now)
    raise ValueError(NO_ACT)


def _edit(request: HttpRequest, file: str) -> str:
    values = {name: str(text) for name, text in request.POST.items()}
    try:
        begins = _day(values.get("begins", "")) or clock.today()
    except ValueError as wrong:
        raise EditRefused({"begins": str(wrong)}) from wrong
    return edit_local(file=file, values=values, begins=begins, actor=actor_of(request), now=clock.now())


def _day(text: str) -> date | None:
    """The typed day; None when there is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(NO_DAY) from None
