"""What the page of a pre-review shows: the materials and the one form of a draft, with the marks of the clerk."""

from typing import Any

from onething.channels.counter.draft_page import material_words
from onething.channels.counter.marks import Ticked, comes_by_itself, defect, name_of, problems_of, sections, with_blanks
from onething.core.planning import PlannedMaterial
from onething.modules.consultation.api import PreReviewInfo
from onething.modules.intake.api import CorrectionTarget, DraftView, FiledField, Reading, file_form


def about_pre_review(info: PreReviewInfo, view: DraftView, ticked: Ticked) -> dict[str, Any]:
    """The page; anything that an item needs may be marked."""
    reading = view.reading
    nameable = frozenset(item.key for item in reading.plan.applying())
    materials = [_material(reading, one, nameable, ticked) for one in _materials(reading)]
    return {
        "info": info,
        "saved_at": view.info.saved_at,
        "items": [item.name for item in reading.plan.applying()],
        "materials": [one for one in materials if not one["exempt"]],
        "exempt": [one for one in materials if one["exempt"]],
        "sections": sections(_form(reading), nameable=nameable, ticked=ticked, slips=False),
    }


def notes_of(view: DraftView, ticked: Ticked) -> tuple[CorrectionTarget, ...]:
    """What was marked of this draft, in the order of the page; other marks are none."""
    reading = view.reading
    found = [
        *((one.key, name_of(one.party_label, one.name), _needed_by(one)) for one in _materials(reading)),
        *((one.key, name_of(one.party_label, one.label), one.items) for one in _form(reading)),
    ]
    return tuple(
        CorrectionTarget(
            key=key,
            label=label,
            problem=ticked.texts.get(f"{key}-problem", ""),
            how=ticked.texts.get(f"{key}-remedy", ""),
            items=tuple(items),
        )
        for key, label, items in found
        if items and key in ticked.targets
    )


def _materials(reading: Reading) -> list[PlannedMaterial]:
    return [one for one in reading.plan.materials if one.uses]


def _needed_by(one: PlannedMaterial) -> list[str]:
    """The items for whose sake something may be noted of it."""
    return [] if comes_by_itself(one) else [use.item for use in one.uses]


def _form(reading: Reading) -> tuple[FiledField, ...]:
    return with_blanks(reading.plan, file_form(reading.form))


def _material(reading: Reading, one: PlannedMaterial, nameable: frozenset[str], ticked: Ticked) -> dict[str, Any]:
    """An earlier copy that is used again is looked at like what is handed in."""
    return material_words(one) | {
        "exempt": one not in reading.to_hand_in,
        "files": reading.files_for(one),
        "promise": next((offer for offer in reading.promised if offer.key == one.key), None),
        "defect": defect(
            one.key, _needed_by(one), nameable=nameable, ticked=ticked, problems=problems_of(one.review_points)
        ),
    }
