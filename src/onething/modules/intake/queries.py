"""Reads of intake, as frozen values."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists

from onething.core.planning import Plan, read_plan
from onething.modules.catalogue.api import (
    BundleUnknown,
    CompiledBundle,
    VersionUnknown,
    bundle_of_version,
    published_bundle,
)
from onething.modules.intake.access import access_application, access_draft, log_reading
from onething.modules.intake.domain.content import read_content, read_uploads
from onething.modules.intake.domain.filed import FiledField, fields_for, read_form
from onething.modules.intake.domain.reading import Reading, read_draft
from onething.modules.intake.domain.views import (
    ApplicationDetail,
    ApplicationInfo,
    DraftInfo,
    DraftView,
    MaterialInfo,
)
from onething.modules.intake.errors import NotFound, Withdrawn
from onething.modules.intake.models import Application, ApplicationMaterial, Draft
from onething.platform.clock import legal_day
from onething.platform.database import Page, page_after
from onething.platform.files.api import KeptFile, read_file
from onething.platform.permissions import Action, Actor, visible

PAGE_SIZE = 20
FILLING = "填写申请"


def draft_of(public_id: UUID, *, actor: Actor, now: datetime, purpose: str = FILLING) -> DraftView:
    """The draft with everything compiled for today; NotFound when it is not the actor's."""
    row = access_draft(public_id, actor=actor, now=now)
    return read_view(row, actor=actor, now=now, purpose=purpose)


def read_view(row: Draft, *, actor: Actor, now: datetime, purpose: str) -> DraftView:
    """The draft compiled for today, the look on record; the caller has checked the actor's right."""
    log_reading(row, actor=actor, purpose=purpose, now=now, fields=("content",))
    return DraftView(
        info=draft_info(row),
        answers=dict(row.answers),
        leave_out=frozenset(row.leave_out),
        reading=reading_of(row, now=now),
    )


def reading_of(row: Draft, *, now: datetime) -> Reading:
    """The row read with the definitions in force today, and how they differ from those its owner saw; Withdrawn."""
    today = legal_day(now)
    try:
        source = published_bundle(row.bundle, on=today)
    except BundleUnknown as error:
        raise _withdrawn(row) from error
    is_other = row.bundle_version not in ("", source.version)
    return read_draft(
        source=source,
        answers=row.answers,
        leave_out=row.leave_out,
        content=read_content(row.content),
        today=today,
        begun_under=_begun_under(row) if is_other else None,
        only=only_of(row),
    )


def only_of(row: Draft) -> str:
    """The one item of a continuation; empty for everything else."""
    return str(row.renews["key"]) if row.renews else ""


def count_open_drafts(bundle: str, *, now: datetime) -> int:
    """How many drafts of this bundle may still be submitted."""
    return Draft.objects.filter(bundle=bundle, expires_at__gt=now).count()


def _begun_under(row: Draft) -> CompiledBundle | None:
    try:
        return bundle_of_version(row.bundle, version=row.bundle_version)
    except VersionUnknown:
        return None


def _withdrawn(row: Draft) -> Withdrawn:
    """With everything that was filled in, read by what applied when it was filled."""
    until, source = legal_day(row.expires_at), _begun_under(row)
    if source is None:
        return Withdrawn(draft=row.public_id, title=row.title, until=until)
    content = read_content(row.content)
    read = read_draft(
        source=source,
        answers=row.answers,
        leave_out=row.leave_out,
        content=content,
        today=legal_day(row.saved_at),
        only=only_of(row),
    )
    kept = [(part.label, [(one.planned.label, one.shown) for one in part.fields if one.value]) for part in read.form]
    files = [(upload.name, "已上传") for upload in content.all_files()]
    return Withdrawn(
        draft=row.public_id, title=row.title, until=until, kept=[part for part in (*kept, ("材料", files)) if part[1]]
    )


def list_drafts(*, actor: Actor, now: datetime, bundle: str = "", owner: UUID | None = None) -> tuple[DraftInfo, ...]:
    """The drafts that the actor may edit, of one person when named, latest first; at most one page of them."""
    rows = visible(actor, Action.DRAFT_EDIT, Draft.objects.filter(expires_at__gt=now)).defer("content")
    if owner:
        rows = rows.filter(owner=owner)
    if bundle:
        rows = rows.filter(bundle=bundle)
    return tuple(draft_info(row) for row in rows.order_by("-id")[:PAGE_SIZE])


