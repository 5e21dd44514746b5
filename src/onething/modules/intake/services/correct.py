"""Corrections: a notice opens one, the applicant gathers what it names and nothing else, and supplies it once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onething.core.definitions import Element
from onething.core.planning import read_plan
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.intake.access import access_correction
from onething.modules.intake.domain.content import write_uploads
from onething.modules.intake.domain.corrections import (
    CorrectionTarget,
    Defect,
    Gathered,
    TargetKind,
    gather_targets,
    missing_targets,
    read_gathered,
    read_targets,
    write_gathered,
    write_targets,
)
from onething.modules.intake.domain.fields import check_field, show_value
from onething.modules.intake.domain.filed import correct_field, empty_field, read_form, write_form
from onething.modules.intake.errors import CorrectionRefused, FileRefused, ValuesRefused
from onething.modules.intake.events import CorrectionSupplied
from onething.modules.intake.models import Application, ApplicationMaterial, Correction
from onething.modules.intake.services.attach import as_upload, inspect
from onething.modules.intake.services.submit import SUBJECT
from onething.platform.clock import legal_day
from onething.platform.events import record
from onething.platform.files.api import drop_files, keep_file
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Actor

MOST_PAGES = 20
SUPPLIED = "补正已经交过，不用再交。请在办件页查看进度。"
CLOSED = "这份补正通知已经结束，不用再交。原因和最新情况请看办件页。"


def ask_for_correction(
    *, row: int, targets: Iterable[Defect], now: datetime, due_on: date | None = None, term: str = ""
) -> None:
    """Put the notice before the applicant of the application's row, in one statement of handling's transaction.

    A repeated notice (about points of the first that were not put right) takes the place of the supplied one.
    """
    notice = Correction(
        application_id=row,
        targets=write_targets(gather_targets(targets)),
        content=write_gathered(Gathered()),
        asked_at=now,
        due_on=due_on,
        term=term,
    )
    replaced = ["targets", "content", "asked_at", "due_on", "term", "supplied_at", "closed_at"]
    Correction.objects.bulk_create(
        [notice], update_conflicts=True, unique_fields=["application"], update_fields=replaced
    )


def save_correction(*, application: UUID, values: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Keep the values that can be accepted, then raise ValuesRefused for the others."""
    reasons: dict[str, str] = {}
    with transaction.atomic():
        row = _open(application, actor)
        gathered = read_gathered(row.content)
        kept = dict(gathered.values)
        for target in read_targets(row.targets):
            if target.kind is TargetKind.FIELD and target.key in values:
                checked = check_field(_element(row, target), values[target.key], today=legal_day(now))
                kept[target.key] = checked.value
                if checked.problem:
                    reasons[target.key] = checked.problem
        _keep(row, replace(gathered, values=kept))
    if reasons:
        raise ValuesRefused(reasons)


def attach_correction(
    *, application: UUID, material: str, name: str, content: bytes, actor: Actor, now: datetime
) -> None:
    """Keep one more page of a material that the notice names."""
    access_correction(application, actor=actor)
    inspected = inspect(name=name, content=content)
    with transaction.atomic():
        row = _open(application, actor)
        gathered = read_gathered(row.content)
        asked = {target.key for target in read_targets(row.targets) if target.kind is TargetKind.MATERIAL}
        pages = gathered.files.get(material, ())
        if material not in asked:
            raise FileRefused("补正通知没有要这份材料，不用上传。")
        if len(pages) >= MOST_PAGES:
            raise FileRefused(f"这份材料已有 {MOST_PAGES} 个文件，请合成一个 PDF 再传。")
        upload = as_upload(keep_file(upload=inspected, now=now))
        _keep(row, replace(gathered, files={**gathered.files, material: (*pages, upload)}))


@transaction.atomic
def remove_correction_file(*, application: UUID, file: UUID, actor: Actor) -> None:
    """Take one page away again."""
    row = _open(application, actor)
    gathered = read_gathered(row.content)
    files = {key: tuple(u for u in pages if u.id != str(file)) for key, pages in gathered.files.items()}
    if files != dict(gathered.files):
        drop_files([file])
        _keep(row, replace(gathered, files=files))


@transaction.atomic
def supply_correction(*, application: UUID, actor: Actor, now: datetime) -> None:
    """Put what was gathered in place of what the notice named, once, and let the cases go on."""
    row = _open(application, actor)
    targets, gathered = read_targets(row.targets), read_gathered(row.content)
    if missing := missing_targets(targets, gathered):
        raise ValuesRefused(missing)
    filing = row.application
    _replace_values(filing, row, targets, gathered)
    for key, pages in gathered.files.items():
        rows = ApplicationMaterial.objects.filter(application=filing, key=key)
        rows.update(files=write_uploads(pages), supplied_at=now)
    row.supplied_at = now
    row.save(update_fields=["supplied_at"])
    _tell(filing, targets, actor, now)


def _open(application: UUID, actor: Actor) -> Correction:
    row = access_correction(application, actor=actor, lock=True)
    if row.supplied_at is not None:
        raise CorrectionRefused(SUPPLIED)
    if row.closed_at is not None:
        raise CorrectionRefused(CLOSED)
    return row


def _keep(row: Correction, gathered: Gathered) -> None:
    row.content = write_gathered(gathered)
    row.save(update_fields=["content"])


def _element(row: Correction, target: CorrectionTarget) -> Element:
    """The field as it was defined on the day of filing."""
    source = bundle_of_version(row.application.bundle, version=row.application.bundle_version)
    return source.library.elements[target.key.rpartition(".")[2]]


def _replace_values(
    filing: Application, row: Correction, targets: Iterable[CorrectionTarget], gathered: Gathered
) -> None:
    """Also of fields left empty at filing: they come into the form as the plan describes them."""
    elements = {t.key: _element(row, t) for t in targets if t.kind is TargetKind.FIELD}
    if not elements:
        return
    plan, entries = read_plan(filing.plan.encode()), {entry.key: entry for entry in read_form(filing.form)}
    for key, element in elements.items():
        entry, value = entries.get(key) or empty_field(plan, element, key), gathered.values[key]
        entries[key] = correct_field(entry, value=value, shown=show_value(element, value))
    filing.form = write_form(tuple(entries.values()))
    filing.save(update_fields=["form"])


def _tell(filing: Application, targets: Iterable[CorrectionTarget], actor: Actor, now: datetime) -> None:
    keys = tuple(target.key for target in targets)
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=filing.public_id,
            kind="application.correct",
            actor=actor,
            at=now,
            legal_ground="行政许可法 第三十二条第一款第四项",
            payload={"targets": list(keys)},
        )
    )
    record(
        CorrectionSupplied(
            application=filing.public_id, row=filing.pk, number=filing.number, targets=keys, actor=actor, at=now
        )
    )
