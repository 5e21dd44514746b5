"""Where on the pages of a draft something is filled in, changed or put right. Pure."""

from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from onething.channels.design.wording import field_id
from onething.channels.portal.filing.pages import CHECK
from onething.modules.intake.api import (
    IDENTITY_ELEMENTS,
    CorrectionTarget,
    DraftView,
    FilledField,
    Gap,
    Origin,
    Place,
    TargetKind,
    delivery_fields,
)


def gap_address(draft: UUID, gap: Gap) -> str:
    """Where this gap is closed, with the way back to checking."""
    names = {Place.ANSWERS: "draft-answers", Place.DELIVERY: "draft-delivery"}
    if gap.place is Place.PARTY:
        address = reverse("portal:draft-party", args=[draft, gap.target])
    elif gap.place is Place.MATERIAL:
        address = reverse("portal:draft-material", args=[draft, gap.target]) if gap.target else ""
        address = address or reverse("portal:draft-materials", args=[draft])
    elif gap.place is Place.RULES:
        return f"{reverse('portal:draft', args=[draft])}#changes"
    else:
        address = reverse(f"portal:{names[gap.place]}", args=[draft])
    anchor = f"#{field_id(gap.field)}" if gap.field else ""
    return f"{address}?then={CHECK}{anchor}"


def change_address(view: DraftView, field: FilledField, party: str, *, then: str = CHECK) -> str:
    """Where this field is changed, at its control; a page without a party is that of delivery."""
    draft = view.info.public_id
    known = {"identify": "1"} if field.planned.element in IDENTITY_ELEMENTS else {"wrong": field.key}
    query = ({"then": then} if then else {}) | (known if field.origin is Origin.SHARED else {})
    address = (
        reverse("portal:draft-party", args=[draft, party]) if party else reverse("portal:draft-delivery", args=[draft])
    )
    return f"{address}{'?' if query else ''}{urlencode(query)}#{field_id(field.key)}"


def note_address(view: DraftView, note: CorrectionTarget) -> str:
    """Where this note of the window is put right; empty when it concerns no part of the draft any more."""
    reading, draft = view.reading, view.info.public_id
    if note.kind is TargetKind.MATERIAL:
        if any(one.key == note.key for one in reading.to_hand_in):
            return reverse("portal:draft-material", args=[draft, note.key])
        planned = any(one.key == note.key for one in reading.plan.materials)
        return reverse("portal:draft-materials", args=[draft]) if planned else ""
    field = next((one for section in reading.form for one in section.fields if one.key == note.key), None)
    if field is None:
        return ""
    on_delivery = field.key in {one.key for one in delivery_fields(reading.form)}
    return change_address(view, field, "" if on_delivery else field.planned.party, then="")
