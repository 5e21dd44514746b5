"""Read the process environment: switches, lists, secrets (also from files) and the database address."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}


def read_switch(name: str, *, default: bool = False) -> bool:
    """A yes/no variable; anything but 1, true, yes and on means no."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in TRUE


def read_list(name: str, *, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated variable without its blanks."""
    value = os.environ.get(name)
    return list(default) if value is None else [part.strip() for part in value.split(",") if part.strip()]


def read_count(name: str, *, default: int) -> int:
    """A whole number from one upwards."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ValueError(f"{name} 要写 1 以上的整数，现在是“{value[:20]}”。请改正后再启动。")
    return int(value)


def read_secret(name: str, *, fallback: Path | None = None) -> str:
    """The variable, else the file that NAME_FILE names, else the fallback file, else an empty text."""
    if value := os.environ.get(name):
        return value.strip()
    path = Path(os.environ[f"{name}_FILE"]) if f"{name}_FILE" in os.environ else fallback
    return path.read_text(encoding="utf-8").strip() if path and path.is_file() else ""


def read_database(url: str, *, data: Path, pool_size: int) -> dict[str, Any]:
    """Turn DATABASE_URL into Django's terms; without one the embedded database in the data folder is used."""
    parts = urlsplit(url or f"sqlite:///{data / 'onething.sqlite3'}")
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(
            host=parts.hostname or "",
            port=parts.port,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            name=unquote(parts.path.lstrip("/")),
            extra=dict(parse_qsl(parts.query)),
            pool_size=pool_size,
        )
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")))
    raise ValueError(f"DATABASE_URL 只认 postgres:// 或 sqlite:///,现在是 {parts.scheme}://。请改正后再启动。")


def _postgresql(
    *, host: str, port: int | None, user: str, password: str, name: str, extra: Mapping[str, str], pool_size: int
) -> dict[str, Any]:
    # A short reconnect_timeout: with the default of five minutes the house stays broken after a database restart.
    pool = {"min_size": 1, "max_size": pool_size, "timeout": 5, "reconnect_timeout": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": extra.get("host", host),
        "PORT": str(port or extra.get("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": pool, "connect_timeout": 5},
    }


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name or ":memory:",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
