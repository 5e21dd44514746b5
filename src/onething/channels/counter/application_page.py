"""What the one-screen review of an application shows: checklist, form by party, cases, papers, and what may be done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from onething.channels.counter.draft_page import material_words
from onething.channels.counter.marks import (
    NOTHING_TICKED,
    Ticked,
    comes_by_itself,
    defect,
    name_of,
    problems_of,
    sections,
    with_blanks,
)
from onething.channels.design.fees import about_order
from onething.channels.design.hearings import about_hearing
from onething.channels.design.sessions import about_session
from onething.channels.design.wording import channel_word
from onething.core.lifecycle import IN_REVIEW, UNDECIDED, CaseState
from onething.core.planning import Plan, PlannedMaterial
from onething.modules.handling.api import (
    ApprovalInfo,
    AskedApproval,
    AutomaticInfo,
    CaseInfo,
    Defect,
    JointDue,
    automatic_of,
    cases_of,
    joint_due_of,
    more_points_asked,
    outside_mandate,
    points_asked,
    promised_now,
    renewals_of,
    statements_of,
    version_of,
)
from onething.modules.hearings.api import HearingInfo, hearings_of
from onething.modules.intake.api import (
    ApplicationDetail,
    FiledField,
    MaterialInfo,
    application_of,
    form_of,
    unwritten,
)
from onething.modules.joint_sessions.api import SessionInfo, sessions_of
from onething.modules.notify.api import Told, last_told
from onething.modules.papers.api import PaperInfo, papers_of
from onething.modules.payments.api import OrderInfo, order_of
from onething.modules.pledge.api import PromiseInfo, PromiseKind, promises_of
from onething.platform import clock
from onething.platform.permissions import Actor

PURPOSE = "窗口收件审查"
TONES = {
    CaseState.RECEIVED: "info",
    CaseState.CORRECTING: "wait",
    CaseState.WAITING: "neutral",
    CaseState.ACCEPTED: "info",
    CaseState.REVIEWING: "info",
    CaseState.PAUSED: "wait",
    CaseState.GRANTED: "done",
    CaseState.CONCLUDED: "done",
    CaseState.DENIED: "fault",
    CaseState.REFUSED: "fault",
    CaseState.REVOKED: "fault",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """An application as the window works on it; reading the form is on the access log."""

    detail: ApplicationDetail
    form: tuple[FiledField, ...]
    cases: tuple[CaseInfo, ...]
    papers: tuple[PaperInfo, ...]
    sessions: tuple[SessionInfo, ...]
    hearings: tuple[HearingInfo, ...]
    outside: Mapping[str, str]
    promises: tuple[PromiseInfo, ...]
    joint: JointDue | None
    told: Told | None
    order: OrderInfo | None
    statements: tuple[AskedApproval, ...] = ()
    by_rule: tuple[AutomaticInfo, ...] = ()
    more: ApprovalInfo | None = None

    @property
    def correcting(self) -> bool:
        """True while the applicant has not answered the notice."""
        return any(case.awaits_correction for case in self.cases)

    @property
    def notified(self) -> bool:
        """True when a correction notice was given before."""
        return any(paper.kind == "correction" for paper in self.papers)

    @property
    def needs_visit(self) -> bool:
        """True when the plan sends several bodies to one place."""
        return bool(self.detail.plan.schedule and self.detail.plan.schedule.visits)

    @property
    def nameable(self) -> tuple[CaseInfo, ...]:
        """The cases that the one notice may name: those received, and with them those that wait for another's result."""
        if self.correcting or not self.received:
            return ()
        waiting = (c for c in self.cases if c.state is CaseState.WAITING and not c.accepted_ahead)
        return (*self.received, *waiting)

    @property
    def received(self) -> tuple[CaseInfo, ...]:
        """The cases that wait for the window's answer."""
        return tuple(case for case in self.cases if case.state is CaseState.RECEIVED)


NOTHING_MARKED = "没有标出任何问题。请先在材料或表单里勾选“有问题”，写明问题和改法，一次说全。"


