"""What the applicant gathers for a correction notice, and nothing else, until it takes the place of what was filed.

Handling says what the notice asks, and calls with the cases of the application locked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Value, When

from onething.core.definitions import Element
from onething.core.planning import read_plan
from onething.modules.intake.access import access_application
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
from onething.modules.intake.models import Application, ApplicationMaterial
from onething.modules.intake.services.attach import as_upload, inspect
from onething.platform.clock import legal_day
from onething.platform.files.api import InspectedUpload, drop_files, keep_file
from onething.platform.permissions import Action, Actor

MOST_PAGES = 20
Elements = Mapping[str, Element]
"""The fields as they were defined on the day of filing, by their codes."""


def gathering(*, application: UUID, actor: Actor) -> Application:
    """The application with what was gathered for it so far, if it is the actor's to file for, else NotFound."""
    return access_application(application, actor=actor, action=Action.APPLICATION_SUBMIT)


def keep_values(
    *,
    filing: Application,
    targets: Iterable[CorrectionTarget],
    elements: Elements,
    values: Mapping[str, str],
    now: datetime,
) -> dict[str, str]:
    """Keep the values that can be accepted; by field why the others cannot."""
    gathered, reasons = read_gathered(filing.gathered), dict[str, str]()
    kept = dict(gathered.values)
    for target in targets:
        if target.kind is TargetKind.FIELD and target.key in values:
            checked = check_field(elements[target.element], values[target.key], today=legal_day(now))
            kept[target.key] = checked.value
            if checked.problem:
                reasons[target.key] = checked.problem
    if kept != dict(gathered.values):
        _keep(filing, replace(gathered, values=kept))
    return reasons


def inspect_page(*, name: str, content: bytes) -> InspectedUpload:
    """The inspected page, or FileRefused; it takes time, so it is done before anything is locked."""
    return inspect(name=name, content=content)


def keep_page(
    *, filing: Application, targets: Iterable[CorrectionTarget], material: str, page: InspectedUpload, now: datetime
) -> None:
    """Keep one more page of a material that the notice names."""
    gathered = read_gathered(filing.gathered)
    pages = gathered.files.get(material, ())
    if all(target.key != material for target in targets if target.kind is TargetKind.MATERIAL):
        raise FileRefused("补正通知没有要这份材料，不用上传。")
    if len(pages) >= MOST_PAGES:
        raise FileRefused(f"这份材料已有 {MOST_PAGES} 个文件，请合成一个 PDF 再传。")
    upload = as_upload(keep_file(upload=page, now=now))
    _keep(filing, replace(gathered, files={**gathered.files, material: (*pages, upload)}))


def drop_page(*, filing: Application, file: UUID) -> None:
    """Take one page away again."""
    gathered = read_gathered(filing.gathered)
    files = {key: tuple(u for u in pages if u.id != str(file)) for key, pages in gathered.files.items()}
    if files != dict(gathered.files):
        drop_files([file])
        _keep(filing, replace(gathered, files=files))


def put_right(*, filing: Application, targets: tuple[CorrectionTarget, ...], elements: Elements, now: datetime) -> None:
    """Put what was gathered in place of what the notice names; ValuesRefused with all that is missing changes nothing.

    The log of the cases tells of it.
    """
    gathered = read_gathered(filing.gathered)
    if missing := missing_targets(targets, gathered):
        raise ValuesRefused(missing)
    _replace_values(filing, targets, elements, gathered)
    _replace_files(filing, gathered, now)
    filing.gathered = ""
    filing.save(update_fields=["form", "gathered"])


def _replace_files(filing: Application, gathered: Gathered, now: datetime) -> None:
    if not gathered.files:
        return
    sealed = ApplicationMaterial._meta.get_field("files")
    new = (
        When(key=key, then=Value(write_uploads(pages), output_field=sealed)) for key, pages in gathered.files.items()
    )
    rows = ApplicationMaterial.objects.filter(application=filing, key__in=gathered.files)
    rows.update(files=Case(*new, output_field=sealed), supplied_at=now)


def _keep(filing: Application, gathered: Gathered) -> None:
    filing.gathered = write_gathered(gathered)
    filing.save(update_fields=["gathered"])


def _replace_values(
    filing: Application, targets: Iterable[CorrectionTarget], elements: Elements, gathered: Gathered
) -> None:
    """Also of fields left empty at filing: they come into the form as the plan describes them."""
    named = {t.key: elements[t.element] for t in targets if t.kind is TargetKind.FIELD}
    if not named:
        return
    plan, entries = read_plan(filing.plan.encode()), {entry.key: entry for entry in read_form(filing.form)}
    for key, element in named.items():
        entry, value = entries.get(key) or empty_field(plan, element, key), gathered.values[key]
        entries[key] = correct_field(entry, value=value, shown=show_value(element, value))
    filing.form = write_form(tuple(entries.values()))
