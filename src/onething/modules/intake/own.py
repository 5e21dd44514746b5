"""What one's own space shows: materials kept from one's filings, and applications by name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onething.modules.intake.domain.content import Upload, read_uploads
from onething.modules.intake.models import Application, ApplicationMaterial
from onething.platform.clock import legal_day
from onething.platform.database import page_after
from onething.platform.permissions import Action, Actor, visible

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMaterial:
    """A material with its files, and the filing it was handed in for."""

    material: str
    name: str
    application: UUID
    title: str
    handed_in_on: date
    files: tuple[Upload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMaterials:
    """One page of them, and the mark of the next."""

    rows: tuple[KeptMaterial, ...]
    next: str | None


def kept_materials(*, actor: Actor, after: str | None = None) -> KeptMaterials:
    """What the actor's principal handed in so far, the latest filing first; one query."""
    own = visible(actor, Action.APPLICATION_READ, Application.objects.all())
    rows = ApplicationMaterial.objects.filter(application__in=own, supplied_at__isnull=False)
    heavy = ("application__form", "application__plan", "application__applicant")
    found = page_after(rows.select_related("application").defer(*heavy), order=("-id",), after=after, size=PAGE_SIZE)
    return KeptMaterials(rows=tuple(_kept(row) for row in found.rows), next=found.next)


def titles_of(public_ids: Collection[UUID], *, actor: Actor) -> dict[UUID, str]:
    """The titles of those among these applications that the actor may read; one query."""
    rows = visible(actor, Action.APPLICATION_READ, Application.objects.filter(public_id__in=public_ids))
    return dict(rows.values_list("public_id", "title"))


def _kept(row: ApplicationMaterial) -> KeptMaterial:
    return KeptMaterial(
        material=row.material,
        name=row.name,
        application=row.application.public_id,
        title=row.application.title,
        handed_in_on=legal_day(row.supplied_at or row.application.submitted_at),
        files=read_uploads(row.files),
    )
