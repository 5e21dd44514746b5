"""Use again what the same party handed in before (以前交过的材料): offered with date and source, taken only when said so.

Source: 国务院关于在线政务服务的若干规定 第7条 (what was handed in already is not asked again).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.core.definitions import ExemptBy
from onething.core.planning import PlannedMaterial
from onething.modules.intake.access import access_draft, log_reading
from onething.modules.intake.domain.content import DraftContent, Reused, read_uploads, write_content
from onething.modules.intake.domain.filed import read_form
from onething.modules.intake.domain.parties import KNOWN_BY, applicant_party, kind_of, number_of
from onething.modules.intake.domain.reading import Reading
from onething.modules.intake.domain.review import MOST_FILES, materials_to_submit
from onething.modules.intake.domain.views import EarlierCopy
from onething.modules.intake.errors import CopyGone, FileRefused
from onething.modules.intake.models import Application, ApplicationMaterial, Draft
from onething.modules.intake.queries import plan_of, reading_of
from onething.modules.intake.services.attach import as_upload
from onething.platform.clock import legal_day
from onething.platform.files.api import drop_files, find_files, keep_copy
from onething.platform.permissions import Action, Actor, visible

PURPOSE = "选用以前交过的材料"
MOST_LOOKED_AT = 12


def earlier_copies(*, draft: UUID, actor: Actor, now: datetime) -> tuple[EarlierCopy, ...]:
    """What may serve again in this draft, latest first; never more than what the actor may read."""
    row = access_draft(draft, actor=actor, now=now)
    return tuple(copy for copy, _ in _offered(row, reading_of(row, now=now), actor))


@transaction.atomic
def use_earlier_copy(*, draft: UUID, material: str, copy: UUID, actor: Actor, now: datetime) -> None:
    """The person looked at the earlier copy and takes it for this material; CopyGone, FileRefused."""
    row = access_draft(draft, actor=actor, now=now, lock=True)
    reading = reading_of(row, now=now)
    chosen = ((one, old) for one, old in _offered(row, reading, actor) if (one.key, one.public_id) == (material, copy))
    found = next(chosen, None)
    if found is None:
        raise CopyGone
    offered, application = found
    if reading.content.upload_count() + len(offered.files) > MOST_FILES:
        raise FileRefused(f"文件最多 {MOST_FILES} 个，不能再加。请先删去不要的。")
    ids = [UUID(upload.id) for upload in offered.files]
    if len(find_files(ids)) < len(ids):
        raise CopyGone
    reused = Reused(
        party=number_of(reading.plan, reading.content, _planned(reading, material).party),
        source=f"“{offered.title}”申请",
        filed_on=offered.filed_on.isoformat(),
        files=tuple(as_upload(keep_copy(public_id=file, now=now)) for file in ids),
    )
    log_reading(application, actor=actor, purpose=PURPOSE, now=now, fields=(f"material:{material}",))
    _save(row, reading.content.with_reused(material, reused).with_promise(material, ""), now)


@transaction.atomic
def stop_using_copy(*, draft: UUID, material: str, actor: Actor, now: datetime) -> None:
    """Think better of it: the copies go, the earlier filing keeps its own."""
    row = access_draft(draft, actor=actor, now=now, lock=True)
    content = reading_of(row, now=now).content
    if reused := content.reused.get(material):
        drop_files([UUID(upload.id) for upload in reused.files])
        _save(row, content.with_reused(material, None), now)


def _planned(reading: Reading, key: str) -> PlannedMaterial:
    return next(material for material in reading.plan.materials if material.key == key)


def _offered(row: Draft, reading: Reading, actor: Actor) -> Iterator[tuple[EarlierCopy, Application]]:
    wanted = _wanted(reading)
    if not wanted:
        return
    own = visible(actor, Action.APPLICATION_READ, Application.objects.filter(owner=row.owner))
    codes = {material.material for material in wanted.values()}
    rows = ApplicationMaterial.objects.filter(application__in=own, material__in=codes, supplied_at__isnull=False)
    for old in rows.select_related("application").order_by("-supplied_at", "-id")[:MOST_LOOKED_AT]:
        for key, material in wanted.items():
            if material.material == old.material and _is_of_same_party(reading, material, old):
                yield _offer(old, key), old.application


def _wanted(reading: Reading) -> Mapping[str, PlannedMaterial]:
    """What must be handed in, is not there yet, and may by its pack be an earlier copy."""
    materials = reading.source.library.materials
    return {
        one.key: one
        for one in materials_to_submit(reading.plan)
        if any(way.by is ExemptBy.EARLIER_COPY for way in materials[one.material].exemptions)
        and not reading.content.files.get(one.key)
    }


def _is_of_same_party(reading: Reading, material: PlannedMaterial, old: ApplicationMaterial) -> bool:
    """The applicant is the owner of both; anybody else is known by the number that was filed then."""
    plan, old_plan = reading.plan, plan_of(old.application)
    if material.party in ("", applicant_party(plan)):
        return old.party in ("", applicant_party(old_plan))
    number, known = number_of(plan, reading.content, material.party), KNOWN_BY[kind_of(old_plan, old.party)].number
    filed = (entry for entry in read_form(old.application.form) if (entry.party, entry.element) == (old.party, known))
    return bool(number) and any(entry.value == number for entry in filed)


def _offer(old: ApplicationMaterial, key: str) -> EarlierCopy:
    return EarlierCopy(
        public_id=old.public_id,
        key=key,
        application=old.application.public_id,
        title=old.application.title,
        filed_on=legal_day(old.supplied_at or old.application.submitted_at),
        files=read_uploads(old.files),
    )


def _save(row: Draft, content: DraftContent, now: datetime) -> None:
    row.content = write_content(content)
    row.saved_at, row.expires_at = now, now + settings.DRAFT_LIFE
    row.save(update_fields=["content", "saved_at", "expires_at"])
