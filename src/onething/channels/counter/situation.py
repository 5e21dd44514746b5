"""The guidance questions of a bundle on one page: every reachable question, and the items that may be left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from onething.core.definitions import Question
from onething.core.planning import UNSURE, PlannedItem, Standing
from onething.modules.guidance.api import Guide, guide_for, reachable
from onething.platform import clock

QUESTION = "q:"
CHOOSABLE = frozenset({Standing.APPLIES, Standing.OPEN, Standing.LEFT_OUT})
UNANSWERED = "“{}”还没有选，请问清当事人后选择。"
APART = "这种情形不联办，没有建立申请。请按单个事项逐项受理。"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the clerk ticked: answers by question, and the items left out."""

    answers: Mapping[str, str]
    leave_out: tuple[str, ...]


def read_situation(request: HttpRequest) -> Situation:
    """From a posted page; an item that was offered and is not wanted is left out."""
    posted: QueryDict = request.POST
    answers = {name.removeprefix(QUESTION): str(posted[name]) for name in posted if name.startswith(QUESTION)}
    offered, wanted = posted.getlist("offered"), set(posted.getlist("wanted"))
    return Situation(answers, tuple(str(key) for key in offered if key not in wanted))


def guide_of(bundle: str, situation: Situation) -> Guide:
    """The guide that these answers lead to today."""
    return guide_for(bundle=bundle, answers=situation.answers, leave_out=situation.leave_out, now=clock.now())


def missing_answers(guide: Guide) -> dict[str, str]:
    """One message for each open question, by the name of its field; one for all where the answers lead elsewhere."""
    if guide.plan.route:
        return {"": APART}
    return {QUESTION + question.code: UNANSWERED.format(question.text) for question in guide.plan.open_questions}


def about_situation(guide: Guide, situation: Situation) -> dict[str, Any]:
    """Questions, items and what the plan says so far, for the template."""
    bundle, plan = guide.source.bundle, guide.plan
    items = [item for item in plan.items if item.standing in CHOOSABLE]
    return {
        "bundle": bundle,
        "plan": plan,
        "questions": [
            {
                "name": QUESTION + question.code,
                "label": question.text,
                "hint": question.hint,
                "options": _options(question),
                "value": situation.answers.get(question.code, ""),
            }
            for question in reachable(bundle, situation.answers)
        ],
        "items": [_item(item) for item in items],
        "wanted": [item.key for item in items if item.standing is not Standing.LEFT_OUT],
        "without": [item for item in plan.items if item.standing in {Standing.FALLS, Standing.NOT_APPLICABLE}],
    }


def _options(question: Question) -> list[dict[str, str]]:
    """Short answers only: the hints are for the citizen's page."""
    options = [{"value": option.code, "label": option.label} for option in question.options]
    return options + ([{"value": UNSURE, "label": "不确定"}] if question.unsure else [])


def _item(item: PlannedItem) -> dict[str, Any]:
    hint = f"{item.body_name}{' · 可选' if item.optional else ''}"
    return {"value": item.key, "label": item.name, "hint": hint, "droppable": item.droppable}
