"""The applicant answers the notice: what is gathered stands in intake; supplied once, its cases go on.

Source: 行政许可法 32(1)(四).
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from onething.core.definitions import Element
from onething.core.lifecycle import CaseAction
from onething.modules.handling.correcting import correction_of, targets_of
from onething.modules.handling.definitions import compiled_bundle
from onething.modules.handling.docket import Docket, file_of, load_docket
from onething.modules.handling.domain.notice import was_supplied
from onething.modules.handling.errors import CaseNotFound
from onething.modules.handling.services.keep_promises import arrived
from onething.modules.handling.services.serve_notice import is_too_late
from onething.modules.handling.services.settle import settle
from onething.modules.intake.api import (
    Application,
    CorrectionRefused,
    CorrectionTarget,
    NotFound,
    ValuesRefused,
    drop_page,
    gathering,
    inspect_page,
    keep_page,
    keep_values,
    put_right,
)
from onething.platform.permissions import Actor

SUPPLIED = "补正已经交过，不用再交。请在办件页查看进度。"
ACCEPTED = "补正书没有在规定的期限内送达，依法已经受理，不用补正。请在办件页查看进度。"
CLOSED = "这份补正通知已经结束，不用再交。原因和最新情况请看办件页。"


def save_correction(*, application: UUID, values: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Keep the values that can be accepted, then raise ValuesRefused for the others."""
    with transaction.atomic():
        docket, targets, filing = _open(application, actor, now)
        reasons = keep_values(filing=filing, targets=targets, elements=_elements(docket), values=values, now=now)
    if reasons:
        raise ValuesRefused(reasons)


def attach_correction(
    *, application: UUID, material: str, name: str, content: bytes, actor: Actor, now: datetime
) -> None:
    """Keep one more page of a material that the notice names."""
    correction_of(application, actor=actor)
    page = inspect_page(name=name, content=content)
    with transaction.atomic():
        _, targets, filing = _open(application, actor, now)
        keep_page(filing=filing, targets=targets, material=material, page=page, now=now)


@transaction.atomic
def remove_correction_file(*, application: UUID, file: UUID, actor: Actor, now: datetime) -> None:
    """Take one page away again."""
    _, _, filing = _open(application, actor, now)
    drop_page(filing=filing, file=file)


@transaction.atomic
def supply_correction(*, application: UUID, actor: Actor, now: datetime) -> None:
    """Put what was gathered in place of what was filed: open cases are received anew, waiting ones go on waiting."""
    docket, targets, filing = _open(application, actor, now)
    put_right(filing=filing, targets=targets, elements=_elements(docket), now=now)
    arrived(docket, [target.key for target in targets])
    for row in docket.rows:
        if row.awaits_correction:
            named = [target.key for target in targets_of([row])]
            docket.move(row, CaseAction.CORRECT, payload={"targets": named})
    settle(docket)


def _open(application: UUID, actor: Actor, now: datetime) -> tuple[Docket, tuple[CorrectionTarget, ...], Application]:
    """The locked cases, what is asked of them and was gathered for it; CorrectionRefused when nothing is, any more."""
    docket = load_docket(application=application, actor=actor, now=now)
    try:
        filing = gathering(application=application, actor=actor)
    except NotFound as error:
        raise CaseNotFound from error
    targets = targets_of(docket.rows)
    if not targets:
        raise CorrectionRefused(SUPPLIED if any(was_supplied(file_of(row).entries) for row in docket.rows) else CLOSED)
    if any(is_too_late(row, on=docket.day) for row in docket.rows):
        raise CorrectionRefused(ACCEPTED)
    return docket, targets, filing


def _elements(docket: Docket) -> Mapping[str, Element]:
    first = docket.rows[0]
    return compiled_bundle(first.bundle, version=first.bundle_version).library.elements
