"""What a demonstration brings itself: keys made once and readable by the owner only, and simulators on loopback."""

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

KEYS = {"secret_key": lambda: secrets.token_urlsafe(48), "master_key": lambda: secrets.token_hex(32)}
SIMULATED = {
    "ONETHING_OIDC_ISSUER": "http://127.0.0.1:8901",
    "ONETHING_OIDC_CLIENT_ID": "onething",
    "ONETHING_OIDC_CLIENT_SECRET": "demonstration",
    "ONETHING_POPULATION_URL": "http://127.0.0.1:8902",
    "ONETHING_POPULATION_TOKEN": "demonstration",
    "ONETHING_UPLOAD_URL": "http://127.0.0.1:8903",
    "ONETHING_UPLOAD_CLIENT_ID": "onething",
    "ONETHING_UPLOAD_CLIENT_SECRET": "demonstration",
    "ONETHING_SMS_URL": "http://127.0.0.1:8905",
    "ONETHING_SMS_TOKEN": "demonstration",
    "ONETHING_SMS_SIGNATURE": "禾丰一件事",
    "ONETHING_PAYMENT_URL": "http://127.0.0.1:8906",
    "ONETHING_PAYMENT_TOKEN": "demonstration",
    "ONETHING_PAYMENT_SECRET": "whsec_ZGVtb25zdHJhdGlvbi1vZi1hLXBheW1lbnQtc3lzdGVtIQ==",
    "ONETHING_DEPARTMENT_SYSTEMS": (
        '{"disease-control": {"way": "connector", "name": "预防接种信息系统", "url": "http://127.0.0.1:8904/v1/letters", '
        '"secret": "whsec_ZGVtb25zdHJhdGlvbi1vZi1hLWRlcGFydG1lbnQh"}, '
        '"human-resources": {"way": "rekey", "name": "社会保障卡管理系统"}}'
    ),
}


def prepare_demonstration(environment: MutableMapping[str, str]) -> None:
    """Make absent keys, and point the connectors at the simulators wherever nothing else is configured."""
    make_demonstration_keys(Path(environment.get("ONETHING_DATA", "var")) / "keys")
    for name, value in SIMULATED.items():
        environment.setdefault(name, value)


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
