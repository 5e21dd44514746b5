"""Pack versions as rows: found by their label, written once, replaced while they are drafts, read back as content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from onething.modules.catalogue.domain.collecting import PackContent, read_pack
from onething.modules.catalogue.domain.digests import digest_of
from onething.modules.catalogue.domain.life import PackState
from onething.modules.catalogue.errors import VersionMissing
from onething.modules.catalogue.models import Definition, PackFile, PackVersion
from onething.platform.database import save_guarded
from onething.platform.logs.api import NewAction, append_action
from onething.platform.permissions import Actor

SUBJECT = "pack"
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPack:
    """A pack as read: its files byte for byte, what they say, and their digest."""

    content: PackContent
    files: Mapping[str, bytes]
    digest: str


def read_files(name: str, files: Mapping[str, bytes]) -> ReadPack:
    """Read the files of one pack; raises PackRefused."""
    return ReadPack(content=read_pack(name, files), files=files, digest=digest_of(files))


def find_version(code: str, version: str, *, lock: bool = False) -> PackVersion | None:
    """The row of this version."""
    rows = PackVersion.objects.filter(code=code, version=version)
    return (rows.select_for_update() if lock else rows).first()


def get_version(label: str, *, lock: bool = False) -> PackVersion:
    """The row of `code@version`; VersionMissing when there is none."""
    code, _, version = label.partition("@")
    row = find_version(code, version, lock=lock)
    if row is None:
        raise VersionMissing(label)
    return row


def files_of(row: PackVersion) -> dict[str, bytes]:
    """The files of a version, byte for byte."""
    found = PackFile.objects.filter(pack=row).order_by("name")
    return {file.name: bytes(file.content) for file in found}


def content_of(row: PackVersion) -> PackContent:
    """What a version says, with the lines of its files."""
    return read_pack(row.code, files_of(row))


def latest_begun(code: str, *, today: date) -> date | None:
    """Since when the version applies that began last; None when none has begun."""
    rows = PackVersion.objects.filter(code=code, state=PackState.PUBLISHED, effective_on__lte=today)
    return rows.order_by("-effective_on").values_list("effective_on", flat=True).first()


def store_pack(pack: ReadPack, *, made_by: UUID | None, now: datetime, effective_on: date | None = None) -> PackVersion:
    """A new version: published from that day, or a draft when no day is named."""
    row = PackVersion(code=pack.content.info.code, version=pack.content.info.version, imported_at=now)
    row.made_by = [str(made_by)] if made_by else []
    _write(row, pack)
    row.state = PackState.DRAFT
    if effective_on is not None:
        publish_row(row, effective_on=effective_on, now=now)
    row.save(force_insert=True)
    _write_parts(row, pack)
    return row


def replace_draft(row: PackVersion, pack: ReadPack, *, made_by: UUID | None, now: datetime) -> None:
    """Put other content into a draft."""
    row.imported_at = now
    row.made_by = sorted({*row.made_by, *([str(made_by)] if made_by else [])})
    _write(row, pack)
    save_guarded(row, fields=[*WRITTEN, "imported_at", "made_by"])
    PackFile.objects.filter(pack=row).delete()
    Definition.objects.filter(pack=row).delete()
    _write_parts(row, pack)


def publish_row(row: PackVersion, *, effective_on: date, now: datetime) -> None:
    """Set what makes a version published; the caller saves."""
    row.state, row.effective_on, row.published_at = PackState.PUBLISHED, effective_on, now


def log_act(row: PackVersion, kind: str, *, actor: Actor, now: datetime, **more: str) -> None:
    """Put on record what was done with a version."""
    payload = {"code": row.code, "version": row.version, "digest": row.digest}
    payload |= {key: value[:LONGEST_REASON] for key, value in more.items() if value}
    append_action(
        NewAction(
            subject_kind=SUBJECT, subject_id=row.public_id, kind=f"pack.{kind}", actor=actor, at=now, payload=payload
        )
    )


WRITTEN = ("name", "layer", "region", "demonstration", "description", "from_date", "digest")


def _write(row: PackVersion, pack: ReadPack) -> None:
    info = pack.content.info
    row.name, row.layer, row.region = info.name, info.layer, info.region
    row.demonstration, row.description, row.from_date = info.demonstration, info.description, info.from_date
    row.digest = pack.digest


def _write_parts(row: PackVersion, pack: ReadPack) -> None:
    PackFile.objects.bulk_create(PackFile(pack=row, name=name, content=data) for name, data in pack.files.items())
    Definition.objects.bulk_create(
        Definition(pack=row, kind=record.kind, code=record.code, name=record.name, data=record.canonical)
        for record in pack.content.records
    )
