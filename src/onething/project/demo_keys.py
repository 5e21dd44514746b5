"""Keys for a demonstration: made once, kept readable by the owner only, never used where DEMO is off."""

import os
import secrets
from pathlib import Path

KEYS = {"secret_key": lambda: secrets.token_urlsafe(48), "master_key": lambda: secrets.token_hex(32)}


def make_demonstration_keys(folder: Path) -> tuple[str, ...]:
    """Write the keys that are absent; returns the names of those written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return tuple(name for name in KEYS if _write_once(folder / name, KEYS[name]()))


def _write_once(path: Path, key: str) -> bool:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return True