def open_application(application: UUID, *, actor: Actor) -> Opened:
    """Everything about the application that this clerk may see."""
    detail, now = application_of(application, actor=actor), clock.now()
    cases = cases_of(application=application, actor=actor)
    opened = Opened(
        detail=detail,
        form=with_blanks(detail.plan, form_of(application, actor=actor, purpose=PURPOSE, now=now)),
        cases=cases,
        papers=papers_of(application=application, actor=actor),
        sessions=sessions_of(application=application, actor=actor),
        hearings=_hearings(application, cases, actor),
        outside=outside_mandate((case for case in cases if not_yet_accepted(case)), actor=actor, now=now),
        promises=promises_of(application),
        joint=joint_due_of(application, actor=actor),
        told=last_told(application),
        order=order_of(application) if detail.plan.fees else None,
    )
    if any(case.granted for case in cases):
        statements, by_rule = statements_of(application, actor=actor), automatic_of(application, actor=actor)
        opened = replace(opened, statements=statements, by_rule=by_rule)
    return replace(opened, more=more_points_asked(application, actor=actor)) if opened.notified else opened


def _hearings(application: UUID, cases: Collection[CaseInfo], actor: Actor) -> tuple[HearingInfo, ...]:
    """Those that are open, asked for while a case is under review or stands still for one."""
    if not any(case.state in IN_REVIEW for case in cases):
        return ()
    return tuple(one for one in hearings_of(application=application, actor=actor) if one.open)


def about_application(opened: Opened, *, ticked: Ticked = NOTHING_TICKED) -> dict[str, Any]:
    """The page."""
    nameable = frozenset(case.key for case in opened.nameable)
    materials = [_material(opened, entry, nameable, ticked) for entry in opened.detail.materials]
    dues = [case.due_on for case in opened.received if case.due_on]
    return {
        "application": opened.detail.info,
        "plan": opened.detail.plan,
        "channel": channel_word(opened.detail.info.channel),
        "whole": promised_now(opened.cases)[opened.detail.info.public_id],
        "materials": [m for m in materials if not m["exempt"]],
        "exempt": [m for m in materials if m["exempt"]],
        "sections": sections(opened.form, nameable=nameable, ticked=ticked, slips=bool(opened.received)),
        "cases": [_case(case) for case in opened.cases],
        "papers": opened.papers,
        "joint": opened.joint,
        "renewals": renewals_of(cases=opened.cases, now=clock.now()),
        "last_told": opened.told,
        "order": about_order(opened.order),
        "sessions": [about_session(session) for session in opened.sessions],
        "hearings": [about_hearing(one, today=clock.today()) for one in opened.hearings],
        "can_withdraw": any(case.state in UNDECIDED for case in opened.cases),
        "statements": opened.statements,
        "by_rule": [one for one in opened.by_rule if one.asked_at is None and clock.today() <= one.ask_by],
        "can_arrange": opened.needs_visit and any(case.state in IN_REVIEW for case in opened.cases),
        "print_address": next((one.address for one in reversed(opened.papers) if not one.confidential), ""),
        "answer_by": min(dues) if dues else None,
        "can_answer": bool(opened.received),
        "can_accept": any(case.key not in opened.outside for case in opened.received),
        "outside": [opened.outside[case.key] for case in opened.cases if case.key in opened.outside],
        "correcting": opened.correcting,
        "told_by": untold_by(opened.cases),
        "more": opened.more if opened.received else None,
        "version": version_of(opened.cases),
        "ticked": len(ticked.targets),
    }


def defects_of(opened: Opened, ticked: Ticked) -> tuple[Defect, ...]:
    """One defect for each ticked material or field and each case that needs it and may be named."""
    nameable = {case.key for case in opened.nameable}
    return tuple(
        Defect(
            case=case,
            target=target,
            target_name=name,
            problem=ticked.texts.get(f"{target}-problem", ""),
            remedy=ticked.texts.get(f"{target}-remedy", ""),
        )
        for target, name, cases in _targets(opened)
        if target in ticked.targets
        for case in cases
        if case in nameable
    )


