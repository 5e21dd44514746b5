"""The file store: one encrypted blob a content, named by its SM3 digest, written whole or not at all."""

import os
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from django.conf import settings

from onething.platform.encryption import DecryptionFailed, get_provider

CHUNK_BYTES = 64 * 1024
MARK = b"OTF1"
LENGTH = struct.Struct(">I")


class BlobMissing(Exception):
    """The store does not hold this content."""


def digest_content(content: bytes) -> str:
    """The name of a content."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def write_blob(content: bytes) -> str:
    """Keep the content and return its digest; content that is there already is only marked as wanted again."""
    digest = digest_content(content)
    path = _path(digest)
    if path.exists():
        os.utime(path)
        return digest
    _write_whole(path, b"".join([MARK, *(LENGTH.pack(len(part)) + part for part in _seal_chunks(content, digest))]))
    return digest


def is_kept(content: bytes) -> bool:
    """Whether exactly this content lies there; only inspected content, and papers of our own making, ever do."""
    return _path(digest_content(content)).exists()


def read_blob(digest: str) -> bytes:
    """The content, or BlobMissing; DecryptionFailed when the blob was changed."""
    content = b"".join(_open_chunks(read_sealed(digest), digest))
    if digest_content(content) != digest:
        raise DecryptionFailed("the content is not the one its name promises")
    return content


def read_sealed(digest: str) -> bytes:
    """The blob as it lies there, or BlobMissing."""
    try:
        return _path(digest).read_bytes()
    except FileNotFoundError as error:
        raise BlobMissing(digest) from error


def write_sealed(digest: str, sealed: bytes) -> None:
    """Put back a blob that `read_sealed` gave."""
    _write_whole(_path(digest), sealed)


def store_is_empty() -> bool:
    """Whether no blob lies there."""
    return next(settings.FILE_STORE.glob("??/??/*"), None) is None


def blobs_older_than(instant: float) -> Iterator[Path]:
    """Blobs, and halves of blobs left by a killed process, last wanted before this instant (seconds since 1970)."""
    for path in settings.FILE_STORE.glob("??/??/*"):
        if path.is_file() and path.stat().st_mtime < instant:
            yield path


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _path(digest: str) -> Path:
    return Path(settings.FILE_STORE) / digest[:2] / digest[2:4] / digest


def _seal_chunks(content: bytes, digest: str) -> Iterator[bytes]:
    provider = get_provider()
    starts = range(0, max(len(content), 1), CHUNK_BYTES)
    for index, start in enumerate(starts):
        place = _place(digest, index, last=index == len(starts) - 1)
        yield provider.encrypt(content[start : start + CHUNK_BYTES], aad=place)


def _open_chunks(sealed: bytes, digest: str) -> Iterator[bytes]:
    provider = get_provider()
    if not sealed.startswith(MARK):
        raise DecryptionFailed("not a blob of this store")
    at, index = len(MARK), 0
    while at < len(sealed):
        end = at + LENGTH.size
        if end > len(sealed):
            raise DecryptionFailed("the blob is cut")
        (length,) = LENGTH.unpack(sealed[at:end])
        at = end + length
        yield provider.decrypt(sealed[end:at], aad=_place(digest, index, last=at >= len(sealed)))
        index += 1


def _place(digest: str, index: int, *, last: bool) -> bytes:
    """Binds a chunk to its file, its position and whether it is the last: none can be moved, dropped or repeated."""
    return f"file:{digest}:{index}:{'last' if last else 'more'}".encode()
