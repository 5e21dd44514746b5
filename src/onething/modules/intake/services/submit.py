"""Submit a draft: one transaction, one number, once, however often the button is pressed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.definitions import PartyKind
from onething.core.identifiers import make_application_number, mask_name
from onething.core.lifecycle import renewal_obstacles, renewal_rule
from onething.core.planning import Plan, Schedule, canonical_json
from onething.modules.intake.access import access_draft_to_submit
from onething.modules.intake.domain.content import write_uploads
from onething.modules.intake.domain.filed import file_form, write_form
from onething.modules.intake.domain.parties import applicant_party, kind_of, name_of
from onething.modules.intake.domain.reading import Reading
from onething.modules.intake.domain.renewal import read_renewal
from onething.modules.intake.domain.review import delivery_mode
from onething.modules.intake.domain.views import ApplicationInfo
from onething.modules.intake.errors import CannotOpen, NotFound, NumbersUsedUp, Unfinished
from onething.modules.intake.events import ApplicationSubmitted
from onething.modules.intake.models import Application, ApplicationMaterial, Draft
from onething.modules.intake.queries import application_info, reading_of
from onething.modules.intake.services.promise import check_not_barred
from onething.modules.intake.services.promise_sheet import issue_promises
from onething.modules.intake.services.receipt import issue_receipt
from onething.modules.intake.showing import tell_if_shown
from onething.modules.pledge.api import PromisedIn, make_promises
from onething.platform.clock import legal_day
from onething.platform.database import put_in
from onething.platform.events import record
from onething.platform.files.api import digest_content
from onething.platform.logs.api import NewAction, append_action, appended_together
from onething.platform.numbering.api import SeriesExhausted, next_number
from onething.platform.permissions import Action, Actor, visible

SUBJECT, CASE = "application", "case"
LATE_STEPS = ("重新申请这一项", "到窗口或者拨打 12345 咨询")


@transaction.atomic
def submit(*, draft: UUID, key: str, actor: Actor, now: datetime) -> ApplicationInfo:
    """The application made of the draft; pressed again with the same key, the same application.

    The lock on the draft is what makes it once: whoever comes second finds it gone. Raises Unfinished with all gaps,
    or CannotOpen.
    """
    try:
        row, site = access_draft_to_submit(draft, actor=actor, now=now)
    except NotFound:
        return application_info(_submitted_before(key, actor))
    reading = reading_of(row, now=now)
    if reading.gaps or reading.plan.schedule is None:
        raise Unfinished(reading.gaps)
    check_not_barred(row, reading.promised, now=now)
    _check_in_time(row, reading, now)
    application = _store(row, reading, reading.plan.schedule, key=key, site=site, now=now)
    _store_materials(application, reading, now)
    _store_promises(application, reading, actor)
    row.delete()
    tell_if_shown(row)
    with appended_together() as log:
        _log(application, actor, now)
        _tell(_event(application, reading, actor, now))
    lines = tuple(line.public_id for line in log if line.subject_kind == CASE)
    issue_promises(application, reading, actor, lines)
    issue_receipt(application, reading, actor, lines)
    return application_info(application)


def _tell(event: ApplicationSubmitted) -> None:
    """Its cases are opened and numbered at once, or there is no application."""
    try:
        record(event)
    except SeriesExhausted as error:
        raise NumbersUsedUp from error


def _check_in_time(row: Draft, reading: Reading, now: datetime) -> None:
    """A continuation is applied for in time, or it is none (行政许可法 50)."""
    renewal = read_renewal(row.renews)
    if renewal is None:
        return
    planned = next((one for one in reading.plan.applying() if one.key == renewal.key), None)
    reasons: tuple[str, ...] = ("按现在的规定，这一项不再办理",)
    if planned:
        source = reading.source
        term = renewal_rule(source.library.items[planned.item]).counts
        reasons = renewal_obstacles(renewal.until, term=term, on=legal_day(now), calendar=source.calendar)
    if reasons:
        raise CannotOpen(f"不能申请延续：{'；'.join(reasons)}。", LATE_STEPS)


def _submitted_before(key: str, actor: Actor) -> Application:
    found = visible(actor, Action.APPLICATION_SUBMIT, Application.objects.filter(key=key)).first()
    if found is None:
        raise NotFound
    return found


def _store(row: Draft, reading: Reading, schedule: Schedule, *, key: str, site: str, now: datetime) -> Application:
    plan = reading.plan
    applicant = applicant_party(plan)
    name, is_firm = name_of(plan, reading.content, applicant), _is_firm(reading)
    stored = canonical_json(plan)
    return Application.objects.create(
        number=_number(row, now),
        key=key,
        owner=row.owner,
        filed_by=row.filed_by,
        bundle=row.bundle,
        bundle_version=plan.bundle_version,
        title=row.title,
        channel=row.channel,
        region_code=row.region_code,
        region_path=row.region_path,
        consent=row.consent,
        site_code=site,
        answers=dict(plan.answers),
        leave_out=row.leave_out,
        renews=row.renews,
        plan=stored.decode(),
        plan_digest=digest_content(stored),
        form=write_form(file_form(reading.form)),
        applicant=name,
        applicant_masked=name if is_firm else mask_name(name),  # firms' names are public, 企业信息公示暂行条例 6
        submitted_at=now,
        promised_on=schedule.declared_on,
    )


def _is_firm(reading: Reading) -> bool:
    return kind_of(reading.plan, applicant_party(reading.plan)) is PartyKind.ENTERPRISE


def _number(row: Draft, now: datetime) -> str:
    day = legal_day(now)
    serial = next_number(series=f"application:{row.region_code}:{day:%Y%m%d}")
    return make_application_number(region=row.region_code, day=day, serial=serial)


def _store_materials(application: Application, reading: Reading, now: datetime) -> None:
    """Every material of the plan, with its files; those not needed are kept with their reason in the plan alone."""
    used = [material for material in reading.plan.materials if material.uses]
    rows = [
        ApplicationMaterial(
            application=application,
            key=material.key,
            material=material.material,
            party=material.party,
            name=material.name,
            treatment=material.treatment.value,
            exempt_by=material.exempt_by.value if material.exempt_by else "",
            certainty=material.certainty.value if material.certainty else "",
            from_item=material.from_item,
            needed_by=[use.item for use in material.uses],
            files=write_uploads(reading.files_for(material)),
            supplied_at=now if reading.files_for(material) else None,
        )
        for material in used
    ]
    put_in(rows)


def _store_promises(application: Application, reading: Reading, actor: Actor) -> None:
    """What was promised stands with its words in the record of promises, signed by submitting."""
    if reading.promised:
        about = PromisedIn(
            application=application.public_id,
            number=application.number,
            title=application.title,
            bundle=application.bundle,
            owner=application.owner,
            site_code=application.site_code,
            region_path=application.region_path,
            channel=application.channel,
            signed_by=application.applicant,
            firm=application.applicant if _is_firm(reading) else "",
        )
        make_promises(offers=reading.promised, about=about, actor=actor, now=application.submitted_at)


def _log(application: Application, actor: Actor, now: datetime) -> None:
    payload = {"number": application.number, "plan": application.plan_digest, "version": application.bundle_version}
    if application.consent:
        payload["consent"] = application.consent
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=application.public_id,
            kind="application.submit",
            actor=actor,
            at=now,
            seq=1,
            payload=payload,
        )
    )


def _event(application: Application, reading: Reading, actor: Actor, now: datetime) -> ApplicationSubmitted:
    plan: Plan = reading.plan
    return ApplicationSubmitted(
        application=application.public_id,
        row=application.pk,
        number=application.number,
        plan=plan,
        owner=application.owner,
        applicant=application.applicant,
        applicant_masked=application.applicant_masked,
        region_code=application.region_code,
        region_path=application.region_path,
        site_code=application.site_code,
        channel=application.channel,
        delivery_mode=delivery_mode(reading.form),
        promised={offer.key: offer.kind.value for offer in reading.promised},
        renews=read_renewal(application.renews),
        actor=actor,
        at=now,
    )
