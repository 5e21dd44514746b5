"""Open the draft of a continuation (延续): one item, with what was filled in and handed in when its licence was applied for.

Source: 行政许可法 第五十条. What is carried over is shown before, and stands in the draft to be looked at and changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.modules.intake.access import access_application, access_draft, log_reading
from onething.modules.intake.domain.content import Upload, write_content
from onething.modules.intake.domain.filed import FiledField, read_form
from onething.modules.intake.domain.renewal import Renewal, files_to_carry, values_to_carry
from onething.modules.intake.domain.views import OnBehalf
from onething.modules.intake.errors import CannotOpen
from onething.modules.intake.models import Application, Draft
from onething.modules.intake.queries import materials_of, reading_of
from onething.modules.intake.services.attach import as_upload
from onething.modules.intake.services.open_draft import open_draft
from onething.modules.intake.services.standing import owner_of
from onething.platform.files.api import keep_copy
from onething.platform.permissions import Action, Actor

PURPOSE = "申请延续"
NOT_THE_HOLDER = "录入的人或者单位不是原来的申请人，没有开始延续。请核对证件；由别人代办的，请申请人在网上授权后办理。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What stands in the earlier application about this item, and when it was filed."""

    submitted_at: datetime
    values: tuple[FiledField, ...]
    files: tuple[tuple[str, tuple[Upload, ...]], ...]


def carried_from(application: UUID, *, key: str, actor: Actor, now: datetime) -> Carried:
    """What a continuation of this item begins with, to be looked at; on the access log."""
    row = access_application(application, actor=actor, action=Action.APPLICATION_SUBMIT)
    log_reading(row, actor=actor, purpose=PURPOSE, now=now, fields=("form",))
    values = tuple(one for one in values_of(row) if key in one.items)
    files = tuple((one.name, one.files) for one in materials_of(row) if one.files and key in one.needed_by)
    return Carried(submitted_at=row.submitted_at, values=values, files=files)


def open_renewal(
    *, application: UUID, renewal: Renewal, actor: Actor, now: datetime, on_behalf: OnBehalf | None = None
) -> UUID:
    """The draft, or the one that was opened before for the same licence. The caller has checked that it is time.

    At a window it is opened for whoever came, who has to be the holder. Registers are asked while it opens, each in a transaction of its own; so nothing is locked around it.
    """
    held = access_application(application, actor=actor, action=Action.APPLICATION_SUBMIT)
    if owner_of(actor, on_behalf) != held.owner:
        raise CannotOpen(NOT_THE_HOLDER)
    draft = open_draft(
        bundle=held.bundle, answers=held.answers, actor=actor, now=now, on_behalf=on_behalf, renewal=renewal
    )
    with transaction.atomic():
        row = access_draft(draft, actor=actor, now=now, lock=True)
        if row.opened_at == now:
            _carry_over(held, row, now)
    return draft


def _carry_over(held: Application, row: Draft, now: datetime) -> None:
    reading = reading_of(row, now=now)
    content = reading.content
    known = {one.key: one.value for one in values_to_carry(reading.plan, values_of(held))}
    content = content.with_values({key: value for key, value in known.items() if not content.values.get(key)})
    handed_in = {one.key: one.files for one in materials_of(held)}
    for key, files in files_to_carry(reading.plan, handed_in).items():
        content = content.with_files(key, tuple(_copies(files, now)))
    row.content = write_content(content)
    row.save(update_fields=["content"])


def values_of(row: Application) -> tuple[FiledField, ...]:
    """What was filed."""
    return read_form(row.form)


def _copies(files: Iterable[Upload], now: datetime) -> Iterable[Upload]:
    for one in files:
        yield as_upload(keep_copy(public_id=UUID(one.id), now=now))
