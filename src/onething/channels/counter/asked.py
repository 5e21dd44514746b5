"""The list of what people ask the window before they apply: questions and drafts to look at, each by the day it is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from onething.channels.counter.pages import page

ALL = "all"
WAITING, PRE_REVIEWS, EVERY = "待答复咨询", "预审", "全部咨询"
LATE = {"label": "超过答复期限", "tone": "fault"}
Line = dict[str, Any]


def line(*, address: str, about: str, detail: str, due: date | None, state: str, today: date) -> Line:
    """One row; without a day it is answered."""
    late = due is not None and due < today
    shown = {"label": state, "tone": "wait" if due else "done"}
    return {"address": address, "about": about, "detail": detail, "due": due, "state": LATE if late else shown}


def asked_page(
    request: HttpRequest, *, tab: str, lines: Sequence[Line], following: str | None, empty: tuple[str, str]
) -> HttpResponse:
    """The list under its tab; `following` is the mark of the next page, `empty` what is said when there is nothing."""
    questions = reverse("counter:consultations")
    places = {WAITING: questions, PRE_REVIEWS: reverse("counter:pre-reviews"), EVERY: f"{questions}?tab={ALL}"}
    here = places[tab]
    context = {
        "tabs": [{"label": label, "href": href, "current": label == tab} for label, href in places.items()],
        "lines": lines,
        "empty": empty,
        "next": f"{here}{'&' if '?' in here else '?'}after={following}" if following else None,
    }
    return page(request, "consultations", context)
