"""The questions and items of a draft as controls of one page."""

from typing import Any

from onething.core.definitions import Question
from onething.core.planning import UNSURE, PlannedItem, Standing
from onething.modules.guidance.api import reachable
from onething.modules.intake.api import DraftView

CHOSEN = frozenset({Standing.APPLIES, Standing.OPEN, Standing.LEFT_OUT})


def answer_fields(view: DraftView) -> list[dict[str, Any]]:
    """Every question that the answers do not rule out, with its answer."""
    bundle = view.reading.source.bundle
    return [
        {
            "name": f"answer-{question.code}",
            "label": question.text,
            "hint": question.hint,
            "options": _options(question),
            "inline": len(question.options) <= 3 and not question.unsure and not any(o.hint for o in question.options),
            "value": view.answers.get(question.code, ""),
        }
        for question in reachable(bundle, view.answers)
    ]


def item_choices(view: DraftView) -> list[dict[str, Any]]:
    """The items that the applicant may take or leave, once each, whoever they are for."""
    found: dict[str, PlannedItem] = {}
    for item in view.reading.plan.items:
        if item.standing in CHOSEN:
            found.setdefault(item.item, item)
    return [
        {
            "value": item.item,
            "label": item.name,
            "hint": f"{item.body_name}办理，办成后发给您：{item.result}",
            "taken": item.standing is not Standing.LEFT_OUT,
            "disabled": not item.droppable,
        }
        for item in found.values()
    ]


def _options(question: Question) -> list[dict[str, str]]:
    options = [{"value": option.code, "label": option.label, "hint": option.hint} for option in question.options]
    if question.unsure:
        options += [{"divider": "或"}, {"value": UNSURE, "label": "不确定", "hint": question.unsure}]
    return options
