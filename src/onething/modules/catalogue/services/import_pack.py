"""Publish a pack: read, check and review it together with what is in force, then store it once and for all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from onething.core.calendar import SHANGHAI
from onething.modules.catalogue.domain.collecting import PackContent, merge, read_pack
from onething.modules.catalogue.domain.compiling import CompiledCatalogue, compile_catalogue
from onething.modules.catalogue.domain.digests import digest_of
from onething.modules.catalogue.domain.documents import Document
from onething.modules.catalogue.domain.problems import PackFinding
from onething.modules.catalogue.domain.records import PackInfo, PackLayer
from onething.modules.catalogue.errors import ImportForbidden, PackRefused, VersionTaken
from onething.modules.catalogue.files import read_folder
from onething.modules.catalogue.models import Definition, PackFile, PackVersion
from onething.modules.catalogue.queries import packs_in_force, records_of
from onething.modules.organisation.api import OrganisationRefused, Problem, load_organisation
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Action, Actor, allowed

STEP = re.compile(r"\[(\d+)\]|([a-z_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did; `changed` is False when this very content was published before, or on a dry run."""

    info: PackInfo
    digest: str
    changed: bool
    findings: tuple[PackFinding, ...]


def import_pack(path: Path, *, actor: Actor, now: datetime, dry_run: bool = False) -> Imported:
    """Publish the pack in this folder; raises PackRefused, VersionTaken or ImportForbidden, and then stores nothing."""
    if not allowed(actor, Action.PACK_IMPORT, PackVersion()):
        raise ImportForbidden
    files = read_folder(path)
    content, digest = read_pack(path.name, files), digest_of(files)
    if _is_published(content.info, digest):
        return Imported(info=content.info, digest=digest, changed=False, findings=())
    findings = _review(content, now).findings
    if not dry_run:
        _publish(content, files, digest, actor=actor, now=now)
    return Imported(info=content.info, digest=digest, changed=not dry_run, findings=findings)


def _is_published(info: PackInfo, digest: str) -> bool:
    found = PackVersion.objects.filter(code=info.code, version=info.version).first()
    if found and found.digest != digest:
        raise VersionTaken(label=info.label)
    return found is not None


def _review(content: PackContent, now: datetime) -> CompiledCatalogue:
    """Compile it with the other packs that will be in force on its first day."""
    day = max(content.info.from_date, now.astimezone(SHANGHAI).date())
    others = tuple(pack for pack in packs_in_force(on=day) if pack.info.code != content.info.code)
    infos = [*(pack.info for pack in others), content.info]
    infos.sort(key=lambda info: (info.layer is PackLayer.LOCAL, info.code))
    return compile_catalogue(merge([*records_of(others), (content.info, content.records)]), tuple(infos))


def _publish(content: PackContent, files: Mapping[str, bytes], digest: str, *, actor: Actor, now: datetime) -> None:
    try:
        with transaction.atomic():
            row = _store(content, files, digest, now)
            _load_bodies(content, now)
            payload = {"code": content.info.code, "version": content.info.version, "digest": digest}
            append_action(
                NewAction(
                    subject_kind="pack",
                    subject_id=row.public_id,
                    kind="pack.import",
                    actor=actor,
                    at=now,
                    payload=payload,
                )
            )
    except IntegrityError:  # somebody else published this version a moment ago
        if not _is_published(content.info, digest):
            raise


def _store(content: PackContent, files: Mapping[str, bytes], digest: str, now: datetime) -> PackVersion:
    info = content.info
    row = PackVersion.objects.create(
        code=info.code,
        version=info.version,
        name=info.name,
        layer=info.layer,
        region=info.region,
        demonstration=info.demonstration,
        description=info.description,
        from_date=info.from_date,
        digest=digest,
        imported_at=now,
    )
    PackFile.objects.bulk_create(PackFile(pack=row, name=name, content=data) for name, data in files.items())
    Definition.objects.bulk_create(
        Definition(pack=row, kind=record.kind, code=record.code, name=record.name, data=record.canonical)
        for record in content.records
    )
    return row


def _load_bodies(content: PackContent, now: datetime) -> None:
    """Hand a local pack's bodies, sites and windows to organisation."""
    if content.info.layer is not PackLayer.LOCAL:
        return
    for document in content.documents:
        if document.kind == "bodies":
            try:
                load_organisation(data=document.data, now=now)
            except OrganisationRefused as refused:
                raise PackRefused(tuple(_placed(found, document) for found in refused.problems)) from refused


def _placed(problem: Problem, document: Document) -> PackFinding:
    """A problem of organisation at its line: `entries[0].uscc` is a path in the document."""
    steps = [int(index) if index else key for index, key in STEP.findall(problem.where)]
    return PackFinding(
        code=problem.code,
        message=problem.message,
        file=document.file,
        line=document.line_of(tuple(steps)),
        field=problem.where,
    )
