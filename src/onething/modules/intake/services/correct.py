"""What the applicant gathers for a correction notice, and nothing else, until it takes the place of what was filed.

Handling says what the notice asks, and calls with the application's row locked; the rights are checked there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from onething.core.definitions import Element
from onething.core.planning import read_plan
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.intake.domain.content import write_uploads
from onething.modules.intake.domain.corrections import (
    CorrectionTarget,
    Gathered,
    TargetKind,
    missing_targets,
    read_gathered,
    write_gathered,
)
from onething.modules.intake.domain.fields import check_field, show_value
from onething.modules.intake.domain.filed import correct_field, empty_field, read_form, write_form
from onething.modules.intake.errors import FileRefused, ValuesRefused
from onething.modules.intake.models import Application, ApplicationMaterial, Correction
from onething.modules.intake.services.attach import as_upload, inspect
from onething.modules.intake.services.submit import SUBJECT
from onething.platform.clock import legal_day
from onething.platform.files.api import InspectedUpload, drop_files, keep_file
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Actor

MOST_PAGES = 20


def keep_values(
    *, row: int, targets: Iterable[CorrectionTarget], values: Mapping[str, str], now: datetime
) -> dict[str, str]:
    """Keep the values that can be accepted; by field why the others cannot."""
    held = _held(row)
    gathered, reasons = read_gathered(held.content), dict[str, str]()
    kept = dict(gathered.values)
    for target in targets:
        if target.kind is TargetKind.FIELD and target.key in values:
            checked = check_field(_element(held.application, target), values[target.key], today=legal_day(now))
            kept[target.key] = checked.value
            if checked.problem:
                reasons[target.key] = checked.problem
    if kept != dict(gathered.values):
        _keep(held, replace(gathered, values=kept))
    return reasons


def inspect_page(*, name: str, content: bytes) -> InspectedUpload:
    """The inspected page, or FileRefused; it takes time, so it is done before anything is locked."""
    return inspect(name=name, content=content)


def keep_page(
    *, row: int, targets: Iterable[CorrectionTarget], material: str, page: InspectedUpload, now: datetime
) -> None:
    """Keep one more page of a material that the notice names."""
    held = _held(row)
    gathered = read_gathered(held.content)
    pages = gathered.files.get(material, ())
    if all(target.key != material for target in targets if target.kind is TargetKind.MATERIAL):
        raise FileRefused("补正通知没有要这份材料，不用上传。")
    if len(pages) >= MOST_PAGES:
        raise FileRefused(f"这份材料已有 {MOST_PAGES} 个文件，请合成一个 PDF 再传。")
    upload = as_upload(keep_file(upload=page, now=now))
    _keep(held, replace(gathered, files={**gathered.files, material: (*pages, upload)}))


def drop_page(*, row: int, file: UUID) -> None:
    """Take one page away again."""
    held = _held(row)
    gathered = read_gathered(held.content)
    files = {key: tuple(u for u in pages if u.id != str(file)) for key, pages in gathered.files.items()}
    if files != dict(gathered.files):
        drop_files([file])
        _keep(held, replace(gathered, files=files))


def put_right(*, row: int, targets: tuple[CorrectionTarget, ...], actor: Actor, now: datetime) -> None:
    """Put what was gathered in place of what the notice names; ValuesRefused with all that is missing changes nothing."""
    held = _held(row)
    filing, gathered = held.application, read_gathered(held.content)
    if missing := missing_targets(targets, gathered):
        raise ValuesRefused(missing)
    _replace_values(filing, targets, gathered)
    for key, pages in gathered.files.items():
        rows = ApplicationMaterial.objects.filter(application=filing, key=key)
        rows.update(files=write_uploads(pages), supplied_at=now)
    held.delete()
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=filing.public_id,
            kind="application.correct",
            actor=actor,
            at=now,
            legal_ground="行政许可法 第三十二条第一款第四项",
            payload={"targets": [target.key for target in targets]},
        )
    )


def _held(row: int) -> Correction:
    """What was gathered so far; stored as soon as there is something."""
    held = Correction.objects.select_related("application").filter(application_id=row).first()
    return held or Correction(application=Application.objects.get(pk=row), content=write_gathered(Gathered()))


def _keep(held: Correction, gathered: Gathered) -> None:
    held.content = write_gathered(gathered)
    held.save(update_fields=["content"] if held.pk else None)


def _element(filing: Application, target: CorrectionTarget) -> Element:
    """The field as it was defined on the day of filing."""
    source = bundle_of_version(filing.bundle, version=filing.bundle_version)
    return source.library.elements[target.key.rpartition(".")[2]]


def _replace_values(filing: Application, targets: Iterable[CorrectionTarget], gathered: Gathered) -> None:
    """Also of fields left empty at filing: they come into the form as the plan describes them."""
    elements = {t.key: _element(filing, t) for t in targets if t.kind is TargetKind.FIELD}
    if not elements:
        return
    plan, entries = read_plan(filing.plan.encode()), {entry.key: entry for entry in read_form(filing.form)}
    for key, element in elements.items():
        entry, value = entries.get(key) or empty_field(plan, element, key), gathered.values[key]
        entries[key] = correct_field(entry, value=value, shown=show_value(element, value))
    filing.form = write_form(tuple(entries.values()))
    filing.save(update_fields=["form"])
