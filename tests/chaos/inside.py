# ruff: noqa: PLC0415 - a program: models can be imported only after the set-up
"""Works in the database of a house for the test outside of it: `inside.py QUESTION`, arguments and answer as JSON."""

import json
import os
import sys
from typing import Any

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "onething.project.settings"
    django.setup()
    from chaos import filing, verdict

    questions: dict[str, Any] = {
        "furnish": filing.furnish,
        "drafts": filing.copy_drafts,
        "applications": filing.submit_applications,
        "judge": verdict.judge,
    }
    answer = questions[sys.argv[1]](**json.load(sys.stdin))
    sys.stdout.write(json.dumps(answer, default=str))


if __name__ == "__main__":
    main()
