"""The bomb set: what strangers may send instead of a file, with the reason for which it is refused."""

import os
import struct
import zlib
from collections.abc import Callable, Mapping

import pikepdf

from builders.files import DOCUMENT, ENTRANCE, OFD, TURNED, archive, image, ofd, page_with, pdf

PROGRAM: Mapping[str, str | bytes] = {"a.exe": b"MZ" * 200}
ZEROS = bytes(200 * 1024 * 1024)
SVG = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
LAUGHS = (
    b'<!DOCTYPE s [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b"]><s>&k;</s>"
)


def add_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def add_hidden_script(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action)])


def add_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = b"MZ"


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


def understated(packed: bytes) -> bytes:
    """The archive, saying of its largest file that it is one byte long."""
    return packed.replace(struct.pack("<L", len(ZEROS)), struct.pack("<L", 1))


def locked(packed: bytes) -> bytes:
    """The archive, with the mark of a password on each file."""
    return packed.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


def changed(packed: bytes) -> bytes:
    at = packed.index(b"a.dat") + 100
    return packed[:at] + bytes([packed[at] ^ 1]) + packed[at + 1 :]


BOMBS: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.pdf", lambda: b"", "upload.empty"),
    "huge": ("a.jpg", lambda: b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024), "upload.too_large"),
    "svg that reads files": ("a.svg", lambda: SVG, "upload.type"),
    "svg named png": ("a.png", lambda: SVG, "upload.type"),
    "archive named pdf": ("a.pdf", lambda: archive(PROGRAM), "upload.type"),
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
    "pdf that is also an archive": ("a.pdf", lambda: pdf() + archive(PROGRAM), "upload.tail"),
    "cut picture": ("a.png", lambda: image("PNG", (400, 300))[:80], "upload.image_damaged"),
    "broken photo": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 300, "upload.image_damaged"),
    "picture with a comment of 250 MB": ("a.png", picture_with_a_long_comment, "upload.image_damaged"),
    "picture of 400 MB": ("a.png", lambda: image("PNG", (7000, 7000), "RGBA", exif=TURNED), "upload.too_heavy"),
    "large photo in layers": ("a.jpg", lambda: image("JPEG", (8000, 6000), progressive=True), "upload.too_heavy"),
    "pdf with a list of 250 MB": ("a.pdf", gigantic_object_stream, "upload.too_heavy"),
    "30,000 pixels wide and high": ("a.png", lambda: image("PNG", (30000, 30000), "1"), "upload.pixels"),
    "svg of a billion laughs": ("a.svg", lambda: LAUGHS, "upload.type"),
    "200 MB of nothing, packed": ("a.zip", lambda: archive({"a.txt": ZEROS}), "upload.type"),
    "name turned around": ("照片\u202egpj.exe", lambda: image("JPEG"), "upload.type_mismatch"),
    "ofd of 200 MB": ("a.ofd", lambda: ofd({"Doc_0/Res/a.dat": ZEROS}), "upload.too_heavy"),
    "ofd that says it is small": ("a.ofd", lambda: understated(ofd({"Doc_0/Res/a.dat": ZEROS})), "upload.ofd_damaged"),
    "ofd of 60,000 files": ("a.ofd", lambda: ofd({f"Doc_0/{n}.xml": "" for n in range(60_000)}), "upload.too_heavy"),
    "ofd of 4,000,000 elements": (
        "a.ofd",
        lambda: ofd({"Doc_0/a.xml": f"<a>{'<b/>' * 4_000_000}</a>"}),
        "upload.too_heavy",
    ),
    "ofd nested too deep": ("a.ofd", lambda: ofd({"Doc_0/a.xml": "<a>" * 1_000_000}), "upload.ofd_damaged"),
    "ofd of 301 pages": (
        "a.ofd",
        lambda: ofd({"Doc_0/Document.xml": DOCUMENT.replace("<ofd:Page ", "<ofd:Page/>" * 300 + "<ofd:Page ")}),
        "upload.too_heavy",
    ),
    "ofd with an archive in it": (
        "a.ofd",
        lambda: ofd({"Doc_0/Res/a.zip": archive(PROGRAM)}),
        "upload.ofd_attachments",
    ),
    "ofd with a hidden archive": (
        "a.ofd",
        lambda: ofd({"Doc_0/Res/a.dat": archive(PROGRAM)}),
        "upload.ofd_attachments",
    ),
    "ofd with a program in it": ("a.ofd", lambda: ofd(PROGRAM), "upload.ofd_attachments"),
    "ofd with a hidden program": ("a.ofd", lambda: ofd({"Doc_0/Res/a.png": b"MZ" * 200}), "upload.ofd_attachments"),
    "ofd that climbs out": ("a.ofd", lambda: ofd({"../../etc/cron.d/a.xml": "<a/>"}), "upload.ofd_damaged"),
    "ofd with a file of the root": ("a.ofd", lambda: ofd({"/etc/a.xml": "<a/>"}), "upload.ofd_damaged"),
    "ofd with another system's path": ("a.ofd", lambda: ofd({"Doc_0\\..\\a.xml": "<a/>"}), "upload.ofd_damaged"),
    "ofd with a name twice": ("a.ofd", lambda: ofd({"ofd.XML": "<a/>"}), "upload.ofd_damaged"),
    "ofd that reads files": ("a.ofd", lambda: ofd({"Doc_0/a.xml": SVG}), "upload.ofd_active"),
    "ofd of a billion laughs": ("a.ofd", lambda: ofd({"Doc_0/a.xml": LAUGHS}), "upload.ofd_active"),
    "ofd that plays": ("a.ofd", lambda: ofd(page_with("<ofd:Movie ResourceID='9'/>")), "upload.ofd_active"),
    "ofd that opens an attachment": ("a.ofd", lambda: ofd(page_with("<ofd:GotoA AttachID='9'/>")), "upload.ofd_active"),
    "ofd that runs": ("a.ofd", lambda: ofd(page_with("<ofd:URI URI='javascript:alert(1)'/>")), "upload.ofd_active"),
    "ofd without a page": (
        "a.ofd",
        lambda: ofd({"Doc_0/Document.xml": f"<ofd:Document {OFD}/>"}),
        "upload.ofd_damaged",
    ),
    "ofd without a document": ("a.ofd", lambda: archive({"OFD.xml": ENTRANCE}), "upload.ofd_damaged"),
    "ofd of another kind": ("a.ofd", lambda: ofd({"OFD.xml": "<a/>"}), "upload.ofd_damaged"),
    "ofd that is no xml": ("a.ofd", lambda: ofd({"Doc_0/Document.xml": "nothing"}), "upload.ofd_damaged"),
    "ofd with a password": ("a.ofd", lambda: locked(ofd()), "upload.ofd_encrypted"),
    "ofd cut short": ("a.ofd", lambda: ofd()[:-30], "upload.ofd_damaged"),
    "ofd with a changed byte": (
        "a.ofd",
        lambda: changed(ofd({"Doc_0/Res/a.dat": os.urandom(500)})),
        "upload.ofd_damaged",
    ),
    "ofd with more behind it": ("a.ofd", lambda: ofd() + b"MZ" * 100, "upload.tail"),
    "ofd named pdf": ("a.pdf", ofd, "upload.type_mismatch"),
    "document of an office program": ("a.docx", lambda: archive({"[Content_Types].xml": "<Types/>"}), "upload.type"),
}
