"""The applicant answers the notice: what is gathered stands in intake; supplied once, its cases go on.

Source: 行政许可法 32(1)(四).
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.lifecycle import CaseAction
from onething.modules.handling.correcting import correction_of, targets_of
from onething.modules.handling.docket import Docket, file_of, load_docket_to_correct
from onething.modules.handling.domain.notice import was_supplied
from onething.modules.handling.services.keep_promises import arrived
from onething.modules.handling.services.settle import settle
from onething.modules.intake.api import (
    CorrectionRefused,
    CorrectionTarget,
    ValuesRefused,
    drop_page,
    inspect_page,
    keep_page,
    keep_values,
    put_right,
)
from onething.platform.permissions import Actor

SUPPLIED = "补正已经交过，不用再交。请在办件页查看进度。"
CLOSED = "这份补正通知已经结束，不用再交。原因和最新情况请看办件页。"


def save_correction(*, application: UUID, values: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Keep the values that can be accepted, then raise ValuesRefused for the others."""
    with transaction.atomic():
        docket, targets = _open(application, actor, now)
        reasons = keep_values(row=_row(docket), targets=targets, values=values, now=now)
    if reasons:
        raise ValuesRefused(reasons)


def attach_correction(
    *, application: UUID, material: str, name: str, content: bytes, actor: Actor, now: datetime
) -> None:
    """Keep one more page of a material that the notice names."""
    correction_of(application, actor=actor)
    page = inspect_page(name=name, content=content)
    with transaction.atomic():
        docket, targets = _open(application, actor, now)
        keep_page(row=_row(docket), targets=targets, material=material, page=page, now=now)


@transaction.atomic
def remove_correction_file(*, application: UUID, file: UUID, actor: Actor, now: datetime) -> None:
    """Take one page away again."""
    docket, _ = _open(application, actor, now)
    drop_page(row=_row(docket), file=file)


@transaction.atomic
def supply_correction(*, application: UUID, actor: Actor, now: datetime) -> None:
    """Put what was gathered in place of what was filed: open cases are received anew, waiting ones go on waiting."""
    docket, targets = _open(application, actor, now)
    put_right(row=_row(docket), targets=targets, actor=actor, now=now)
    arrived(docket, [target.key for target in targets])
    for row in docket.rows:
        if row.awaits_correction:
            docket.move(row, CaseAction.CORRECT)
    settle(docket)


def _open(application: UUID, actor: Actor, now: datetime) -> tuple[Docket, tuple[CorrectionTarget, ...]]:
    """The locked cases with what is asked of them; CorrectionRefused when nothing is, any more."""
    docket = load_docket_to_correct(application=application, actor=actor, now=now)
    targets = targets_of(docket.rows)
    if not targets:
        raise CorrectionRefused(SUPPLIED if any(was_supplied(file_of(row).entries) for row in docket.rows) else CLOSED)
    return docket, targets


def _row(docket: Docket) -> int:
    return docket.rows[0].application_id
