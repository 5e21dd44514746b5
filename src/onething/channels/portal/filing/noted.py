"""What the window said of a draft before it is submitted (预审), for the pages on which it is put right."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest

from onething.channels.portal.filing.addresses import note_address
from onething.modules.consultation.api import pre_review_of
from onething.modules.intake.api import CorrectionTarget, DraftView
from onething.platform.permissions import actor_of

Task = Mapping[str, Any]


def noted_in(request: HttpRequest, view: DraftView) -> dict[str, CorrectionTarget]:
    """The notes by what they are about, for the page of a party or material."""
    told = pre_review_of(view.info, actor=actor_of(request))
    return {note.key: note for note in told.notes} if told else {}


def about_pre_review(request: HttpRequest, view: DraftView, tasks: Iterable[Task]) -> dict[str, Any]:
    """How it stands, each note with its address, and the tasks of a page saying how many are put right there."""
    told = pre_review_of(view.info, actor=actor_of(request))
    notes = [(note, note_address(view, note)) for note in told.notes] if told else []
    return {
        "pre_review": told,
        "notes": notes,
        "tasks": [_counted(task, [where for _, where in notes]) for task in tasks],
    }


def _counted(task: Task, addresses: Iterable[str]) -> Task:
    """The pages of a task stand below its own address."""
    count = sum(bool(task["href"]) and address.startswith(task["href"]) for address in addresses)
    hints = [task["hint"], f"预审提出 {count} 处" if count else ""]
    return {**task, "hint": "；".join(hint for hint in hints if hint)}
