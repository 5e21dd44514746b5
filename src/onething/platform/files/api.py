"""The door of files: inspect an upload, keep it, read it, drop it. Who may do so is decided by the caller."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from onething.platform.files.inspection import InspectedUpload, inspect_upload
from onething.platform.files.models import StoredFile
from onething.platform.files.refusals import REASONS, UploadRefused
from onething.platform.files.scanning import scanner_answers
from onething.platform.files.store import (
    BlobMissing,
    blobs_older_than,
    digest_content,
    read_blob,
    read_sealed,
    store_is_empty,
    write_blob,
    write_sealed,
)

__all__ = [
    "REASONS", "BlobMissing", "InspectedUpload", "KeptFile", "UploadRefused", "digest_content",
    "drop_files", "find_files", "inspect_upload", "keep_copy", "keep_file", "read_file", "read_sealed",
    "scanner_answers", "store_is_empty",    "sweep_orphans", "write_sealed",
]  # fmt: skip
ORPHAN_AGE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A kept file without its content."""

    public_id: UUID
    name: str
    media_type: str
    size: int
    digest: str


def keep_file(*, upload: InspectedUpload, now: datetime) -> KeptFile:
    """Keep inspected content: first the row, then the blob; when the caller rolls back, the sweep takes the blob."""
    if not connection.in_atomic_block:
        raise RuntimeError("keep files inside transaction.atomic()")
    digest = digest_content(upload.content)
    row = StoredFile.objects.create(
        digest=digest, size=len(upload.content), media_type=upload.media_type, name=upload.name, created_at=now
    )
    write_blob(upload.content)
    return _kept(row)


def keep_copy(*, public_id: UUID, now: datetime) -> KeptFile:
    """A second keeper of the same content: each is dropped by itself. StoredFile.DoesNotExist when there is none."""
    row = StoredFile.objects.get(public_id=public_id)
    copy = StoredFile(digest=row.digest, size=row.size, media_type=row.media_type, name=row.name, created_at=now)
    copy.save(force_insert=True)
    return _kept(copy)


def find_files(public_ids: Collection[UUID]) -> dict[UUID, KeptFile]:
    """The kept files among these, in one query."""
    rows = StoredFile.objects.filter(public_id__in=public_ids)
    return {row.public_id: _kept(row) for row in rows}


def read_file(*, public_id: UUID) -> tuple[KeptFile, bytes]:
    """A kept file with its content; StoredFile.DoesNotExist or BlobMissing when it is gone."""
    row = StoredFile.objects.get(public_id=public_id)
    return _kept(row), read_blob(row.digest)


def drop_files(public_ids: Collection[UUID]) -> None:
    """Forget files; a blob that no row wants any more goes with the next sweep."""
    StoredFile.objects.filter(public_id__in=public_ids).delete()


def sweep_orphans(now: datetime) -> int:
    """Remove blobs that nobody has wanted for a day and no row names; returns how many."""
    removed = 0
    for path in blobs_older_than((now - ORPHAN_AGE).timestamp()):
        if not StoredFile.objects.filter(digest=path.name).exists():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _kept(row: StoredFile) -> KeptFile:
    return KeptFile(public_id=row.public_id, name=row.name, media_type=row.media_type, size=row.size, digest=row.digest)
