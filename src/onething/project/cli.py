"""The command line `onething`. Rooms add their own commands in a `commands.py` with `add_commands(subparsers)`.

Exit codes: 0 all right, 1 findings, 2 wrong usage, 3 not ready to serve.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

from onething.project.demonstration import prepare_demonstration
from onething.project.shared_counters import shared_counters
from onething.project.surroundings import read_switch

FINE, FINDINGS, USAGE, NOT_READY = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["run"] and "--prepare" in arguments:
        os.environ.setdefault("ONETHING_DEMO", "1")
    data = Path(os.environ.get("ONETHING_DATA", "var")).resolve()
    with shared_counters(data) if arguments[:1] == ["web"] else nullcontext():
        _open_house()
        args = _parser().parse_args(arguments)
        return int(args.run(args))


def _open_house() -> None:
    """Load Django with every room; what a demonstration brings must stand before the settings are read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onething.project.settings")
    if read_switch("ONETHING_DEMO"):
        prepare_demonstration(os.environ)
    import django  # noqa: PLC0415 - reads the environment prepared above
    from django.conf import settings  # noqa: PLC0415

    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    django.setup()


def _parser() -> argparse.ArgumentParser:
    from onething.project import demo_commands, house_commands  # noqa: PLC0415 - needs the loaded house
    from onething.project.backup import commands as backup_commands  # noqa: PLC0415
    from onething.project.bench import commands as bench_commands  # noqa: PLC0415
    from onething.project.client_code import commands as client_commands  # noqa: PLC0415
    from onething.project.documents import commands as document_commands  # noqa: PLC0415
    from onething.project.rooms import module_apps, platform_apps, with_part  # noqa: PLC0415
    from onething.project.upgrade import commands as upgrade_commands  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="onething", description="一件事:一次告知、一表申请、一套材料、一次办好。")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parts = (
        house_commands, upgrade_commands, backup_commands, demo_commands, bench_commands, document_commands,
        client_commands,
    )  # fmt: skip
    for part in parts:
        part.add_commands(subparsers)
    for room in with_part((*platform_apps(), *module_apps()), "commands"):
        _add_room(subparsers, room)
    return parser


def _add_room(subparsers: Any, room: str) -> None:
    import_module(room).add_commands(subparsers)


if __name__ == "__main__":
    sys.exit(main())
