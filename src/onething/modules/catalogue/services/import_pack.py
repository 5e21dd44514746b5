"""Publish a pack from its folder, or keep it as a draft: read, check, review with what is in force, then store it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from onething.modules.catalogue.domain.life import LIFE, PackAct, PackState, decide_import_day
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import PackInfo
from onething.modules.catalogue.errors import ImportForbidden, MoveRefused, PackRefused, VersionTaken
from onething.modules.catalogue.files import read_folder
from onething.modules.catalogue.models import APPLIED, PackVersion
from onething.modules.catalogue.services.effects import findings_of_entering
from onething.modules.catalogue.services.settle import settle_bodies
from onething.modules.catalogue.services.stored import (
    ReadPack,
    find_version,
    latest_begun,
    log_act,
    publish_row,
    read_files,
    replace_draft,
    store_pack,
)
from onething.platform.clock import legal_day
from onething.platform.database import save_guarded
from onething.platform.permissions import Action, Actor, allowed

PUBLISHED_FIELDS = ("state", "effective_on", "published_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did; `changed` is False when this very content was there before, or on a dry run."""

    info: PackInfo
    digest: str
    state: PackState
    changed: bool
    findings: tuple[PackFinding, ...]


def import_pack(path: Path, *, actor: Actor, now: datetime, dry_run: bool = False, as_draft: bool = False) -> Imported:
    """Publish the pack in this folder, or keep it as a draft.

    Raises PackRefused, VersionTaken, MoveRefused or ImportForbidden, and then stores nothing. A draft must be readable;
    what stops its publication is told and does not stop the draft.
    """
    if not allowed(actor, Action.PACK_IMPORT, PackVersion()):
        raise ImportForbidden
    pack, wanted = read_files(path.name, read_folder(path)), PackState.DRAFT if as_draft else PackState.PUBLISHED
    row = _find_same(pack)
    if row is not None and _is_there(row, pack, as_draft=as_draft):
        return _imported(pack, PackState.of(row.state), changed=False)
    effective_on = _effective_on(pack, now)
    findings = _review(pack, effective_on, now, as_draft=as_draft)
    if dry_run:
        return _imported(pack, wanted, changed=False, findings=findings)
    try:
        _store(pack, None if as_draft else effective_on, actor=actor, now=now)
    except IntegrityError:  # somebody else stored this version a moment ago
        again = _find_same(pack)
        if again is None or not _is_there(again, pack, as_draft=as_draft):
            raise
    return _imported(pack, wanted, changed=True, findings=findings)


def _imported(pack: ReadPack, state: PackState, *, changed: bool, findings: tuple[PackFinding, ...] = ()) -> Imported:
    return Imported(info=pack.content.info, digest=pack.digest, state=state, changed=changed, findings=findings)


def _find_same(pack: ReadPack) -> PackVersion | None:
    """The row of this version, unless its content may not be replaced by this one."""
    info = pack.content.info
    row = find_version(info.code, info.version)
    if row is None or row.digest == pack.digest:
        return row
    if row.state in APPLIED:
        raise VersionTaken(label=info.label)
    if row.state == PackState.IN_REVIEW:
        raise MoveRefused(f"{info.label} 正在审核，内容与这次的不同。请先用 onething pack return 退回，再导入。")
    return row


def _is_there(row: PackVersion, pack: ReadPack, *, as_draft: bool) -> bool:
    return row.digest == pack.digest and (as_draft or row.state in APPLIED)


def _effective_on(pack: ReadPack, now: datetime) -> date:
    info = pack.content.info
    return decide_import_day(written=info.from_date, latest_begun=latest_begun(info.code, today=legal_day(now)))


def _review(pack: ReadPack, effective_on: date, now: datetime, *, as_draft: bool) -> tuple[PackFinding, ...]:
    """On its first day, or today when that is over."""
    try:
        return findings_of_entering(pack.content, on=max(effective_on, legal_day(now)), now=now)
    except PackRefused as refused:
        if as_draft:
            return refused.findings
        raise


@transaction.atomic
def _store(pack: ReadPack, effective_on: date | None, *, actor: Actor, now: datetime) -> None:
    info = pack.content.info
    row = find_version(info.code, info.version, lock=True)
    if row is None:
        row = store_pack(pack, made_by=actor.account, now=now, effective_on=effective_on)
    else:
        if row.digest != pack.digest:
            replace_draft(row, pack, made_by=actor.account, now=now)
        if effective_on is not None:
            _publish_draft(row, effective_on, now)
    log_act(row, "draft" if effective_on is None else "import", actor=actor, now=now)
    if effective_on is not None:
        settle_bodies(now)


def _publish_draft(row: PackVersion, effective_on: date, now: datetime) -> None:
    """An operator's import goes the whole way at once."""
    state = PackState.of(row.state)
    if state is PackState.DRAFT:
        state = LIFE.follow(state, PackAct.SUBMIT)
    LIFE.follow(state, PackAct.PUBLISH)
    publish_row(row, effective_on=effective_on, now=now)
    save_guarded(row, fields=PUBLISHED_FIELDS)
