"""Check your answers, declare, submit. Pressing twice submits once: the key is the draft itself."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onething.channels.design.wording import from_source
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.addresses import change_address, gap_address
from onething.channels.portal.filing.pages import CHECK, REFUSED, answers_for_people, page
from onething.modules.consultation.api import pre_review_of
from onething.modules.guidance.api import FeesTold, tell_fees
from onething.modules.intake.api import (
    DraftView,
    FilledField,
    FilledSection,
    Origin,
    Unfinished,
    asked_about,
    delivery_fields,
    draft_of,
    submit,
)
from onething.platform import clock
from onething.platform.permissions import Action, actor_of

DECLARE = "请先勾选声明，再提交。"


@for_citizen(Action.DRAFT_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
@answers_for_people
def check(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """Everything on one page, each row with the way to change it; the button submits."""
    actor, now = actor_of(request), clock.now()
    errors: dict[str, str] = {}
    if request.method == "POST":
        if request.POST.get("declaration") == "yes":
            try:
                done = submit(draft=draft, key=str(draft), actor=actor, now=now)
            except Unfinished as refused:
                errors = {"": str(refused)}
            else:
                return redirect("portal:submitted", application=done.public_id)
        else:
            errors = {"declaration": DECLARE}
    view = draft_of(draft, actor=actor, now=now)
    fees = tell_fees(view.reading.plan, view.reading.source.library)
    return page(
        request,
        "check",
        view,
        sections=[(section.label, _rows(view, section)) for section in view.reading.form if asked_about(section)],
        delivery=[_row(view, field, "") for field in _chosen_delivery(view)],
        materials=[_material_row(view, material.key) for material in view.reading.to_hand_in],
        fees=_fee_rows(fees),
        fee_summary=fees.summary,
        promised=[offer.name for offer in view.reading.promised],
        pledges=[offer for offer in view.reading.promised if offer.required],
        gaps=[(gap.message, gap_address(draft, gap)) for gap in view.reading.gaps],
        errors=errors,
        pre_review=pre_review_of(view.info, actor=actor),
        days=settings.CONSULTATION_DAYS,
        back=reverse("portal:draft", args=[draft]),
        status=REFUSED if errors else 200,
    )


def _fee_rows(fees: FeesTold) -> list[dict[str, str]]:
    return [{"label": one.name, "value": one.price, "note": f"{one.item}。{one.told}"} for one in fees.lines]


def _chosen_delivery(view: DraftView) -> list[FilledField]:
    """How results are received, without what the chosen way does not need."""
    return [field for field in delivery_fields(view.reading.form) if field.value or field.planned.required]


def _rows(view: DraftView, section: FilledSection) -> list[dict[str, Any]]:
    return [_row(view, field, section.party) for field in asked_about(section)]


def _row(view: DraftView, field: FilledField, party: str) -> dict[str, Any]:
    row = {"label": field.planned.label, "value": field.shown, "note": _note(field)}
    if not field.locked:
        row["href"] = change_address(view, field, party)
    return row


def _note(field: FilledField) -> str:
    if field.origin is Origin.DISPUTED:
        return f"您报告登记有误：登记的是“{field.registered_shown}”（{field.source}）"
    return from_source(field.source)


def _material_row(view: DraftView, key: str) -> dict[str, Any]:
    planned = next(material for material in view.reading.plan.materials if material.key == key)
    files, reused = view.reading.files_for(planned), view.reading.reuses(planned)
    promised = next((offer for offer in view.reading.promised if offer.key == key), None)
    return {
        "label": f"{planned.name} · {planned.party_label}",
        "value": promised.kind.label if promised else "、".join(kept.name for kept in files),
        "note": f"{promised.text}{promised.consequence}" if promised else planned.reasons[0].text if reused else "",
        "href": reverse("portal:draft-material", args=[view.info.public_id, key]) + f"?then={CHECK}",
    }
