# ruff: noqa: PLC0415 - a program: models can be imported only after the set-up
"""Works in the database of a house for the test outside of it: a question a line comes in, its answer goes out, as JSON."""

import json
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "onething.project.settings"
    django.setup()
    from django.db import connections

    from chaos import filing, verdict

    questions: dict[str, Any] = {
        "furnish": filing.furnish,
        "drafts": filing.copy_drafts,
        "applications": filing.submit_applications,
        "judge": verdict.judge,
    }
    for line in sys.stdin:
        asked = json.loads(line)
        with redirect_stdout(sys.stderr):
            answer = answer_of(questions[asked["question"]], asked["arguments"])
            connections.close_all()  # the database may be crashed before the next question
        sys.stdout.write(json.dumps(answer, default=str) + "\n")
        sys.stdout.flush()


def answer_of(work: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """None when it failed; why then stands in the log."""
    try:
        return work(**arguments)
    except Exception:  # noqa: BLE001 - whatever it was, the next question is asked all the same
        traceback.print_exc()
        return None


if __name__ == "__main__":
    main()
