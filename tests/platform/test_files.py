"""Uploads are judged by content in a cage; kept files are encrypted, whole, and swept when nobody wants them."""

import io
import os
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from PIL import Image

from builders.files import DOCUMENT, ENTRANCE, archive, image, ofd, pdf
from onething.platform.encryption import DecryptionFailed
from onething.platform.files.api import (
    REASONS,
    BlobMissing,
    InspectedUpload,
    UploadRefused,
    drop_files,
    inspect_upload,
    keep_file,
    read_file,
    sweep_orphans,
)
from onething.platform.files.models import StoredFile
from onething.platform.files.names import clean_name

SECOND = "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"


def photo_with_position() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    exif[0x010F] = "SecretCamera"
    return image("JPEG", exif=exif)


def test_every_reason_says_what_to_do_next() -> None:
    assert all("请" in reason for reason in REASONS.values())


@pytest.mark.parametrize(
    ("name", "content", "media_type", "kept_name"),
    [
        ("出生医学证明.JPG", image("JPEG"), "image/jpeg", "出生医学证明.jpg"),
        ("扫描件.png", image("PNG"), "image/png", "扫描件.png"),
        ("没有后缀", image("PNG"), "image/png", "没有后缀.png"),
        ("户口簿.pdf", pdf(), "application/pdf", "户口簿.pdf"),
        (
            "合集.ofd",
            ofd({"OFD.xml": ENTRANCE.replace("</ofd:DocBody>", SECOND), "Doc_1/Document.xml": DOCUMENT}),
            "application/ofd",
            "合集.ofd",
        ),
        ("电子发票.OFD", ofd({"Doc_0/Attachs/original.xml": "<a/>"}), "application/ofd", "电子发票.ofd"),
    ],
)
def test_good_files_pass(name: str, content: bytes, media_type: str, kept_name: str) -> None:
    upload = inspect_upload(name=name, content=content)

    assert (upload.name, upload.media_type) == (kept_name, media_type)


def test_a_photo_is_turned_upright_and_loses_what_it_tells_about_place_and_device() -> None:
    upload = inspect_upload(name="a.jpg", content=photo_with_position())

    with Image.open(io.BytesIO(upload.content)) as kept:
        assert (kept.size, dict(kept.getexif())) == ((30, 40), {})
    assert b"SecretCamera" not in upload.content


def test_what_hides_behind_a_picture_is_gone() -> None:
    upload = inspect_upload(name="a.png", content=image("PNG") + archive({"a.exe": "MZ" * 200}))

    assert b"PK" not in upload.content


def test_a_large_photo_is_brought_to_a_legible_size() -> None:
    upload = inspect_upload(name="a.jpg", content=image("JPEG", (8000, 6000)))

    with Image.open(io.BytesIO(upload.content)) as kept:
        assert kept.size == (4000, 3000)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\folder\\户口簿.pdf", "户口簿.pdf"),
        ("cod\u202efdp.exe.pdf", "codfdp.exe.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("名" * 240 + ".pdf", "名" * 116 + ".pdf"),
        ("\u200b.pdf", "未命名.pdf"),
        ("", "未命名.pdf"),
        ("a<b>:c.pdf", "a_b__c.pdf"),
        ("\ud800x.pdf", "x.pdf"),
        ("张·𠮷㑇.pdf", "张·𠮷㑇.pdf"),
        ("con...", "con.pdf"),
    ],
)
def test_names_lose_paths_and_what_cannot_be_seen(name: str, cleaned: str) -> None:
    assert clean_name(name, "application/pdf") == cleaned


# ---- keeping


def upload_of(content: bytes) -> InspectedUpload:
    return InspectedUpload(name="a.pdf", media_type="application/pdf", content=content)


def keep(content: bytes, now: datetime) -> StoredFile:
    with transaction.atomic():
        kept = keep_file(upload=upload_of(content), now=now)
    return StoredFile.objects.get(public_id=kept.public_id)


def blobs(stores: Path) -> list[Path]:
    return [path for path in (stores / "files").rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [0, 1, 65536, 65537, 300_000])
def test_a_kept_file_comes_back_and_lies_unreadable(clock: datetime, stores: Path, size: int) -> None:
    content = (b"110101199003077416 " * (size // 19 + 1))[:size]

    row = keep(content, clock)

    assert read_file(public_id=row.public_id)[1] == content
    assert b"19900307" not in blobs(stores)[0].read_bytes()


@pytest.mark.django_db
def test_the_same_content_lies_there_once(clock: datetime, stores: Path) -> None:
    keep(b"same", clock)
    keep(b"same", clock)

    assert (StoredFile.objects.count(), len(blobs(stores))) == (2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), [("照片.jpg", photo_with_position()), ("说明.pdf", pdf())])
def test_what_is_kept_already_is_not_opened_again(
    clock: datetime, stores: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    first = inspect_upload(name=name, content=content)
    with transaction.atomic():
        keep_file(upload=first, now=clock)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("opened again"))

    again = inspect_upload(name=f"再传{name}", content=first.content)

    assert (again.content, again.media_type) == (first.content, first.media_type)
    assert again.name == f"再传{name}"
    with pytest.raises(UploadRefused) as refused:
        inspect_upload(name="再传.png", content=first.content)
    assert refused.value.code == "upload.type_mismatch"


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["change", "cut a chunk", "cut a byte", "swap chunks"])
def test_a_harmed_blob_is_not_shown(clock: datetime, stores: Path, harm: str) -> None:
    row = keep(bytes(range(256)) * 1024, clock)
    [blob] = blobs(stores)
    content = blob.read_bytes()
    chunk = 4 + 4 + 12 + 65536 + 16
    one, two = content[4 : 4 + chunk], content[4 + chunk : 4 + 2 * chunk]
    harmed = {
        "change": content[:100] + bytes([content[100] ^ 1]) + content[101:],
        "cut a chunk": content[:-chunk],
        "cut a byte": content[:-1],
        "swap chunks": content[:4] + two + one + content[4 + 2 * chunk :],
    }[harm]
    blob.write_bytes(harmed)

    with pytest.raises(DecryptionFailed):
        read_file(public_id=row.public_id)


@pytest.mark.django_db
def test_the_sweep_takes_only_old_blobs_that_no_row_names(clock: datetime, stores: Path) -> None:
    kept, dropped, fresh = keep(b"kept", clock), keep(b"dropped", clock), keep(b"fresh", clock)
    drop_files([dropped.public_id, fresh.public_id])
    old = (clock - timedelta(days=2)).timestamp()
    for blob in blobs(stores):
        when = clock.timestamp() if blob.name == fresh.digest else old
        os.utime(blob, (when, when))

    assert sweep_orphans(clock) == 1
    assert {blob.name for blob in blobs(stores)} == {kept.digest, fresh.digest}


@pytest.mark.django_db
def test_a_missing_blob_is_said_to_be_missing(clock: datetime, stores: Path) -> None:
    row = keep(b"content", clock)
    blobs(stores)[0].unlink()

    with pytest.raises(BlobMissing):
        read_file(public_id=row.public_id)
