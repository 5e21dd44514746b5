"""One run inside a throw-away house: `python -m onething.project.bench WORK...` prints one JSON row a line."""

import gc
import json
import logging
import os
import sys
from dataclasses import asdict

import django


def main(names: list[str]) -> None:
    """Build the house, then measure."""
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
    for name in names:
        for row in WORKS[name]():
            sys.stdout.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
