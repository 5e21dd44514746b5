"""What a log row's digest covers: canonical JSON (sorted keys, no blanks, no floats), hashed with SM3 (GB/T 32905)."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes

from onething.platform.logs.models import AccessRow, ActionRow

GENESIS = "0" * 64
COMMON = (
    "public_id", "at", "actor_account", "actor_person", "actor_post", "actor_role", "channel", "subject_kind",
    "subject_id",
)  # fmt: skip
ACTION = (*COMMON, "seq", "kind", "body_code", "legal_ground", "document", "payload")
ACCESS = (*COMMON, "data_of", "purpose", "case_ref", "fields")
LATER = "actor_principal"  # covered where it stands: rows from before there was such a column keep their digest


def digest_of(row: ActionRow | AccessRow) -> str:
    """The row's own digest, 64 hexadecimal digits."""
    return sm3(covered_text(row))


def covered_text(row: ActionRow | AccessRow) -> str:
    """What the digest covers, as one canonical text."""
    names = ACTION if isinstance(row, ActionRow) else ACCESS
    content = {name: _plain(getattr(row, name)) for name in names}
    if row.actor_principal:
        content[LATER] = _plain(row.actor_principal)
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link(previous: str, digest: str) -> str:
    """The chain's head after one more row."""
    return sm3(previous + digest)


def sm3(text: str) -> str:
    """SM3 of a text in UTF-8."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(text.encode())
    return digest.finalize().hex()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"a log payload holds text, whole numbers, lists and objects, not {type(value).__name__}")
