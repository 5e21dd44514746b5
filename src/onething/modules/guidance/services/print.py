"""The guide as a PDF for taking along: the plan as it is, typeset; one page address as QR for coming back."""

from dataclasses import asdict
from io import BytesIO
from typing import Any

import segno

from onething.core.calendar import date_at
from onething.core.planning import plan_data
from onething.modules.guidance.domain.fees import tell_fees
from onething.modules.guidance.domain.guide import Guide
from onething.platform.typesetting import render_pdf

QUIET_ZONE = 4
LONGEST_SCANNED = 400


def guide_pdf(*, guide: Guide, address: str, region: str = "") -> bytes:
    """The printed guide; `address` is where the same guide stands online. Raises TypesettingError."""
    data = {
        "plan": plan_data(guide.plan),
        "fees": asdict(tell_fees(guide.plan, guide.source.library)),
        "bundle": _about(guide),
        "days": _days(guide),
        "address": address,
        "region": region,
        "qr": _qr(address),
        "demonstration": guide.source.demonstration,
    }
    return render_pdf(template="guidance/guide", data=data, made_on=guide.plan.start)


def _qr(address: str) -> str:
    """The address as SVG, quiet zone included; nothing when it is too long for a camera at this size."""
    if len(address) > LONGEST_SCANNED:
        return ""
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=QUIET_ZONE)
    return drawing.getvalue().decode()


def _about(guide: Guide) -> dict[str, Any]:
    bundle, library = guide.source.bundle, guide.source.library
    items = library.items
    return {
        "title": bundle.title,
        "summary": bundle.summary,
        "conditions": list(bundle.conditions),
        "notes": list(bundle.notes),
        "answers": [
            [question.text, _said(guide, question.code)] for question in bundle.questions if _said(guide, question.code)
        ],
        "bases": [[basis.citation, basis.confirmed] for basis in bundle.bases],
        "item_notes": {code: item.note for code, item in items.items() if item.note},
        "material_notes": {code: material.note for code, material in library.materials.items() if material.note},
    }


def _said(guide: Guide, code: str) -> str:
    question = next(question for question in guide.source.bundle.questions if question.code == code)
    answer = guide.wish.answers.get(code, "")
    option = question.option(answer)
    return option.label if option else "不确定" if answer == "unsure" and question.unsure else ""


def _days(guide: Guide) -> list[str]:
    """The dates under the schedule: the start and the end of each working day after it."""
    schedule = guide.plan.schedule
    if schedule is None:
        return []
    length = max(schedule.computed_half_days, schedule.declared_half_days)
    positions = range(0, length + 2, 2)
    return [date_at(guide.source.calendar, start=schedule.start, position=p).isoformat() for p in positions]
