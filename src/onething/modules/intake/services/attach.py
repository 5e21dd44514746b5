"""Files of a draft: inspected before anything else, kept by content, at most fifty."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from onething.modules.intake.access import access_draft, log_reading
from onething.modules.intake.domain.content import DraftContent, Upload, read_content, write_content
from onething.modules.intake.domain.review import MOST_FILES, materials_to_submit
from onething.modules.intake.errors import FileRefused, NotFound
from onething.modules.intake.models import Draft
from onething.modules.intake.queries import FILLING, reading_of
from onething.platform.files.api import (
    InspectedUpload,
    KeptFile,
    UploadRefused,
    drop_files,
    inspect_upload,
    keep_file,
    read_file,
)
from onething.platform.permissions import Actor


def attach_file(*, draft: UUID, material: str, name: str, content: bytes, actor: Actor, now: datetime) -> Upload:
    """Keep the file as a further page of the material; raises FileRefused with what is wrong and what to do."""
    access_draft(draft, actor=actor, now=now)
    inspected = inspect(name=name, content=content)
    with transaction.atomic():
        row = access_draft(draft, actor=actor, now=now, lock=True)
        reading = reading_of(row, now=now)
        if all(planned.key != material for planned in materials_to_submit(reading.plan)):
            raise FileRefused("按现在的情形，这份材料不用上传。请回到材料清单看还要交什么。")
        if reading.content.upload_count() >= MOST_FILES:
            raise FileRefused(f"文件已有 {MOST_FILES} 个，不能再加。请删去不要的，或把多页合成一个 PDF。")
        upload = as_upload(keep_file(upload=inspected, now=now))
        _save(row, reading.content.with_files(material, (*reading.content.files.get(material, ()), upload)), now)
    return upload


@transaction.atomic
def remove_file(*, draft: UUID, material: str, file: UUID, actor: Actor, now: datetime) -> None:
    """Take the file away; a file that is not there is away already."""
    row = access_draft(draft, actor=actor, now=now, lock=True)
    content = read_content(row.content)
    kept = content.files.get(material, ())
    left = tuple(upload for upload in kept if upload.id != str(file))
    if len(left) < len(kept):
        drop_files([file])
        _save(row, content.with_files(material, left), now)


def open_draft_file(*, draft: UUID, file: UUID, actor: Actor, now: datetime) -> tuple[KeptFile, bytes]:
    """A file of the draft, to look at, the look on the access log; NotFound when the draft has no such file."""
    row = access_draft(draft, actor=actor, now=now)
    if all(upload.id != str(file) for upload in read_content(row.content).all_files()):
        raise NotFound
    log_reading(row, actor=actor, purpose=FILLING, now=now, fields=(f"file:{file}",))
    return read_file(public_id=file)


def inspect(*, name: str, content: bytes) -> InspectedUpload:
    """The inspected upload, or FileRefused in the words of files."""
    try:
        return inspect_upload(name=name, content=content)
    except UploadRefused as refused:
        raise FileRefused(str(refused)) from refused


def as_upload(kept: KeptFile) -> Upload:
    """How a kept file stands in a draft."""
    return Upload(id=str(kept.public_id), name=kept.name, media_type=kept.media_type, size=kept.size)


def _save(row: Draft, content: DraftContent, now: datetime) -> None:
    row.content = write_content(content)
    row.saved_at, row.expires_at = now, now + settings.DRAFT_LIFE
    row.save(update_fields=["content", "saved_at", "expires_at"])
