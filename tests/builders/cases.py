"""A filed newborn application with its cases, without the pages and registers in front of it."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from builders.filing import ANSWERS
from builders.filled_form import filled_form
from builders.newborn import publish_packs
from onething.core.definitions import Basis, Mark
from onething.core.identifiers import make_application_number
from onething.core.planning import Holding, Plan, Selection, canonical_json, compile_plan
from onething.modules.catalogue.api import published_bundle
from onething.modules.handling.api import Case, Rejection, accept_application, grant, start_review
from onething.modules.handling.handlers import when_submitted
from onething.modules.handling.models import Case as CaseRow
from onething.modules.intake.api import ApplicationSubmitted
from onething.modules.intake.models import Application, ApplicationMaterial
from onething.modules.pledge.api import PromisedIn, make_promises, offers_for
from onething.platform.clock import legal_day
from onething.platform.database import new_public_id
from onething.platform.events import react, record
from onething.platform.permissions import Actor, Role

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai
SITE, REGION = "city-centre", "/990100/"
PERSON, ACCOUNT = new_public_id(), new_public_id()
CITIZEN = Actor(role=Role.CITIZEN, account=ACCOUNT, person=PERSON, channel="portal")
CLERK = Actor(role=Role.WINDOW_CLERK, account=new_public_id(), site_code=SITE, region_path=REGION, channel="counter")
LAW = (Basis("母婴保健法", "第23条", Mark.CONFIRMED),)
NO = Rejection(
    facts="出生记录与表单不一致",
    reason="不在本省助产机构出生",
    law=LAW,
)


def officer(body: str, **other: object) -> Actor:
    """An officer of this body, somebody else each time."""
    given = {"account": new_public_id(), **other}
    return Actor(role=Role.APPROVER, body_code=body, region_path=REGION, channel="desk", **given)  # type: ignore[arg-type]


def compose_handling() -> None:
    """What composition registers for handling."""
    react(ApplicationSubmitted, when_submitted)


def newborn_plan(
    *, now: datetime, leave_out: tuple[str, ...] = (), missing: Collection[str] = (), **answers: str
) -> Plan:
    """`missing` are materials (their keys) that no register knows."""
    held = {tuple(key.split(":")): Holding(held=False) for key in missing}
    source = published_bundle("newborn", on=legal_day(now))
    return compile_plan(
        bundle=source.bundle,
        library=source.library,
        parameters=source.parameters,
        calendar=source.calendar,
        answers={**ANSWERS, **answers},
        selection=Selection(leave_out=frozenset(leave_out)),
        holdings=held,  # type: ignore[arg-type]
        start=legal_day(now),
        bundle_version=source.version,
    )


def file_newborn(
    *,
    now: datetime = MONDAY,
    leave_out: tuple[str, ...] = ("parenting-guidance", "childcare-subsidy"),
    delivery_mode: str = "pick-up",
    serial: int = 1,
    owner: Actor = CITIZEN,
    site: str = SITE,
    form: str = "",
    promised: Mapping[str, str] | None = None,
    **answers: str,
) -> UUID:
    """Submit: the application row, its materials, and the event that opens the cases."""
    plan = newborn_plan(now=now, leave_out=leave_out, missing=promised or {}, **answers)
    with transaction.atomic():
        row = _application(
            plan, now=now, serial=serial, owner=owner, site=site, form=form or filled_form(plan, now=now)
        )
        promise(row, plan, promised or {}, owner, now)
        record(
            ApplicationSubmitted(
                application=row.public_id,
                row=row.pk,
                number=row.number,
                plan=plan,
                owner=row.owner,
                applicant=row.applicant,
                applicant_masked=row.applicant_masked,
                region_code=row.region_code,
                region_path=row.region_path,
                site_code=row.site_code,
                channel=row.channel,
                delivery_mode=delivery_mode,
                promised=promised or {},
                actor=owner,
                at=now,
            )
        )
    return row.public_id


def file_plan(
    plan: Plan,
    *,
    now: datetime = MONDAY,
    owner: Actor = CITIZEN,
    form: str = "",
    promised: Mapping[str, str] | None = None,
) -> UUID:
    """Submit any plan: the application row, its materials, and the event that opens the cases."""
    with transaction.atomic():
        row = _application(plan, now=now, serial=1, owner=owner, site=SITE, form=form or filled_form(plan, now=now))
        promise(row, plan, promised or {}, owner, now)
        record(
            ApplicationSubmitted(
                application=row.public_id, row=row.pk, number=row.number, plan=plan, owner=row.owner,
                applicant=row.applicant, applicant_masked=row.applicant_masked, region_code=row.region_code,
                region_path=REGION, site_code=SITE, channel="portal", delivery_mode="pick-up", promised=promised or {},
                actor=owner, at=now,
            )
        )  # fmt: skip
    return row.public_id


def promise(row: Application, plan: Plan, promised: Mapping[str, str], owner: Actor, now: datetime) -> None:
    """The record of promises that filing writes."""
    source = published_bundle(row.bundle, on=legal_day(now))
    offers = [o for o in offers_for(plan, source.library) if promised.get(o.key) == o.kind.value]
    about = PromisedIn(
        application=row.public_id, number=row.number, title=row.title, bundle=row.bundle, owner=row.owner,
        site_code=row.site_code, region_path=row.region_path, channel=row.channel, signed_by=row.applicant,
    )  # fmt: skip
    make_promises(offers=offers, about=about, actor=owner, now=now)


def _application(plan: Plan, *, now: datetime, serial: int, owner: Actor, site: str, form: str) -> Application:
    stored = canonical_json(plan)
    assert plan.schedule is not None
    row = Application.objects.create(
        owner=owner.person,
        bundle=plan.bundle,
        channel=owner.channel,
        region_code="990100",
        region_path=REGION,
        site_code=site,
        answers=dict(plan.answers),
        leave_out=[],
        number=make_application_number(region="990100", day=legal_day(now), serial=serial),
        key=f"key-{serial}",
        title=plan.name,
        bundle_version=plan.bundle_version,
        plan=stored.decode(),
        plan_digest="0" * 64,
        form=form,
        applicant="林知夏",
        applicant_masked="林*夏",
        submitted_at=now,
        promised_on=plan.schedule.declared_on,
    )
    ApplicationMaterial.objects.bulk_create(
        ApplicationMaterial(
            application=row,
            key=material.key,
            material=material.material,
            party=material.party,
            name=material.name,
            treatment=material.treatment.value,
            exempt_by=material.exempt_by.value if material.exempt_by else "",
            certainty=material.certainty.value if material.certainty else "",
            from_item=material.from_item,
            needed_by=[use.item for use in material.uses],
        )
        for material in plan.materials
        if material.uses
    )
    return row


def case_at(application: UUID, item: str) -> Case:
    """The application's case of this item, as it stands now (the first child's when there are several)."""
    return CaseRow.objects.filter(application_ref=application, item=item).order_by("place")[0]


def states(application: UUID) -> Mapping[str, str]:
    """State by item."""
    rows = CaseRow.objects.filter(application_ref=application).order_by("place")
    return {row.item: row.state for row in rows}


def accepted_newborn(**given: object) -> UUID:
    """Filed and accepted by the window on the same day."""
    application = file_newborn(**given)  # type: ignore[arg-type]
    accept_application(application=application, actor=CLERK, now=MONDAY)
    return application


def grant_item(application: UUID, item: str, *, now: datetime = MONDAY, number: str = "") -> None:
    """Review and grant one case."""
    row = case_at(application, item)
    who = officer(row.body_code)
    start_review(case=row.public_id, version=row.row_version, actor=who, now=now)
    grant(
        case=row.public_id,
        version=row.row_version + 1,
        opinion="材料齐全，符合条件，准予办理。",
        result_number=number or f"R-{row.number[-12:]}",
        actor=who,
        now=now,
    )


__all__ = [
    "ANSWERS", "CITIZEN", "CLERK", "MONDAY", "NO", "accepted_newborn", "case_at", "compose_handling", "file_newborn",
    "grant_item", "officer", "publish_packs", "states",
]  # fmt: skip
