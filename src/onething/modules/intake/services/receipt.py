"""The receipt (收件凭证) of an application: what was received, when, and by when people hear more."""

from collections.abc import Container
from datetime import datetime
from uuid import UUID

from onething.core.calendar import due
from onething.core.definitions import ExemptBy
from onething.core.lifecycle import ACCEPTANCE_SPAN
from onething.core.planning import PlannedMaterial, Treatment
from onething.modules.identity.api import person_of
from onething.modules.intake.domain.parties import HANDLER
from onething.modules.intake.domain.reading import Reading
from onething.modules.intake.domain.review import materials_to_submit
from onething.modules.intake.models import Application
from onething.modules.organisation.api import bodies, body_in_charge, find_site
from onething.modules.papers.api import Exempted, Letterhead, PaperSubject, Receipt, ReceivedMaterial, issue
from onething.platform.clock import legal_day
from onething.platform.permissions import Actor

PURPOSE = "收件凭证"
ONLINE, AT_WINDOW = "一件事网上申报", "综合窗口"
ELECTRONIC, ORIGINAL, COPY = "电子件", "原件", "影印件"
SOURCES = {
    ExemptBy.LICENCE: "电子证照",
    ExemptBy.SHARED_DATA: "数据共享核验",
    ExemptBy.UPSTREAM_RESULT: "前一事项的结果",
    ExemptBy.GENERATED_FORM: "系统按表单生成",
    ExemptBy.EARLIER_COPY: "以前交过的材料",
}


def issue_receipt(application: Application, reading: Reading, actor: Actor, lines: tuple[UUID, ...]) -> None:
    """Issue it in the caller's transaction, last of all, in the name of the lead body; it came of these lines of the log."""
    issue(
        contents=_contents(application, reading, actor),
        body=letterhead_of(reading, body_in_charge(reading.source.bundle.lead, now=application.submitted_at)),
        about=about(application, told_to=bodies_at(reading, now=application.submitted_at)),
        actor=actor,
        now=application.submitted_at,
        lines=lines,
    )


def about(application: Application, *, told_to: frozenset[str]) -> PaperSubject:
    """A paper about all of it, or what several of these bodies handle."""
    return PaperSubject(
        application=application.public_id,
        application_number=application.number,
        matter=application.title,
        applicant=application.applicant,
        bundle=application.bundle,
        owner=application.owner,
        site_code=application.site_code,
        region_path=application.region_path,
        told_to=told_to,
    )


def bodies_at(reading: Reading, *, now: datetime, items: Container[str] | None = None) -> frozenset[str]:
    """The bodies that get a case of what is filed; of these items (their keys in the plan) where they are given."""
    applying = (one for one in reading.plan.applying() if items is None or one.key in items)
    return frozenset(body_in_charge(one.body, item=one.item, now=now) for one in applying)


def letterhead_of(reading: Reading, body: str) -> Letterhead:
    """In the name of this body, of the bundle or in charge instead of one of it (职责划转)."""
    known = reading.source.library.bodies.get(body) or bodies({body})[body]
    return Letterhead(code=known.code, name=known.name)


def _who_came(application: Application, reading: Reading, actor: Actor) -> str:
    """Who acted for the applicant, with the word for it; empty for applicants who came themselves."""
    proven = reading.content.proven
    name = proven[HANDLER].name if HANDLER in proven else ""
    if actor.acting_for:
        name = person_of(actor, purpose=PURPOSE, now=application.submitted_at, case_ref=application.public_id).name
    return f"{name}（{'经办人' if HANDLER in proven else '代办人'}）" if name else ""


def _contents(application: Application, reading: Reading, actor: Actor) -> Receipt:
    received = application.submitted_at
    site = find_site(application.site_code) if actor.site_code else None
    last = due(reading.source.calendar, start=legal_day(received), span=ACCEPTANCE_SPAN)
    return Receipt(
        materials=tuple(
            _received(reading, material, on_paper=site is not None) for material in materials_to_submit(reading.plan)
        ),
        exempted=tuple(
            Exempted(name=_name(material), source=SOURCES[material.exempt_by])
            for material in reading.plan.materials
            if material.treatment is Treatment.EXEMPT and material.exempt_by
        ),
        received_at=received,
        receiver=_receiver(actor) if site else ONLINE,
        place=site.name if site else "",
        decide_by=last.on,
        handed_in_by=_who_came(application, reading, actor),
    )


def _receiver(actor: Actor) -> str:
    """The window, not the person who sits at it: the log knows who that was."""
    return f"{AT_WINDOW}（{actor.window}号）" if actor.window else AT_WINDOW


def _received(reading: Reading, material: PlannedMaterial, *, on_paper: bool) -> ReceivedMaterial:
    """At a window paper is handed over and scanned; online there are only the files."""
    files = reading.content.files.get(material.key, ())
    form = (ORIGINAL if material.original else COPY) if on_paper else ELECTRONIC
    return ReceivedMaterial(name=_name(material), form=form, copies=1, files=len(files))


def _name(material: PlannedMaterial) -> str:
    return f"{material.name}（{material.party_label}）"
