"""Edit the local layer: every change goes into a draft version of the local pack, whose files differ in those values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from onething.modules.catalogue.domain.documents import Path
from onething.modules.catalogue.domain.editing import replace_values
from onething.modules.catalogue.domain.life import PackState
from onething.modules.catalogue.domain.local_layer import Editable, editable_values, next_version
from onething.modules.catalogue.domain.records import PackLayer, RecordKind
from onething.modules.catalogue.errors import EditRefused, PackForbidden, VersionMissing
from onething.modules.catalogue.models import Definition, PackVersion
from onething.modules.catalogue.queries import packs_in_force
from onething.modules.catalogue.services.stored import (
    content_of,
    files_of,
    get_version,
    log_act,
    read_files,
    replace_draft,
    store_pack,
)
from onething.platform.clock import legal_day
from onething.platform.permissions import Action, Actor, allowed

NOTHING = "没有改动任何一处，所以没有建立草稿。"
IN_REVIEW = "{} 正在审核，审核期间不能再改。请等审核结束，或请审核人退回。"
PACK_FILE = "pack.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFile:
    """One file of the local layer with what may be edited in it."""

    name: str
    values: tuple[Editable, ...]


def local_base(*, now: datetime) -> PackVersion:
    """What an edit begins with: the open draft of the local pack, else the version in force; VersionMissing."""
    local = [pack for pack in packs_in_force(on=legal_day(now)) if pack.info.layer is PackLayer.LOCAL]
    if not local:
        raise VersionMissing("本地包")
    applied = PackVersion.objects.get(pk=local[0].row)
    begun = PackVersion.objects.filter(code=applied.code, state__in=[PackState.DRAFT, PackState.IN_REVIEW])
    newer = begun.filter(imported_at__gte=applied.published_at).order_by("-imported_at", "-id").first()
    return newer or applied


def local_files(row: PackVersion) -> tuple[LocalFile, ...]:
    """The files of the local pack in which something may be edited."""
    kinds = [RecordKind.ITEM, RecordKind.BUNDLE]
    names = dict(Definition.objects.filter(kind__in=kinds).order_by("id").values_list("code", "name"))
    documents = content_of(row).documents
    files = [LocalFile(name=one.file.partition("/")[2], values=editable_values(one, names)) for one in documents]
    return tuple(file for file in files if file.values)


@transaction.atomic
def edit_local(*, file: str, values: Mapping[str, str], begins: date, actor: Actor, now: datetime) -> str:
    """Write these values (by the name of their control) into a draft; its label. EditRefused names every mistake."""
    if not allowed(actor, Action.PACK_EDIT, PackVersion()):
        raise PackForbidden
    base = get_version(str(local_base(now=now)), lock=True)
    if base.state == PackState.IN_REVIEW:
        raise EditRefused({"": IN_REVIEW.format(base)})
    known = {value.name: value for part in local_files(base) if part.name == file for value in part.values}
    changes = _changes(known, values, begins, now)
    files = files_of(base)
    files[file] = replace_values(file, files[file], changes)
    if base.state == PackState.DRAFT:
        files[PACK_FILE] = replace_values(PACK_FILE, files[PACK_FILE], {("from",): begins.isoformat()})
        pack = read_files(base.code, files)
        replace_draft(base, pack, made_by=actor.account, now=now)
        row = base
    else:
        taken = list(PackVersion.objects.filter(code=base.code).values_list("version", flat=True))
        about: dict[Path, str | int] = {("version",): next_version(base.version, taken), ("from",): begins.isoformat()}
        files[PACK_FILE] = replace_values(PACK_FILE, files[PACK_FILE], about)
        row = store_pack(read_files(base.code, files), made_by=actor.account, now=now)
    log_act(
        row, "edit", actor=actor, now=now, file=file, fields="、".join(".".join(map(str, path)) for path in changes)
    )
    return str(row)


def _changes(
    known: Mapping[str, Editable], values: Mapping[str, str], begins: date, now: datetime
) -> dict[Path, str | int]:
    typed = {name: text.strip() for name, text in values.items() if name in known and text.strip() != known[name].value}
    reasons = {name: problem for name, text in typed.items() if (problem := known[name].problem(text))}
    if begins < legal_day(now):
        reasons["begins"] = f"生效日 {begins} 已经过去。请写今天或以后的日期。"
    if reasons or not typed:
        raise EditRefused(reasons or {"": NOTHING})
    return {known[name].path: known[name].written(text) for name, text in typed.items()}