def list_applications(
    *, actor: Actor, after: str | None = None, owner: UUID | None = None, number: str = "", **marks: Exists
) -> Page[Application]:
    """The applications that the actor may read, latest first, of one person or number when named; without form and plan.

    `marks` are what rooms above know of each, read by the same query.
    """
    rows = visible(actor, Action.APPLICATION_READ, Application.objects.defer("form", "plan", "applicant"))
    rows = rows.annotate(**marks)
    if owner:
        rows = rows.filter(owner=owner)
    if number:
        rows = rows.filter(number=number)
    return page_after(rows, order=("-id",), after=after, size=PAGE_SIZE)


def submitted_as(draft: UUID, *, actor: Actor) -> UUID:
    """The application that this draft became, by its key; NotFound when it became none that is the actor's."""
    rows = visible(actor, Action.APPLICATION_READ, Application.objects.filter(key=str(draft)))
    found = rows.values_list("public_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def application_of(public_id: UUID, *, actor: Actor) -> ApplicationDetail:
    """The application with its plan and materials, without what was filled in; NotFound when not the actor's."""
    row = access_application(public_id, actor=actor)
    return ApplicationDetail(info=application_info(row), plan=plan_of(row), materials=materials_of(row))


def form_of(public_id: UUID, *, actor: Actor, purpose: str, now: datetime) -> tuple[FiledField, ...]:
    """Everything that was filled in, for those who may read the whole application; on the access log."""
    row = access_application(public_id, actor=actor)
    log_reading(row, actor=actor, purpose=purpose, now=now, fields=("form",))
    return read_form(row.form)


def form_for_items(
    public_id: UUID, *, items: Collection[str], actor: Actor, purpose: str, now: datetime
) -> tuple[FiledField, ...]:
    """Only the fields that these items need; the caller has checked the actor's right to a case of each item."""
    row = Application.objects.get(public_id=public_id)
    log_reading(row, actor=actor, purpose=purpose, now=now, fields=tuple(sorted(items))[:6])
    return fields_for(read_form(row.form), items)


def materials_for_items(public_id: UUID, *, items: Collection[str]) -> tuple[MaterialInfo, ...]:
    """Only the materials that these items need; the caller has checked the actor's right, as for the form."""
    rows = ApplicationMaterial.objects.filter(application__public_id=public_id).order_by("id")
    return tuple(material_info(row) for row in rows if set(row.needed_by) & set(items))


def plan_for_application(public_id: UUID) -> Plan:
    """The plan as it was on the day of filing; it holds no personal data."""
    return plan_of(Application.objects.only("plan").get(public_id=public_id))


def open_file(
    public_id: UUID, *, file: UUID, actor: Actor, purpose: str, now: datetime, items: Collection[str] | None = None
) -> tuple[KeptFile, bytes]:
    """A file of the application. With `items`, the caller has checked the actor's right to a case of each."""
    row = access_application(public_id, actor=actor) if items is None else Application.objects.get(public_id=public_id)
    materials = materials_of(row) if items is None else materials_for_items(public_id, items=items)
    if all(str(file) != kept.id for material in materials for kept in material.files):
        raise NotFound
    log_reading(row, actor=actor, purpose=purpose, now=now, fields=(f"file:{file}",))
    return read_file(public_id=file)


def plan_of(row: Application) -> Plan:
    """The stored plan."""
    return read_plan(row.plan.encode())


def materials_of(row: Application) -> tuple[MaterialInfo, ...]:
    """All materials of the application, in the order of the plan."""
    return tuple(material_info(entry) for entry in ApplicationMaterial.objects.filter(application=row).order_by("id"))


def draft_info(row: Draft) -> DraftInfo:
    """The draft as a list shows it."""
    return DraftInfo(
        public_id=row.public_id,
        bundle=row.bundle,
        title=row.title,
        channel=row.channel,
        saved_at=row.saved_at,
        expires_at=row.expires_at,
        shown=row.shown,
    )


def application_info(row: Application) -> ApplicationInfo:
    """The application as a frozen value."""
    return ApplicationInfo(
        public_id=row.public_id,
        row=row.pk,
        number=row.number,
        bundle=row.bundle,
        title=row.title,
        owner=row.owner,
        applicant_masked=row.applicant_masked,
        channel=row.channel,
        region_path=row.region_path,
        site_code=row.site_code,
        submitted_at=row.submitted_at,
        promised_on=row.promised_on,
        finished_at=row.finished_at,
    )


def material_info(row: ApplicationMaterial) -> MaterialInfo:
    """The material as a frozen value."""
    return MaterialInfo(
        key=row.key,
        material=row.material,
        party=row.party,
        name=row.name,
        treatment=row.treatment,
        exempt_by=row.exempt_by,
        certainty=row.certainty,
        from_item=row.from_item,
        needed_by=tuple(row.needed_by),
        files=read_uploads(row.files),
        supplied_at=row.supplied_at,
    )
