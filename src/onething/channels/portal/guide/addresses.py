"""Answers live in the address: read them from a request, and write the same address back. ADR 0016."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from onething.core.definitions import Bundle
from onething.modules.guidance.api import is_answered, read_left_out

OWN_WORDS = frozenset({"leave_out", "asked", "change", "mode"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the address says: answers, items left out, the question just shown, the question to change."""

    answers: Mapping[str, str]
    leave_out: tuple[str, ...]
    asked: str
    change: str


def read_address(request: HttpRequest) -> Told:
    """Everything in the address; the last value wins where one is given twice."""
    answers = {key: str(request.GET[key]) for key in request.GET if key not in OWN_WORDS}
    left_out = tuple(dict.fromkeys(str(key) for key in request.GET.getlist("leave_out")))
    return Told(answers, left_out, request.GET.get("asked", ""), request.GET.get("change", ""))


def answer_pairs(bundle: Bundle, told: Told, *, without: str = "") -> list[tuple[str, str]]:
    """The answers as query pairs, in the order of the questions, then what is left out; only what means something."""
    given = (question for question in bundle.questions if question.code != without)
    pairs = [(q.code, told.answers[q.code]) for q in given if is_answered(q, told.answers)]
    return pairs + [("leave_out", key) for key in sorted(read_left_out(bundle, told.leave_out))]


def address(name: str, bundle: Bundle, pairs: Iterable[tuple[str, str]] = (), **more: str) -> str:
    """The address of one of the guide's pages with these answers."""
    query = urlencode([*pairs, *more.items()])
    path = reverse(f"portal:{name}", kwargs={"code": bundle.code})
    return f"{path}?{query}" if query else path


def filing_address(bundle: Bundle, pairs: Iterable[tuple[str, str]]) -> str:
    """Where a draft is opened with these answers."""
    return f"/drafts/new?{urlencode([('bundle', bundle.code), *pairs])}"
