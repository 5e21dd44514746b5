"""Restore a backup into an empty house: check everything, then write, then prove that it is the same house."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from onething.platform.encryption import read_key_ring, seal_key
from onething.platform.files.api import store_is_empty, write_sealed
from onething.platform.logs.verify import Finding, read_witnesses, verify_logs
from onething.project.backup.databases import PARTS, count_rows, is_empty, known_migrations, load, log_heads
from onething.project.backup.errors import RestoreRefused
from onething.project.backup.manifest import PIECE, Manifest, is_ours, read_manifest, sm3_of
from onething.project.backup.writing import LIST, MANIFEST, TAG, WITNESS

NO_BACKUP = "这不是一份完整的备份（缺少或读不出 {}）。请换一份，或核对文件是否传输完整。"
FILES = "files/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The manifest, what differs from it, and what the verifier of the logs found; all right when both are empty."""

    manifest: Manifest
    differences: tuple[str, ...]
    findings: tuple[Finding, ...]


class _Parts:
    """The parts of the tar by exactly their names; nothing is ever unpacked to a path that the tar claims."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar, self._members = tar, {member.name: member for member in tar if member.isfile()}

    def pieces(self, name: str) -> Iterator[bytes]:
        """One part in pieces."""
        part = self._tar.extractfile(self._members[name]) if name in self._members else None
        if part is None:
            raise RestoreRefused(NO_BACKUP.format(name))
        while piece := part.read(PIECE):
            yield piece

    def content(self, name: str) -> bytes:
        """One part whole."""
        return b"".join(self.pieces(name))


def restore(*, file: Path) -> Restored:
    """Restore; RestoreRefused before anything is written when the file, the keys or the house do not fit."""
    try:
        with tarfile.open(file) as tar:
            parts = _Parts(tar)
            manifest = _read_manifest(parts)
            _check_house(manifest)
            listed = _check_parts(parts, manifest)
            _write(parts, manifest, listed)
    except (OSError, tarfile.TarError) as error:
        raise RestoreRefused(f"{file} 打不开，或者不是备份文件。请核对路径和文件。") from error
    differences = tuple(_differences(manifest))
    call_command("migrate", verbosity=0)  # a backup of an earlier release becomes one of this release
    taken_at, witnesses = datetime.fromisoformat(manifest.taken_at), read_witnesses(settings.SEAL_WITNESS)
    findings = verify_logs(now=taken_at, seal_key=seal_key(), witnesses=witnesses)
    return Restored(manifest=manifest, differences=differences, findings=findings)


def _read_manifest(parts: _Parts) -> Manifest:
    content = parts.content(MANIFEST)
    try:
        manifest = read_manifest(content)
    except (ValueError, KeyError, TypeError) as error:
        raise RestoreRefused(NO_BACKUP.format(MANIFEST)) from error
    ring = read_key_ring(settings.MASTER_KEY)
    if not set(manifest.keys) <= set(ring.masters) or manifest.keys[-1] != ring.anchor:
        wanted, given = "、".join(manifest.keys), "、".join(ring.masters)
        raise RestoreRefused(
            f"主密钥不是这份备份的：备份要编号 {wanted}，现在是 {given}。请向密钥管理员取回原来的密钥。"
        )
    if not is_ours(content, parts.content(TAG)):
        raise RestoreRefused("备份清单被改动过，或者不是这套密钥作出的。请换一份备份，并查明原因。")
    return manifest


def _check_house(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise RestoreRefused(f"备份来自 {manifest.vendor}，这里是 {connection.vendor}。请用同一种数据库恢复。")
    if unknown := sorted(set(manifest.migrations) - known_migrations()):
        raise RestoreRefused(f"备份来自更新的版本，这里不认识 {unknown[0]} 等。请先升级程序，再恢复。")
    witness = settings.SEAL_WITNESS
    if not is_empty() or not store_is_empty() or (witness.is_file() and witness.stat().st_size):
        raise RestoreRefused("这里已经有数据，没有恢复。请指定空的数据库、空的文件夹和空的见证文件位置。")


def _check_parts(parts: _Parts, manifest: Manifest) -> dict[str, str]:
    """Every byte against the manifest; returns the SM3 of each kept file by its name."""
    for name, digest in manifest.parts.items():
        if sm3_of(parts.pieces(name)) != digest:
            raise RestoreRefused(f"备份里的 {name} 与清单不符，文件已损坏。请换一份备份。")
    lines = parts.content(LIST).decode().splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name, digest in listed.items():
        if sm3_of(parts.pieces(FILES + name)) != digest:
            raise RestoreRefused(f"备份里的文件 {name} 与清单不符，备份已损坏。请换一份备份。")
    return listed


def _write(parts: _Parts, manifest: Manifest, listed: dict[str, str]) -> None:
    """The database last: as long as it is empty, an interrupted restore can be seen."""
    for name in listed:
        write_sealed(name, parts.content(FILES + name))
    settings.SEAL_WITNESS.parent.mkdir(parents=True, exist_ok=True)
    settings.SEAL_WITNESS.write_bytes(parts.content(WITNESS))
    with TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as folder:
        database = Path(folder) / "database"
        with database.open("wb") as out:
            out.writelines(parts.pieces(PARTS[manifest.vendor]))
        load(database)


def _differences(manifest: Manifest) -> Iterator[str]:
    rows = count_rows()
    for table in sorted({*rows, *manifest.rows}):
        if rows.get(table) != manifest.rows.get(table):
            yield f"表 {table} 应有 {manifest.rows.get(table, 0)} 行，现在 {rows.get(table, 0)} 行"
    if log_heads() != manifest.heads:
        yield "日志的链头与清单不一致"
