"""The front page: what happened in your life or your firm, found by words or by stage, and every other way to do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onething.channels.portal.finding import index_of, read_query, search
from onething.channels.portal.places import place_of
from onething.core.definitions import Subject
from onething.modules.catalogue.api import BundleSummary, bundles_in_force, summarise
from onething.platform import clock
from onething.platform.permissions import public

SUBJECTS = {Subject.PERSON: "个人的事", Subject.LEGAL: "企业的事"}
STAGES = ("出生", "入学", "就业", "生活", "置业", "养老", "身后", "准入准营", "工程建设", "经营发展", "注销退出")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The life events of one stage of a life or of a firm."""

    name: str
    bundles: tuple[BundleSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What persons can do, or what firms can do."""

    code: str
    title: str
    stages: tuple[Stage, ...]


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything that can be done; with `q`, first what these words mean."""
    in_force = bundles_in_force(on=clock.today())
    bundles = [summarise(compiled) for compiled in in_force]
    first = in_force[0] if in_force else None
    query = read_query(request.GET.get("q", ""))
    answer = search(index_of(tuple(bundles)), query)
    context = {
        "query": query,
        "found": answer.found,
        "guesses": answer.guesses,
        "parts": in_parts(bundles, firms_first=_acts_for_firm(request)),
        "place": place_of(first),
        "demonstration": bool(first and first.demonstration),
    }
    return render(request, "portal/home.html", context, using="jinja2")


def _acts_for_firm(request: HttpRequest) -> bool:
    acting = getattr(request, "acting", None)
    return acting is not None and acting.for_enterprise


def in_parts(bundles: Sequence[BundleSummary], *, firms_first: bool = False) -> list[Part]:
    """Persons before firms, or the other way round for who acts for a firm; unknown stages come last in each."""
    ordered = sorted(SUBJECTS, key=lambda subject: (subject is Subject.LEGAL) is not firms_first)
    named = {subject: [bundle for bundle in bundles if bundle.subject == subject] for subject in ordered}
    return [
        Part(code=subject.value, title=SUBJECTS[subject], stages=_by_stage(found))
        for subject, found in named.items()
        if found
    ]


def _by_stage(bundles: Sequence[BundleSummary]) -> tuple[Stage, ...]:
    names = dict.fromkeys(bundle.stage for bundle in bundles)
    ordered = sorted(names, key=lambda name: STAGES.index(name) if name in STAGES else len(STAGES))
    return tuple(Stage(name=name, bundles=tuple(b for b in bundles if b.stage == name)) for name in ordered)
