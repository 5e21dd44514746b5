"""The review of powers and duties (权责清单) in the administration: the list, and one page a row."""

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from onething.core.states import StatesError
from onething.modules.catalogue.checklists import current_specification
from onething.modules.catalogue.domain.checklist.checking import check_item
from onething.modules.catalogue.domain.checklist.standing import DUTIES, REVIEW, ItemAct, ItemState
from onething.modules.catalogue.errors import CatalogueError, ReviewRefused
from onething.modules.catalogue.models import ChecklistItem
from onething.modules.catalogue.services.list_files import WEIGHTS
from onething.modules.catalogue.services.review_item import (
    BY_HAND,
    SUBJECT,
    next_to_review,
    review_item,
    review_progress,
    reviewable,
)
from onething.platform import clock
from onething.platform.administration import HouseAdmin, guarded
from onething.platform.logs.api import actions_of
from onething.platform.permissions import Action, actor_of

DONE = {"checklist.confirm": "确认", "checklist.return": "退回"}


class ChecklistAdmin(HouseAdmin):
    """Items of the implementation list within the reviewer's region."""

    reading = Action.CHECKLIST_READ
    list_display = ("link", "name", "body_name", "state", "refused", "warned", "changed_at")
    list_filter = ("state", "task_type", "use_level")
    search_fields = ("code", "name", "body_name")
    ordering = ("code",)
    change_list_template = "catalogue/admin/checklist.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChecklistItem]:
        """What the reviewer reaches."""
        return reviewable(actor_of(request))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list under the progress of the review."""
        actor = actor_of(request)
        more = {"progress": review_progress(actor), "first": next_to_review(actor, after="")}
        return super().changelist_view(request, {**(extra_context or {}), **more})

    @admin.display(description="编码", ordering="code")
    def link(self, row: ChecklistItem) -> str:
        """The way to the row's page."""
        return format_html('<a href="{}">{}</a>', reverse("admin:checklist-item", args=[row.code]), row.code)

    def pages(self) -> list[Any]:
        """One page a row, and its review."""
        return [
            path("<slug:code>/", guarded(Action.CHECKLIST_READ, require_safe(self.item)), name="checklist-item"),
            path("<slug:code>/act/", guarded(Action.CHECKLIST_REVIEW, require_POST(self.act)), name="checklist-act"),
        ]

    def item(self, request: HttpRequest, code: str) -> HttpResponse:
        """Body, basis and level first, then the findings, then everything else it says."""
        row = reviewable(actor_of(request)).filter(code=code).first()
        if row is None:
            raise Http404("没有找到这个事项，或者它不归您复核。请从复核清单重新选择。")
        says, specification = json.loads(row.data), current_specification(on=clock.today())
        shown = {key: (specification.name(key), _words(specification.label(key, says[key]))) for key in says}
        legal = REVIEW.legal(ItemState.of(row.state))
        context = {
            "title": row.name,
            "item": row,
            "state": ItemState.of(row.state),
            "duties": [shown[key] for key in DUTIES if key in shown],
            "others": [pair for key, pair in shown.items() if key not in DUTIES],
            "findings": [(one, WEIGHTS[one.severity]) for one in check_item(says, specification)],
            "acts": [act for act in BY_HAND if act in legal],
            "history": [
                (one.at, DONE.get(one.kind, one.kind), one.payload.get("because", ""))
                for one in actions_of(subject_kind=SUBJECT, subject_id=row.public_id)
            ],
        }
        return self.page(request, "catalogue/admin/checklist_item.html", context)

    def act(self, request: HttpRequest, code: str) -> HttpResponse:
        """Confirm or return, then on to the next one that waits."""
        actor = actor_of(request)
        try:
            state = review_item(
                code,
                act=_act(request.POST.get("act", "")),
                seen=int(request.POST.get("seen", "0") or 0),
                because=request.POST.get("because", ""),
                actor=actor,
                now=clock.now(),
            )
        except (CatalogueError, StatesError, ValueError) as refused:
            messages.error(request, str(refused))
            return redirect("admin:checklist-item", code=code)
        messages.success(request, f"{code}：{state.label}。")
        following = next_to_review(actor, after=code)
        if following:
            return redirect("admin:checklist-item", code=following)
        return redirect("admin:catalogue_checklistitem_changelist")


def _act(text: str) -> ItemAct:
    try:
        return ItemAct.of(text)
    except ValueError:
        raise ReviewRefused("没有说明是确认还是退回，什么也没有改变。请重新选择。") from None


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
