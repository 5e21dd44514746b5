"""One application: the confirmation, its progress, what was filed, taking it back."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onething.channels.design.caused import by_line
from onething.channels.design.fees import about_order
from onething.channels.design.files import file_answer
from onething.channels.design.hearings import about_hearing, heard_of
from onething.channels.design.sessions import shown_sessions
from onething.channels.portal.citizens import for_citizen
from onething.channels.portal.filing.pages import REFUSED
from onething.channels.portal.places import place_of
from onething.channels.portal.progress.owed import promises_shown
from onething.channels.portal.progress.picture import (
    case_lines,
    draw_progress,
    ending_of,
    finished_of,
    redated_days,
    supplied_at,
    visits_ahead,
    waits_for_owner,
)
from onething.core.calendar import due
from onething.core.lifecycle import ACCEPTANCE_SPAN, UNDECIDED
from onething.modules.catalogue.api import CompiledBundle, bundle_of_version
from onething.modules.delivery.api import DeliveryState, Way, deliveries_of
from onething.modules.handling.api import (
    AutomaticInfo,
    CaseInfo,
    CaseNotFound,
    LogLine,
    automatic_of,
    correction_of,
    joint_due_of,
    promised_now,
    renewals_of,
    statements_of,
    timeline_of,
)
from onething.modules.hearings.api import HearingNotFound, hearings_of
from onething.modules.intake.api import (
    ApplicationDetail,
    CorrectionInfo,
    NotFound,
    application_of,
    form_of,
    open_file,
)
from onething.modules.joint_sessions.api import SessionNotFound, sessions_of
from onething.modules.papers.api import papers_of, remedies_told
from onething.modules.payments.api import OrderNotFound, order_of
from onething.modules.pledge.api import CheckState, checks_of
from onething.modules.rating.api import rating_path_for
from onething.platform import clock
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, actor_of

View = Callable[..., HttpResponseBase]
OWN_LOOK = "本人查看"
DECISIONS = frozenset({"decision", "denial"})  # the papers that decide a case


def for_owner(view: View) -> View:
    """What is not one's own is not there."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (NotFound, CaseNotFound, SessionNotFound, HearingNotFound, OrderNotFound) as error:
            raise Http404(str(error)) from error

    return answer


@for_citizen(Action.APPLICATION_READ)
@never_cache
@require_safe
@for_owner
def submitted(request: HttpRequest, application: UUID) -> HttpResponse:
    """The number, and what happens next by which day; the page can be opened again at any time."""
    actor = actor_of(request)
    detail = application_of(application, actor=actor)
    source = source_of(detail)
    answer_by = due(source.calendar, start=legal_day(detail.info.submitted_at), span=ACCEPTANCE_SPAN).on
    receipt = next(
        (paper for paper in papers_of(application=application, actor=actor) if paper.kind == "receipt"), None
    )
    return page(request, "submitted", detail, source, answer_by=answer_by, receipt=receipt)