def unsaid(opened: Opened, ticked: Ticked) -> dict[str, str]:
    """What keeps the notice from being read once more: nothing marked, or a mark without words."""
    marked = [(target, name) for target, name, _ in _targets(opened) if target in ticked.targets]
    if not marked:
        return {"": NOTHING_MARKED}
    texts = ticked.texts
    return {
        control: words
        for target, name in marked
        for control, words in unwritten(
            target, name, problem=texts.get(f"{target}-problem", ""), remedy=texts.get(f"{target}-remedy", "")
        ).items()
    }


def about_notice(opened: Opened, ticked: Ticked, *, actor: Actor) -> dict[str, Any]:
    """The notice as it will be given: every point with its items, and which of them an earlier notice did not name."""
    told = points_asked(opened.detail.info.public_id, actor=actor) if opened.notified else frozenset()
    titles = {case.key: case.title for case in opened.nameable}
    points = [
        {
            "target": target,
            "name": name,
            "problem": ticked.texts.get(f"{target}-problem", ""),
            "remedy": ticked.texts.get(f"{target}-remedy", ""),
            "items": [titles[case] for case in cases if case in titles],
            "new": bool(told) and target not in told,
        }
        for target, name, cases in _targets(opened)
        if target in ticked.targets
    ]
    return {
        "application": opened.detail.info,
        "points": points,
        "more": [point["name"] for point in points if point["new"]],
        "version": version_of(opened.cases),
    }


def _targets(opened: Opened) -> list[tuple[str, str, tuple[str, ...]]]:
    """Key, name and cases of everything that can be marked."""
    planned = _planned(opened.detail.plan)
    materials = [
        (m.key, name_of(planned[m.key].party_label, m.name), m.needed_by)
        for m in opened.detail.materials
        if not comes_by_itself(m)
    ]
    return materials + [(entry.key, name_of(entry.party_label, entry.label), entry.items) for entry in opened.form]


def _planned(plan: Plan) -> dict[str, PlannedMaterial]:
    return {material.key: material for material in plan.materials}


def _material(opened: Opened, entry: MaterialInfo, nameable: frozenset[str], ticked: Ticked) -> dict[str, Any]:
    planned = _planned(opened.detail.plan)[entry.key]
    needed_by = () if comes_by_itself(entry) else entry.needed_by
    promise = next((one for one in opened.promises if one.material == entry.key), None)
    return material_words(planned) | {
        "files": entry.files,
        "promise": promise,
        "owed": promise if promise and promise.open and promise.kind is PromiseKind.DEFERRAL else None,
        "supplied_at": entry.supplied_at,
        "defect": defect(
            entry.key, needed_by, nameable=nameable, ticked=ticked, problems=problems_of(planned.review_points)
        ),
    }


def _case(case: CaseInfo) -> dict[str, Any]:
    return {"info": case, "tone": TONES.get(case.state, "neutral"), "word": case_word(case)}


def untold_by(cases: Collection[CaseInfo]) -> date | None:
    """The last day on which the correction notice can still be handed over; None where its issue counts or it was."""
    return min((case.due_on for case in cases if case.state is CaseState.CORRECTING and case.due_on), default=None)


def not_yet_accepted(case: CaseInfo) -> bool:
    """Whether acceptance at a window would mean this case too, now or ahead of time."""
    return case.state is CaseState.RECEIVED or (case.state is CaseState.WAITING and not case.accepted_ahead)


def case_word(case: CaseInfo) -> str:
    """Its state in words; also that silence accepted it, or the rest did, or what it needs besides while it waits."""
    if case.deemed and case.state is CaseState.ACCEPTED:
        return "视为受理"
    if case.state is not CaseState.WAITING:
        return case.state_label
    return "已一并受理" if case.accepted_ahead else "待补正，等待前置" if case.awaits_correction else case.state_label
