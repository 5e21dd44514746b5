# ruff: noqa: PLC0415, T201 - a program: models can be imported only after the set-up, and it speaks by printing
"""A real worker in a process of its own, whose handler writes its effect and then works on for a long time.

Usage: worker_process.py DATABASE_NAME SECONDS. Prints `working` when the effect of a message is written.
"""

import os
import sys
import time

import django


def main() -> None:
    """Run until stopped."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "onething.project.settings"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    from onething.platform.numbering.models import Series
    from onething.platform.outbox.api import Work, consume
    from onething.platform.outbox.worker import Worker

    def work_long(work: Work) -> None:
        _, fresh = Series.objects.get_or_create(key=f"effect:{work.id}", defaults={"last": work.attempt})
        print("working" if fresh else "again", flush=True)
        time.sleep(float(sys.argv[2]))

    consume("long", work_long)
    print("ready", flush=True)
    Worker(duties=()).run()
    print("ended", flush=True)


if __name__ == "__main__":
    main()
