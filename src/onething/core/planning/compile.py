"""The compiler: a bundle, the answers and what is known become one plan. Pure; the only way a plan is made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from onething.core.calendar import Calendar
from onething.core.definitions import Bundle, ItemType, Library, Parameters, Route
from onething.core.planning.answers import Answers, read_answers
from onething.core.planning.durations import Frame
from onething.core.planning.fees import plan_fees
from onething.core.planning.form import merge_form, read_asked
from onething.core.planning.materials import Producers, merge_materials, read_producers
from onething.core.planning.needs import Need, read_needs
from onething.core.planning.parties import Parties, read_parties
from onething.core.planning.plan import OpenQuestion, Plan, PlannedItem, RouteElsewhere, Schedule
from onething.core.planning.savings import compare
from onething.core.planning.schedule import build_schedule, read_waits, schedule_warnings
from onething.core.planning.selection import Holdings, Instance, Selected, Selection, select

NO_SELECTION = Selection()
NOTHING_KNOWN: Holdings = {}
NO_PARAMETERS = Parameters()


@dataclass(frozen=True, slots=True)
class _Case:
    bundle: Bundle
    version: str
    library: Library
    answers: Answers
    parties: Parties
    frame: Frame


def compile_plan(
    *,
    bundle: Bundle,
    library: Library,
    answers: Mapping[str, str],
    calendar: Calendar,
    start: date,
    selection: Selection = NO_SELECTION,
    holdings: Holdings = NOTHING_KNOWN,
    parameters: Parameters = NO_PARAMETERS,
    bundle_version: str = "",
) -> Plan:
    """The plan for these answers. `start` is the day the materials are received; raises CyclicPlan, nothing else."""
    read = read_answers(bundle, answers)
    parties = read_parties(bundle, read)
    case = _Case(bundle, bundle_version, library, read, parties, Frame(calendar, start, parameters))
    if read.route:
        return _routed(case, read.route)
    selected = select(
        bundle=bundle, library=library, answers=read, parties=parties, selection=selection, holdings=holdings
    )
    return _planned(case, selected, holdings)


def compile_schedule(
    *,
    bundle: Bundle,
    library: Library,
    answers: Mapping[str, str],
    calendar: Calendar,
    start: date,
    parameters: Parameters = NO_PARAMETERS,
) -> Schedule | None:
    """What `compile_plan` would say of time alone: None where the answers lead elsewhere."""
    read = read_answers(bundle, answers)
    if read.route:
        return None
    parties = read_parties(bundle, read)
    case = _Case(bundle, "", library, read, parties, Frame(calendar, start, parameters))
    selected = select(
        bundle=bundle, library=library, answers=read, parties=parties, selection=NO_SELECTION, holdings=NOTHING_KNOWN
    )
    applying = selected.applying()
    needs = read_needs(selected.instances, library.materials, read, parties)
    return _schedule(case, applying, needs, read_producers(applying, parties))


def _schedule(case: _Case, applying: tuple[Instance, ...], needs: list[Need], producers: Producers) -> Schedule:
    waits = read_waits(applying, needs, producers)
    return build_schedule(bundle=case.bundle, library=case.library, applying=applying, waits=waits, frame=case.frame)


def _planned(case: _Case, selected: Selected, holdings: Holdings) -> Plan:
    instances, applying, answers, parties = selected.instances, selected.applying(), case.answers, case.parties
    needs = read_needs(instances, case.library.materials, answers, parties)
    producers = read_producers(applying, parties)
    materials = merge_materials(needs, producers, holdings, parties)
    asked = read_asked(applying, answers, parties)
    form = merge_form(asked, case.library.elements, answers, parties)
    schedule = _schedule(case, applying, needs, producers)
    licensing = frozenset(i.key for i in applying if i.item.type is ItemType.LICENSING)
    savings = compare(
        bundle=case.bundle,
        applying=applying,
        needs=needs,
        materials=materials,
        asked=asked,
        form=form,
        elements=case.library.elements,
        schedule=schedule,
    )
    return replace(
        _blank(case),
        complete=not answers.pending,
        open_questions=_open_questions(answers, instances),
        items=tuple(_item(instance, case.library) for instance in instances),
        materials=materials,
        form=form,
        schedule=schedule,
        savings=savings,
        fees=plan_fees(applying, answers),
        warnings=(*answers.warnings, *selected.warnings, *schedule_warnings(schedule, licensing)),
    )


def _routed(case: _Case, route: Route) -> Plan:
    return replace(_blank(case), route=RouteElsewhere(route.title, route.because, route.steps, route.basis))


def _blank(case: _Case) -> Plan:
    """What every plan says about itself."""
    return Plan(
        bundle=case.bundle.code,
        name=case.bundle.name,
        bundle_version=case.version,
        calendar_version=case.frame.calendar.version,
        parameters_version=case.frame.parameters.version,
        start=case.frame.start,
        complete=True,
        answers=tuple(case.answers.known.items()),
        open_questions=(),
        route=None,
        parties=case.parties.all,
        items=(),
        materials=(),
        form=(),
        schedule=None,
        savings=(),
        warnings=case.answers.warnings,
    )


def _open_questions(answers: Answers, instances: tuple[Instance, ...]) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(q.code, q.text, tuple([i.key for i in instances if doubt.touches(i.entry)]))
        for doubt in answers.doubts
        if (q := doubt.question).code not in answers.unsure
    )


def _item(instance: Instance, library: Library) -> PlannedItem:
    item = instance.item
    return PlannedItem(
        key=instance.key,
        item=item.code,
        name=item.name,
        body=item.body,
        body_name=library.bodies[item.body].name,
        subject=instance.subject,
        standing=instance.standing,
        optional=instance.entry.optional,
        droppable=not instance.tied,
        result=item.result.name,
        result_kind=item.result.kind,
        reasons=instance.reasons,
        bases=item.bases,
        mode=instance.mode,
    )
