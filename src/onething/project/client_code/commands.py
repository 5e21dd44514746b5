"""`onething client-code`: write the typed Python client anew, or say that it is stale."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from onething.channels.api.description import document
from onething.project.client_code.writing import client_text

PLACE = Path("clients/python/onething_client/operations.py")
ANY_HOST = "http://127.0.0.1:8000"


def add_commands(subparsers: Any) -> None:
    """Add `client-code`."""
    command = subparsers.add_parser("client-code", help="按接口描述重写 Python 客户端 (the typed client)")
    command.add_argument("--check", action="store_true", help="只检查是否过时，不改写")
    command.set_defaults(run=_run)


def written() -> str:
    """The module as it must stand in the repository: formatted as everything else is."""
    text = client_text(document(public_url=ANY_HOST))
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or "ruff"
    given = [ruff, "format", "--line-length", "120", "--stdin-filename", PLACE.name, "-"]
    return subprocess.run(given, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own tool


def _run(args: argparse.Namespace) -> int:
    text = written()
    if args.check:
        fresh = PLACE.is_file() and PLACE.read_text(encoding="utf-8") == text
        print("客户端是最新的。" if fresh else "客户端已过时，请运行 onething client-code。")  # noqa: T201 - a command
        return 0 if fresh else 1
    PLACE.write_text(text, encoding="utf-8")
    print(f"已写出 {PLACE}")  # noqa: T201 - a command
    return 0
