"""Uploads are judged by content in a cage; kept files are encrypted, whole, and swept when nobody wants them."""

import io
import os
import re
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.db import transaction
from PIL import Image

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


def image(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 1).save(out, kind, **more)
    return out.getvalue()


TURNED = Image.Exif()
TURNED[0x0112] = 6


def photo_with_position() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    exif[0x010F] = "SecretCamera"
    return image("JPEG", exif=exif)


def pdf(change: object = None, **saving: object) -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    if callable(change):
        change(document)
    document.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def noisy(size: tuple[int, int]) -> bytes:
    """What a cheap scanner makes of white paper."""
    out = io.BytesIO()
    Image.merge("RGB", [Image.effect_noise(size, 40)] * 3).save(out, "PNG", compress_level=1)
    return out.getvalue()


def add_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def add_hidden_script(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def add_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = b"MZ"


def add_large_picture(document: pikepdf.Pdf) -> None:
    document.pages[0].Contents = pikepdf.Stream(document, os.urandom(9_900_000))


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.exe", "MZ" * 200)
    return out.getvalue()


def gigantic_object_stream() -> bytes:
    """A PDF of 1 MB whose list of objects is 250 MB long once unpacked; what stands in it cannot be checked."""
    packer, blanks = zlib.compressobj(1), b" " * 2**20
    packed = b"".join(packer.compress(blanks) for _ in range(250)) + packer.flush()
    parts = [
        b"%PDF-1.5\n",
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
        b"4 0 obj\n<</Type/ObjStm/N 1/First 6/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed),
    ]
    starts = [sum(map(len, parts[:count])) for count in range(1, 5)]
    body = b"".join(parts) + packed + b"\nendstream\nendobj\n"
    rows = [(0, 0, 65535), *((1, start, 0) for start in starts), (2, 4, 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    head = b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
    return body + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def picture_with_a_long_comment() -> bytes:
    packer, letters = zlib.compressobj(1), b"x" * 2**20
    comment = b"zTXta\0\0" + b"".join(packer.compress(letters) for _ in range(250)) + packer.flush()
    chunk = struct.pack(">I", len(comment) - 4) + comment + struct.pack(">I", zlib.crc32(comment))
    plain = image("PNG")
    return plain[:33] + chunk + plain[33:]


SVG = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
BOMBS = {
    "empty": ("a.pdf", lambda: b"", "upload.empty"),
    "huge": ("a.jpg", lambda: b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), "upload.too_large"),
    "svg that reads files": ("a.svg", lambda: SVG, "upload.type"),
    "svg named png": ("a.png", lambda: SVG, "upload.type"),
    "archive named pdf": ("a.pdf", archive, "upload.type"),
    "program": ("a.exe", lambda: b"MZ\x90\x00" * 50, "upload.type"),
    "picture named pdf": ("a.pdf", lambda: image("PNG"), "upload.type_mismatch"),
    "pdf named jpg": ("a.jpg", pdf, "upload.type_mismatch"),
    "pdf in name only": ("a.pdf", lambda: b"%PDF-1.7\nnothing\n", "upload.pdf_damaged"),
    "pdf with an end and no middle": ("a.pdf", lambda: b"%PDF-1.7\n%%EOF", "upload.pdf_damaged"),
    "pdf with a script": ("a.pdf", lambda: pdf(add_script), "upload.pdf_active"),
    "pdf that starts programs": ("a.pdf", lambda: pdf(add_hidden_script), "upload.pdf_active"),
    "pdf with a script in packed objects": (
        "a.pdf",
        lambda: pdf(add_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "upload.pdf_active",
    ),
    "pdf with a file in it": ("a.pdf", lambda: pdf(add_attachment), "upload.pdf_attachments"),
    "pdf with a password": (
        "a.pdf",
        lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u")),
        "upload.pdf_encrypted",
    ),
    "pdf locked against printing": (
        "a.pdf",
        lambda: pdf(encryption=pikepdf.Encryption(owner="o")),
        "upload.pdf_encrypted",
    ),
    "pdf that is also an archive": ("a.pdf", lambda: pdf() + archive(), "upload.tail"),
    "cut picture": ("a.png", lambda: image("PNG", (400, 300))[:80], "upload.image_damaged"),
    "broken photo": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 300, "upload.image_damaged"),
    "picture with a comment of 250 MB": ("a.png", picture_with_a_long_comment, "upload.image_damaged"),
    "picture of 400 MB": ("a.png", lambda: image("PNG", (7000, 7000), "RGBA", exif=TURNED), "upload.too_heavy"),
    "large photo in layers": ("a.jpg", lambda: image("JPEG", (8000, 6000), progressive=True), "upload.too_heavy"),
    "pdf with a list of 250 MB": ("a.pdf", gigantic_object_stream, "upload.too_heavy"),
    "30,000 pixels wide and high": ("a.png", lambda: image("PNG", (30000, 30000), "1"), "upload.pixels"),
}
BEFORE_THE_CAGE = {"upload.empty", "upload.too_large"}
LARGEST = {
    "photo turned, 16 megapixels in layers.jpg": lambda: image(
        "JPEG", (4600, 3450), exif=TURNED, progressive=True, subsampling=0
    ),
    "photo turned, 50 megapixels.jpg": lambda: image("JPEG", (10000, 5000), exif=TURNED),
    "A4 at 400 dpi in colour, turned.png": lambda: image("PNG", (3307, 4677), exif=TURNED),
    "noisy A4 at 200 dpi in colour.png": lambda: noisy((1654, 2339)),
    "300 pages.pdf": lambda: pdf(lambda document: [document.add_blank_page() for _ in range(299)]),
    "nearly 10 MB.pdf": lambda: pdf(add_large_picture),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_with_its_reason_within_two_seconds_and_200_mb(bomb: str) -> None:
    name, make, code = BOMBS[bomb]
    content = make()

    with pytest.raises(UploadRefused) as refusal:
        inspect_upload(name=name, content=content)

    assert refusal.value.code == code
    assert str(refusal.value).startswith(REASONS[code][:5])
    if code not in BEFORE_THE_CAGE:
        seconds, most_resident = cost_in_the_cage(content)
        assert seconds < 2.5
        assert most_resident < 200_000_000


def cost_in_the_cage(content: bytes) -> tuple[float, int]:
    """Seconds of the processor, and bytes resident at most: 0 when the cage was killed before it could tell."""
    watched = "from onething.platform.files import cage; cage.main(); import sys; sys.stderr.write(open('/proc/self/status').read())"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-I", "-c", watched], input=content, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = re.search(r"VmHWM:\s+(\d+) kB", done.stderr.decode())
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, int(told[1]) * 1024 if told else 0


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_honest_files_pass(name: str) -> None:
    content = LARGEST[name]()

    upload = inspect_upload(name=name, content=content)

    assert len(upload.content) > 1000


def test_every_reason_says_what_to_do_next() -> None:
    assert all("请" in reason for reason in REASONS.values())


@pytest.mark.parametrize(
    ("name", "content", "media_type", "kept_name"),
    [
        ("出生医学证明.JPG", image("JPEG"), "image/jpeg", "出生医学证明.jpg"),
        ("扫描件.png", image("PNG"), "image/png", "扫描件.png"),
        ("没有后缀", image("PNG"), "image/png", "没有后缀.png"),
        ("户口簿.pdf", pdf(), "application/pdf", "户口簿.pdf"),
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
    upload = inspect_upload(name="a.png", content=image("PNG") + archive())

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
