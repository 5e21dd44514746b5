"""Write a backup: whole under its name, or not at all."""

import os
import tarfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from onething.platform.files.api import BlobMissing, read_sealed
from onething.project.backup.databases import PARTS, dump
from onething.project.backup.errors import BackupRefused
from onething.project.backup.manifest import (
    Contents,
    Manifest,
    make_manifest,
    pieces_of,
    sm3_of,
    tag_of,
    write_manifest,
)

WITNESS, LIST, MANIFEST, TAG = "heads.jsonl", "files.sm3", "manifest.json", "manifest.tag"


def write_backup(*, file: Path, now: datetime) -> Manifest:
    """Write the backup; what the manifest calls missing was named by the database and not found in the file store."""
    if file.exists():
        raise BackupRefused(f"{file} 已经存在，没有覆盖。请换一个文件名。")
    if not file.parent.is_dir():
        raise BackupRefused(f"文件夹 {file.parent} 不存在。请先建好，并只让运维人员能读。")
    with TemporaryDirectory(prefix=".backup-", dir=file.parent) as folder:
        # The witness first: a head is copied to it after it stands in the database, so the database is never behind.
        witness = settings.SEAL_WITNESS.read_bytes() if settings.SEAL_WITNESS.is_file() else b""
        database, unfinished = Path(folder) / "database", Path(folder) / "backup.tar"
        contents = dump(database)
        manifest = _write_tar(unfinished, database, witness, contents, now)
        unfinished.replace(file)
    return manifest


def _write_tar(target: Path, database: Path, witness: bytes, contents: Contents, now: datetime) -> Manifest:
    parts = {PARTS[connection.vendor]: sm3_of(pieces_of(database)), WITNESS: sm3_of([witness])}
    missing: list[str] = []
    descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        tar.add(database, arcname=PARTS[connection.vendor], filter=_without_owner)
        _add(tar, WITNESS, witness, now)
        listed = "".join(_add_files(tar, contents.digests, missing, now)).encode()
        _add(tar, LIST, listed, now)
        manifest = make_manifest(contents, parts=parts | {LIST: sm3_of([listed])}, missing=missing, now=now)
        content = write_manifest(manifest)
        _add(tar, MANIFEST, content, now)
        _add(tar, TAG, tag_of(content), now)
        tar.close()
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _add_files(tar: tarfile.TarFile, digests: tuple[str, ...], missing: list[str], now: datetime) -> Iterator[str]:
    """Add each blob and yield its line: the SM3 of what lies there, and its name, which is that of its plain content."""
    for digest in digests:
        try:
            sealed = read_sealed(digest)
        except BlobMissing:
            missing.append(digest)
            continue
        _add(tar, f"files/{digest}", sealed, now)
        yield f"{sm3_of([sealed])}  {digest}\n"


def _add(tar: tarfile.TarFile, name: str, content: bytes, now: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(content), int(now.timestamp()), 0o600
    tar.addfile(member, BytesIO(content))


def _without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
