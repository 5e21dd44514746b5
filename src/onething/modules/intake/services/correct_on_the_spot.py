"""Put obvious slips right at the window while the applicant is there (当场更正); which fields, by whom and when is logged.

Source: 行政许可法 32(1)(三): errors that can be put right on the spot shall be allowed to be put right on the spot.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.definitions import Element
from onething.modules.catalogue.api import bundle_of_version
from onething.modules.intake.access import access_application
from onething.modules.intake.domain.fields import check_field, show_value
from onething.modules.intake.domain.filed import FiledField, correct_field, is_own_writing, read_form, write_form
from onething.modules.intake.errors import NotFound, ValuesRefused
from onething.modules.intake.models import Application
from onething.modules.intake.services.submit import SUBJECT
from onething.platform.clock import legal_day
from onething.platform.files.api import digest_content
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, ObjectKind, Scope, scope_of

GROUND = "行政许可法 第三十二条第一款第三项"
NOT_HERE = "这一栏不是申请人自己填写的，不能当场更正。需要改的，请用“一次性告知补正”。"
EMPTY = "更正后的内容不能为空。"


@transaction.atomic
def correct_on_the_spot(
    *, application: UUID, values: Mapping[str, str], actor: Actor, now: datetime
) -> tuple[str, ...]:
    """Replace what the applicant wrote in these fields; their labels. ValuesRefused with all reasons changes nothing."""
    if scope_of(actor.role, Action.DRAFT_EDIT, ObjectKind.DRAFT) is not Scope.SITE:
        raise NotFound
    filing = access_application(application, actor=actor, action=Action.APPLICATION_SUBMIT, lock=True)
    form, elements = read_form(filing.form), _elements(filing)
    checked = {key: _check(form, elements, key, text, now) for key, text in values.items()}
    if reasons := {key: problem for key, (_, problem) in checked.items() if problem}:
        raise ValuesRefused(reasons)
    before = digest_content(filing.form.encode())
    filing.form = write_form(tuple(_corrected(entry, elements, checked) for entry in form))
    filing.save(update_fields=["form"])
    _log(filing, tuple(sorted(values)), before, actor, now)
    return tuple(entry.label for entry in form if entry.key in values)


def _elements(filing: Application) -> Mapping[str, Element]:
    """The fields as they were defined on the day of filing."""
    return bundle_of_version(filing.bundle, version=filing.bundle_version).library.elements


def _check(
    form: tuple[FiledField, ...], elements: Mapping[str, Element], key: str, text: str, now: datetime
) -> tuple[str, str]:
    """The new value and what is wrong with it."""
    entry = next((entry for entry in form if entry.key == key), None)
    if entry is None or not is_own_writing(entry):
        return "", NOT_HERE
    checked = check_field(elements[entry.element], text, today=legal_day(now))
    return checked.value, checked.problem or ("" if checked.value else EMPTY)


def _corrected(
    entry: FiledField, elements: Mapping[str, Element], checked: Mapping[str, tuple[str, str]]
) -> FiledField:
    if entry.key not in checked:
        return entry
    value = checked[entry.key][0]
    return correct_field(entry, value=value, shown=show_value(elements[entry.element], value))


def _log(filing: Application, fields: tuple[str, ...], before: str, actor: Actor, now: datetime) -> None:
    append_action(
        NewAction(
            subject_kind=SUBJECT,
            subject_id=filing.public_id,
            kind="application.correct_on_the_spot",
            actor=actor,
            at=now,
            legal_ground=GROUND,
            payload={"fields": list(fields), "form_before": before},
        )
    )
