"""What people do with one application, each act as its own actor: apply, receive, correct, decide, hand over, withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from onething.core.definitions import Basis, Mark
from onething.core.lifecycle import CaseState
from onething.modules.delivery.api import DeliveryItem, DeliveryState, deliveries_of, hand_over, send_by_post
from onething.modules.handling.api import (
    Case,
    MoveRefused,
    Rejection,
    accept_application,
    deny,
    grant,
    info_of,
    refuse_acceptance,
    start_review,
    suggest_result_number,
    withdraw,
)
from onething.modules.identity.api import register_enterprise, register_person
from onething.modules.intake.api import Application, OnBehalf, open_draft, submit
from onething.modules.payments.api import ORDER, order_for, order_of, record_payment
from onething.platform.outbox.api import waiting_messages
from onething.platform.permissions import Actor
from onething.project.city.cast import citizen, read_town, staff
from onething.project.city.filling import Applicant, finish, name_everybody
from onething.project.city.rota import Rota
from onething.project.city.simulated import Register
from onething.project.city.timetable import Story

AT_DESK = (CaseState.ACCEPTED, CaseState.REVIEWING)
OPINION = "材料齐全，符合条件，同意。"
FACTS = "经核对，申请人提交的材料与登记信息不一致。"
REASON = "不符合本事项的办理条件。可以在条件具备后重新申请。"
NOT_OURS = "按申请的内容，本事项不属于本市办理的范围。请向户籍所在地或者登记机关申请。"
RECEIPT = "演示票据{:06}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who plays: who is on duty, what people write, the register they are looked up in, the bodies' own systems
    (ONETHING_DEPARTMENT_SYSTEMS); each person is looked up once.
    """

    rota: Rota
    values: Mapping[str, str]
    register: Register
    systems: str = field(default="", repr=False)
    actors: dict[tuple[str, str], Actor] = field(default_factory=dict)
    filed: dict[str, Application] = field(default_factory=dict)

    def staff(self, login: str, now: datetime) -> Actor:
        """A member of staff in their one post."""
        if (login, "") not in self.actors:
            self.actors[login, ""] = staff(login, now=now)
        return self.actors[login, ""]

    def citizen(self, key: str, now: datetime, *, acting_for: str = "") -> Actor:
        """A person logged in, acting for the firm when one is named."""
        if (key, acting_for) not in self.actors:
            self.actors[key, acting_for] = citizen(key, now=now, acting_for=acting_for)
        return self.actors[key, acting_for]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One act about to happen: in which story, when, and under which key the story is submitted."""

    story: Story
    now: datetime
    key: str
    company: Company

    @property
    def application(self) -> Application:
        """The story's application: what does not change about it."""
        if self.key not in self.company.filed:
            self.company.filed[self.key] = Application.objects.defer("form", "plan").get(key=self.key)
        return self.company.filed[self.key]

    @property
    def is_filed(self) -> bool:
        """Whether an earlier loading broke off after the application was submitted."""
        return Application.objects.filter(key=self.key).exists()

    def applicant(self) -> Actor:
        """Who applies, logged in; for a firm its handler, acting for it."""
        filing = self.story.filing
        if filing.handler:
            return self.company.citizen(filing.handler, self.now, acting_for=filing.applicant)
        return self.company.citizen(filing.applicant, self.now)

    def filer(self) -> Actor:
        """Who sits at the keyboard: the clerk when it is filed at a window."""
        return self.company.staff(self.story.window, self.now) if self.story.window else self.applicant()

    def clerk(self) -> Actor:
        """The clerk of the site to which the application came."""
        return self.company.staff(self.company.rota.clerks[self.application.site_code], self.now)

    def officer(self, case: Case) -> Actor:
        """An officer of the body; one story always meets the same."""
        officers = self.company.rota.officers[case.body_code]
        return self.company.staff(officers[self.story.number % len(officers)], self.now)

    def head(self, case: Case) -> Actor:
        """The head of the body, who approves."""
        return self.company.staff(self.company.rota.heads[case.body_code], self.now)


def begin(scene: Scene) -> None:
    """A draft that is half filled."""
    name_everybody(open_for(scene))


def file(scene: Scene) -> None:
    """Fill everything and submit."""
    if scene.is_filed:
        return
    about = open_for(scene)
    finish(about)
    filed = submit(draft=about.draft, key=scene.key, actor=about.actor, now=scene.now)
    if waiting_messages(ORDER).filter(subject=filed.public_id).exists():  # the worker comes after the loading
        order_for(filed.public_id, now=scene.now)


def accept(scene: Scene) -> None:
    """The window accepts, and takes the fee where there is one."""
    application, clerk = scene.application.public_id, scene.clerk()
    accept_application(application=application, actor=clerk, now=scene.now)
    order = order_of(application)
    if order and order.to_pay:
        receipt = RECEIPT.format(scene.story.number)
        record_payment(application=application, receipt=receipt, version=order.version, actor=clerk, now=scene.now)


