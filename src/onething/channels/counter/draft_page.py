"""What the one-screen draft shows: materials on the left, the one form by party on the right. Templates decide nothing."""

from collections.abc import Mapping
from typing import Any

from onething.core.definitions import ElementKind
from onething.core.planning import PlannedMaterial, Treatment
from onething.modules.intake.api import (
    DELIVERY_ADDRESS,
    DELIVERY_MODE,
    DraftView,
    FilledField,
    Gap,
    Origin,
    Place,
    Reading,
    Upload,
    answers_for_itself,
    asked_about,
    delivery_fields,
    has_identity,
    materials_to_submit,
    proven_of,
)
from onething.modules.pledge.api import Offer

FILE = "file:"
CONSENT = "consent:"
PROMISE = "promise:"
ANYWHERE = ""
AGREEING = [{"value": "yes", "label": "同意查询"}, {"value": "no", "label": "不同意，手工填写"}]


def about_draft(view: DraftView, *, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The page of one draft; `typed` is what was refused, kept in its place."""
    reading, kept = view.reading, typed or {}
    plan = reading.plan
    return {
        "draft": view.info,
        "plan": plan,
        "sections": _sections(reading, kept),
        "delivery": [_field(field, kept) for field in delivery_fields(reading.form)],
        "to_submit": [_to_submit(material, reading) for material in materials_to_submit(plan)],
        "exempt": [_exempt(material) for material in plan.materials if material.treatment is Treatment.EXEMPT],
        "pledges": [offer for offer in reading.promised if offer.required],
        "gaps": len(reading.gaps),
        "leftovers": reading.leftovers,
        "drift": reading.drift,
        "promised_on": plan.schedule.declared_on if plan.schedule else None,
    }


def gap_names(gaps: tuple[Gap, ...]) -> dict[str, str]:
    """Each gap at the control that closes it."""
    return {_place_of(gap): gap.message for gap in gaps}


def _place_of(gap: Gap) -> str:
    if gap.place is Place.MATERIAL:
        return FILE + gap.target if gap.target else ANYWHERE
    if gap.field:
        return gap.field if gap.place is not Place.ANSWERS else ANYWHERE
    return CONSENT + gap.target if gap.place is Place.PARTY else ANYWHERE


def _sections(reading: Reading, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "party": section.party,
            "label": section.label,
            "fields": [_field(field, typed) for field in asked_about(section)],
            "consent": _consent(reading, section.party),
        }
        for section in reading.form
        if asked_about(section)
    ]


def _consent(reading: Reading, party: str) -> dict[str, Any] | None:
    """Another person's registers are asked only when that person agreed."""
    other = has_identity(reading.plan, party) and proven_of(reading.plan, reading.content, party) is None
    if not other or not answers_for_itself(reading.plan, party):
        return None
    return {"name": CONSENT + party, "value": reading.content.consents.get(party, ""), "options": AGREEING}


def _field(field: FilledField, typed: Mapping[str, str]) -> dict[str, Any]:
    """One row of the form: a control, or a fixed value with its source."""
    return {
        "key": field.key,
        "label": field.planned.label,
        "control": _control(field),
        "options": [(choice.code, choice.label) for choice in field.element.choices],
        "value": typed.get(field.key, field.value),
        "known": field.value,
        "shown": field.shown,
        "hint": field.planned.hint,
        "unit": field.element.unit,
        "optional": not field.planned.required and field.planned.element not in {DELIVERY_MODE, DELIVERY_ADDRESS},
        "source": field.source,
        "as_of": field.as_of,
        "registered": field.registered_shown if field.origin is Origin.DISPUTED else "",
        "problem": field.problem,
    }


def _control(field: FilledField) -> str:
    if field.locked:
        return "fixed"
    kinds = {
        ElementKind.CHOICE: "choice",
        ElementKind.DATE: "date",
        ElementKind.CITIZEN_ID: "id",
        ElementKind.PHONE: "phone",
        ElementKind.NUMBER: "number",
    }
    return kinds.get(field.element.kind, "text")


def _to_submit(material: PlannedMaterial, reading: Reading) -> dict[str, Any]:
    uploads: tuple[Upload, ...] = reading.content.files.get(material.key, ())
    offers = [offer for offer in reading.offers if offer.key == material.key]
    promised = next((offer.kind.value for offer in reading.promised if offer.key == material.key), "")
    return material_words(material) | {
        "name_of_field": FILE + material.key,
        "files": uploads,
        "promise": {
            "name": PROMISE + material.key,
            "value": promised,
            "options": [{"value": "", "label": "现在收"}, *_promise_options(offers)],
        }
        if offers and not uploads
        else None,
    }


def _promise_options(offers: list[Offer]) -> list[dict[str, str]]:
    return [
        {
            "value": offer.kind.value,
            "label": f"{offer.kind.label}，承诺书已当面签字",
            "hint": f"{offer.text}{offer.consequence}",
        }
        for offer in offers
    ]


def _exempt(material: PlannedMaterial) -> dict[str, Any]:
    return material_words(material)


def material_words(material: PlannedMaterial) -> dict[str, Any]:
    """A planned material in words: of whom, in which form, why or why not, what to look at."""
    return {
        "key": material.key,
        "name": material.name,
        "party": material.party_label,
        "form": "原件" if material.original else "原件拍照或复印件",
        "why": "；".join(dict.fromkeys(reason.text for reason in material.reasons)),
        "items": list(dict.fromkeys(use.name for use in material.uses)),
        "points": material.review_points,
        "pledgeable": material.pledgeable,
        "exempt": material.treatment is Treatment.EXEMPT,
        "certain": material.certainty is not None and material.certainty.value == "certain",
    }