@for_citizen(Action.APPLICATION_READ)
@never_cache
@require_safe
@for_owner
def progress(request: HttpRequest, application: UUID) -> HttpResponse:
    """Where every case stands, with its clock."""
    actor, today = actor_of(request), clock.today()
    detail = application_of(application, actor=actor)
    source = source_of(detail)
    told = timeline_of(application=application, actor=actor)
    cases = tuple(case for case, _ in told)
    whole = promised_now(cases)[application]
    deliveries = deliveries_of(application=application, actor=actor)
    papers = papers_of(application=application, actor=actor)
    promises = promises_shown(application, cases, today=today)
    return page(
        request,
        "progress",
        detail,
        source,
        lines=case_lines(cases, whole, today=today),
        whole=whole,
        done=finished_of(cases),
        awaited=waits_for_owner(cases),
        late=whole.last_on is not None and today > whole.last_on,
        supplied=supplied_at(told),
        redated=redated_days(told),
        ending=ending_of(detail.info, cases, promised_on=whole.last_on, today=today),
        visits=visits_ahead(detail.plan, cases, today=today),
        sessions=shown_sessions(sessions_of(application=application, actor=actor)),
        picture=draw_progress(detail.info, detail.plan, cases, whole, today=today),
        log=sorted(((line, case.title) for case, lines in told for line in lines), key=lambda entry: entry[0].at),
        correction=_open_correction(application, actor),
        promises=promises,
        checks=[one for one in checks_of(application) if one.state is CheckState.ORDERED] if promises else [],
        results=[one for one in deliveries.items if one.state is not DeliveryState.EXPECTED],
        code=deliveries.code if any(one.way is Way.PICK_UP for one in deliveries.ready) else "",
        papers=papers,
        caused=by_line(papers),
        served={one.paper: one for one in deliveries.papers},
        decisions={paper.case: paper for paper in papers if paper.kind in DECISIONS and not paper.revoked},
        slip=next((one for one in reversed(papers) if one.kind == "pick_up"), None),
        joint=joint_due_of(application, actor=actor),
        renewals=renewals_of(cases=cases, now=clock.now()),
        remedies=remedies_told(papers, actor=actor),
        statements=statements_of(application, actor=actor),
        hearings=_hearings(application, told, actor),
        automatic=_by_rule(application, told, actor),
        order=about_order(order_of(application)) if detail.plan.fees else None,
        rating_path=rating_path_for(application, cases),
        can_withdraw=any(case.state in UNDECIDED for case in cases),
    )


@for_citizen(Action.APPLICATION_READ)
@never_cache
@require_safe
@for_owner
def filed(request: HttpRequest, application: UUID) -> HttpResponse:
    """What was filled in and handed in."""
    actor = actor_of(request)
    detail = application_of(application, actor=actor)
    entries = form_of(application, actor=actor, purpose=OWN_LOOK, now=clock.now())
    labels = dict.fromkeys(entry.party_label for entry in entries)
    sections = [(label, [entry for entry in entries if entry.party_label == label]) for label in labels]
    handed_in = [material for material in detail.materials if material.files]
    return page(request, "filed", detail, source_of(detail), sections=sections, materials=handed_in)


@for_citizen(Action.APPLICATION_READ)
@never_cache
@require_safe
@for_owner
def file(request: HttpRequest, application: UUID, file: UUID) -> HttpResponse:
    """Look at a file one handed in."""
    actor = actor_of(request)
    return file_answer(*open_file(application, file=file, actor=actor, purpose=OWN_LOOK, now=clock.now()))


def source_of(detail: ApplicationDetail) -> CompiledBundle:
    """The definitions under which it was filed."""
    return bundle_of_version(detail.info.bundle, version=detail.plan.bundle_version)


def _hearings(
    application: UUID, told: Iterable[tuple[CaseInfo, tuple[LogLine, ...]]], actor: Actor
) -> list[dict[str, Any]]:
    """The hearings of the application; asked for only where a log tells of one."""
    if not any(heard_of(lines) for _, lines in told):
        return []
    return [about_hearing(one, today=clock.today()) for one in hearings_of(application=application, actor=actor)]


def _by_rule(
    application: UUID, told: Iterable[tuple[CaseInfo, tuple[LogLine, ...]]], actor: Actor
) -> tuple[AutomaticInfo, ...]:
    """What no officer decided; asked for only where a log tells of it."""
    if not any(line.by_rule for _, lines in told for line in lines):
        return ()
    return automatic_of(application, actor=actor)


def _open_correction(application: UUID, actor: Actor) -> CorrectionInfo | None:
    try:
        notice = correction_of(application, actor=actor)
    except CaseNotFound:
        return None
    return notice if notice.open else None


def page(
    request: HttpRequest, name: str, detail: ApplicationDetail, source: CompiledBundle, **context: Any
) -> HttpResponse:
    """A page about this application, with what all of them show; with errors it was refused."""
    shared = {
        "application": detail.info,
        "plan": detail.plan,
        "place": place_of(source),
        "service_name": source.bundle.title,
        "demonstration": source.demonstration,
        "errors": {},
    }
    status = REFUSED if context.get("errors") else 200
    return render(request, f"portal/progress/{name}.html", {**shared, **context}, using="jinja2", status=status)