def refuse(scene: Scene) -> None:
    """The window refuses, with reason and law."""
    filing, clerk = scene.application, scene.clerk()
    law = _law(*Case.objects.filter(application_ref=filing.public_id).order_by("place"))
    rejection = Rejection(reason=NOT_OURS, law=law)
    refuse_acceptance(application=filing.public_id, rejection=rejection, actor=clerk, now=scene.now)


def review(scene: Scene) -> None:
    """Officers take on what is at their desks."""
    for case in at_desk(scene):
        if case.state == CaseState.ACCEPTED:
            start_review(case=case.public_id, version=case.row_version, actor=scene.officer(case), now=scene.now)


def decide(scene: Scene) -> None:
    """Officers grant what is at their desks; what must wait for another's result waits."""
    for case in at_desk(scene):
        _grant(scene, case)


def reject(scene: Scene) -> None:
    """The last case at a desk whose law was read is denied, the others are granted."""
    cases = at_desk(scene)
    last = next(case for case in reversed(cases) if _law(case))
    for case in cases:
        if case is not last:
            _grant(scene, case)
    actor = scene.officer(last)
    version = reviewed(scene, last, actor)
    rejection = Rejection(facts=FACTS, reason=REASON, law=_law(last))
    deny(case=last.public_id, version=version, rejection=rejection, actor=actor, now=scene.now)


def leave(scene: Scene) -> None:
    """Everything that is ready is handed over or posted."""
    _leave(scene, at_most=None)


def leave_one(scene: Scene) -> None:
    """One of the results that are ready goes out."""
    _leave(scene, at_most=1)


def take_back(scene: Scene) -> None:
    """The applicant withdraws."""
    withdraw(application=scene.application.public_id, actor=scene.applicant(), now=scene.now)


def open_for(scene: Scene) -> Applicant:
    """A new draft, and who fills it."""
    filing, actor = scene.story.filing, scene.filer()
    scene.company.register.stand_at(scene.now)
    draft = open_draft(
        bundle=filing.bundle,
        answers=filing.answers,
        leave_out=filing.leave_out,
        actor=actor,
        now=scene.now,
        on_behalf=_on_behalf(scene, actor) if scene.story.window else None,
    )
    return Applicant(
        draft=draft, actor=actor, now=scene.now, filing=filing, number=scene.story.number, values=scene.company.values
    )


def _on_behalf(scene: Scene, clerk: Actor) -> OnBehalf:
    """Who stands at the window, registered from the documents in hand."""
    town, filing = read_town(), scene.story.filing
    who = town.persons[filing.handler or filing.applicant]
    firm = town.firms.get(filing.applicant)
    person = register_person(name=who.name, id_number=who.id_number, phone=who.phone, actor=clerk, now=scene.now)
    enterprise = register_enterprise(name=firm.name, uscc=firm.uscc, actor=clerk, now=scene.now) if firm else None
    return OnBehalf(
        person=person.public_id, name=who.name, id_number=who.id_number, phone=who.phone, enterprise=enterprise
    )


def at_desk(scene: Scene) -> list[Case]:
    """What officers can work on now."""
    rows = Case.objects.filter(application_ref=scene.application.public_id, state__in=AT_DESK)
    return list(rows.order_by("place"))


def reviewed(scene: Scene, case: Case, actor: Actor) -> int:
    """The version of the case once it is under review."""
    if case.state != CaseState.ACCEPTED:
        return case.row_version
    start_review(case=case.public_id, version=case.row_version, actor=actor, now=scene.now)
    return case.row_version + 1


def _law(*cases: Case) -> tuple[Basis, ...]:
    """The first law of these items that was read in its source."""
    bases = (Basis(**{**one, "mark": Mark(one["mark"])}) for case in cases for one in case.bases)
    return tuple(basis for basis in bases if basis.confirmed)[:1]


def _grant(scene: Scene, case: Case) -> None:
    actor = scene.officer(case)
    version, number = reviewed(scene, case, actor), suggest_result_number(info_of(case))
    try:
        grant(case=case.public_id, version=version, opinion=OPINION, result_number=number, actor=actor, now=scene.now)
    except MoveRefused as refused:
        if set(refused.reasons) != {""}:  # what the law wants decided before it is not there yet
            raise


def _leave(scene: Scene, *, at_most: int | None) -> None:
    filing, clerk = scene.application, scene.clerk()
    ready = deliveries_of(application=filing.public_id, actor=clerk).ready[:at_most]
    by_post = [item for item in ready if item.state is DeliveryState.TO_POST]
    at_window = [item for item in ready if item.state is DeliveryState.READY]
    if by_post:
        tracking = f"EM{scene.story.number:09}DE"
        send_by_post(application=filing.public_id, tracking=tracking, cases=_ids(by_post), actor=clerk, now=scene.now)
    if at_window:
        code, handler = (
            deliveries_of(application=filing.public_id, actor=scene.applicant()).code,
            scene.story.filing.handler,
        )
        hand_over(
            application=filing.public_id,
            code=code,
            receiver=read_town().persons[handler].name if handler else filing.applicant,
            cases=_ids(at_window),
            actor=clerk,
            now=scene.now,
        )


def _ids(items: list[DeliveryItem]) -> list[UUID]:
    return [item.case for item in items]
