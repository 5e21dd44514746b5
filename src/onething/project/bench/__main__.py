"""One run inside a throw-away house: `python -m onething.project.bench WORK...` prints one JSON row a line."""

import gc
import json
import logging
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

import django
from django.db import close_old_connections

from onething.project.bench.sizes import FULL, SHORT, choose

FULLY = "--full"


def main(names: list[str]) -> int:
    """Build the house, then measure; a work that breaks off says why and keeps no other from being measured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onething.project.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the loaded house

    from onething.project.bench.family import publish  # noqa: PLC0415
    from onething.project.bench.works import WORKS  # noqa: PLC0415

    logging.getLogger("httpx").setLevel(logging.WARNING)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    publish()
    gc.freeze()
    choose(FULL if FULLY in names else SHORT)
    broken = 0
    for name in names:
        broken += _failed(name, WORKS[name]) if name in WORKS else 0
    return 1 if broken else 0


def _failed(name: str, work: Callable[[], Iterable[Any]]) -> bool:
    try:
        for row in work():
            sys.stdout.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    except Exception:
        logging.getLogger(__name__).exception("%s broke off", name)
        close_old_connections()
        return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
