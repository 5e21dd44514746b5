"""The door of guidance: answers in, plan and guide out; nothing here needs a login or keeps anything."""

from onething.modules.guidance.domain.answers import read_left_out
from onething.modules.guidance.domain.asking import Asked, is_answered, reachable
from onething.modules.guidance.domain.guide import Guide, Wish, falls_with
from onething.modules.guidance.domain.words import item_names, saving_words
from onething.modules.guidance.services.plan import guide_for, guide_from, next_question
from onething.modules.guidance.services.print import guide_pdf

__all__ = [
    "Asked",
    "Guide",
    "Wish",
    "falls_with",
    "guide_for",
    "guide_from",
    "guide_pdf",
    "is_answered",
    "item_names",
    "next_question",
    "reachable",
    "read_left_out",
    "saving_words",
]
