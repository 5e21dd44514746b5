"""Loaded in the cage alone: whether an OFD may be kept. It is a zip of XML, pictures and fonts; nothing is unpacked to disk.

Source: GB/T 33190-2016 (the names of elements 待核: read from programs that write OFD, not from the standard).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from onething.platform.files.refusals import UploadRefused

ENTRANCE = "OFD.xml"
MOST_ENTRIES = 3000
MOST_PAGES = 300
MOST_UNPACKED = 64 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
END = struct.Struct("<4s4H2LH")  # of the archive: mark, disks, entries, size and place of the directory, comment
SHORTEST_ENTRY = 46
LONGEST_NAME = 240
XML = ".xml"
PICTURES = {".bmp", ".gbig2", ".gif", ".jb2", ".jpeg", ".jpg", ".png", ".tif", ".tiff"}
FONTS = {".otf", ".ttc", ".ttf"}
SEALS = {".dat", ".esl"}
FOREIGN = (b"MZ", b"\x7fELF", b"#!", b"PK\x03\x04", b"%PDF-", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
ACTIVE = {"GotoA", "Movie", "Sound"}  # opens an attachment, plays something
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BROKEN = (zipfile.BadZipFile, zlib.error, ParseError, EOFError, LookupError, RuntimeError, ValueError, struct.error)


class Part:
    """What is told by one XML file of the archive while it is read."""

    def __init__(self) -> None:
        self.root = self._at = ""
        self.documents: list[str] = []
        self.pages = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; UploadRefused when it would do something."""
        self._at = tag.rpartition("}")[2]
        self.root = self.root or self._at
        self.pages += self._at == "Page"
        self.documents += [""] if self._at == "DocRoot" else []
        leads_away = self._at == "URI" and not attributes.get("URI", "").startswith(("http://", "https://"))
        if self._at in ACTIVE or leads_away:
            raise UploadRefused("upload.ofd_active")

    def data(self, text: str) -> None:
        """The place of a document is the text of its element; no other text matters."""
        if self._at == "DocRoot":
            self.documents[-1] += text

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._at = ""


def check_ofd(content: bytes) -> None:
    """Refuse what is damaged, too large unpacked, active, carries files, or is two things at once."""
    if ENTRANCE.encode() not in content:
        raise UploadRefused("upload.type")
    _check_end(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_names(archive.infolist())
            parts = dict(_read(archive))
    except DefusedXmlException as error:
        raise UploadRefused("upload.ofd_active") from error
    except BROKEN as error:
        raise UploadRefused("upload.ofd_damaged") from error
    _check_document(parts)


def _check_end(content: bytes) -> None:
    """The archive begins with the file and ends with it, and its directory is short enough to be read."""
    mark, *_, directory, _place, comment = END.unpack(content[-END.size :].rjust(END.size))
    if mark != b"PK\x05\x06" or comment:
        raise UploadRefused("upload.tail" if b"PK\x05\x06" in content else "upload.ofd_damaged")
    if directory > MOST_ENTRIES * (SHORTEST_ENTRY + LONGEST_NAME):
        raise UploadRefused("upload.too_heavy")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UploadRefused("upload.too_heavy")
    if len({name.lower() for name in names}) < len(names) or not all(map(_stays_inside, names)):
        raise UploadRefused("upload.ofd_damaged")
    if ENTRANCE not in names:
        raise UploadRefused("upload.type")
    if any(entry.flag_bits & 1 or entry.compress_type not in PACKED for entry in entries):
        raise UploadRefused("upload.ofd_encrypted")
    if not all(entry.is_dir() or _ending(entry) in {XML, *PICTURES, *FONTS, *SEALS} for entry in entries):
        raise UploadRefused("upload.ofd_attachments")


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        len(name) <= LONGEST_NAME and not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")
    )


def _ending(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename).suffix.lower()


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, Part]]:
    """Every file in the archive from its first byte to its last, against its checksum."""
    for entry in archive.infolist():
        with archive.open(entry) as file:
            first = file.read(CHUNK_BYTES)
            if first.startswith(FOREIGN):
                raise UploadRefused("upload.ofd_attachments")
            if _ending(entry) == XML:
                yield entry.filename, _look(first, file)
            while file.read(CHUNK_BYTES):
                pass


def _look(first: bytes, rest: IO[bytes]) -> Part:
    part = Part()
    parser = DefusedXMLParser(target=part, forbid_dtd=True)
    chunk = first
    while chunk:
        parser.feed(chunk)
        chunk = rest.read(CHUNK_BYTES)
    parser.close()
    return part


def _check_document(parts: Mapping[str, Part]) -> None:
    entrance = parts[ENTRANCE]
    documents = [parts.get(place.strip().lstrip("/"), Part()) for place in entrance.documents]
    is_whole = all(document.root == "Document" and document.pages for document in documents)
    if entrance.root != "OFD" or not documents or not is_whole:
        raise UploadRefused("upload.ofd_damaged")
    if sum(document.pages for document in documents) > MOST_PAGES:
        raise UploadRefused("upload.too_heavy")
