"""The manifest: what a backup holds and from which instant, and a tag by which its own keys know it again."""

import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hmac import compare_digest
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from django.conf import settings

from onething.platform.encryption import get_provider, read_key_ring

FORMAT = 1
PURPOSE = "backup"
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What stands in the database at the instant of the backup."""

    vendor: str
    server: str
    migrations: tuple[str, ...]
    rows: Mapping[str, int]
    heads: Mapping[str, str]
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`parts` maps each part to its SM3; `heads` each log to its last day, length and head; `keys` ends with the anchor."""

    format: int
    taken_at: str
    versions: Mapping[str, str]
    vendor: str
    keys: tuple[str, ...]
    migrations: tuple[str, ...]
    rows: Mapping[str, int]
    heads: Mapping[str, str]
    parts: Mapping[str, str]
    files: int
    missing_files: tuple[str, ...]


def make_manifest(contents: Contents, *, parts: Mapping[str, str], missing: Iterable[str], now: datetime) -> Manifest:
    """The manifest of these contents and parts."""
    missing = tuple(missing)
    return Manifest(
        format=FORMAT,
        taken_at=now.isoformat(),
        versions={name: version(name) for name in ("onething", "django")}
        | {"python": platform.python_version(), contents.vendor: contents.server},
        vendor=contents.vendor,
        keys=tuple(read_key_ring(settings.MASTER_KEY).masters),
        migrations=contents.migrations,
        rows=contents.rows,
        heads=contents.heads,
        parts=parts,
        files=len(contents.digests) - len(missing),
        missing_files=missing,
    )


def write_manifest(manifest: Manifest) -> bytes:
    """As JSON for people and programs."""
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """Raises ValueError, KeyError or TypeError for what is no manifest of this format."""
    read: dict[str, Any] = json.loads(content)
    if read["format"] != FORMAT:
        raise ValueError(f"format {read['format']}")
    tuples = {name: tuple(read[name]) for name in ("keys", "migrations", "missing_files")}
    return Manifest(**(read | tuples))


def tag_of(content: bytes) -> bytes:
    """HMAC-SM3 under the anchor key, hexadecimal."""
    return get_provider().tag(content, purpose=PURPOSE).hex().encode()


def is_ours(content: bytes, tag: bytes) -> bool:
    """Whether these keys made the tag."""
    return compare_digest(tag_of(content), tag.strip())


def sm3_of(pieces: Iterable[bytes]) -> str:
    """SM3 of a content that may be larger than the memory."""
    digest = hashes.Hash(hashes.SM3())
    for piece in pieces:
        digest.update(piece)
    return digest.finalize().hex()


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file in pieces."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
