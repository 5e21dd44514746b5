"""The guide for systems is run as it is written: every command of it, against a live server."""

import json
import re
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from builders.systems import new_client
from onething.modules.clients.api import ApiScope

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "api.md"
COMMANDS = re.findall(r"^```bash\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
EXPECTED = (
    "token_type", "bundles", "question", "schedule", "gaps", "gaps", "form", "errors", "applications", "cases",
    "secret", "message_id", "deliveries", "kinds", "previous_until", "replayed",
)  # fmt: skip
"""What each answer must hold, in the order of the commands; the submission is refused, for most is missing still."""
MADE = {"drafts": "DRAFT", "webhooks": "WEBHOOK"}
"""What the guide calls the id of what was made at an address."""


@pytest.mark.django_db(transaction=True)
def test_every_command_of_the_guide_does_what_it_says(
    live_server: LiveServer, city: None, now: datetime, tmp_path: Path
) -> None:
    made = new_client(now=now)
    known = {"BASE": live_server.url, "CLIENT_ID": str(made.info.public_id), "CLIENT_SECRET": made.secret}
    answers = []
    for command in COMMANDS:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env={**known, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
        )
        answer = json.loads(done.stdout)
        answers.append(answer)
        known |= {"TOKEN": answer["access_token"]} if "access_token" in answer else {}
        headers = _headers(tmp_path)
        if (name := MADE[headers["Location"].split("/")[3]] if headers else "") and name not in known:
            known |= {name: answer["id"], "ETAG": headers["ETag"]}

    assert [name in answer for name, answer in zip(EXPECTED, answers, strict=True)] == [True] * len(EXPECTED)
    assert answers[7]["code"] == "intake.unfinished"


def test_the_guide_names_every_scope() -> None:
    text = GUIDE.read_text(encoding="utf-8")

    assert [scope.value for scope in ApiScope if f"| `{scope.value}` |" not in text] == []


def _headers(folder: Path) -> dict[str, str]:
    file = folder / "headers.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
