"""Two linters that know nothing of each other find nothing to say about the description of the API."""

import json
import subprocess
from pathlib import Path

import pytest

from onething.channels.api.description import document

HERE = Path(__file__).parent
TOOLS = HERE.parents[2] / "node_modules" / ".bin"
QUIET = {"PATH": "/usr/local/bin:/usr/bin:/bin", "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
LINTERS = {
    "spectral": ("spectral", "lint", "--fail-severity", "hint", "--ruleset", str(HERE / "spectral.yaml")),
    "redocly": ("redocly", "lint", "--extends", "recommended"),
}


@pytest.mark.parametrize("linter", LINTERS)
def test_a_linter_is_silent(linter: str, tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document(public_url="https://onething.demo.gov"), ensure_ascii=False), encoding="utf-8")
    name, *given = LINTERS[linter]

    done = subprocess.run(
        [TOOLS / name, *given, file], cwd=tmp_path, capture_output=True, text=True, check=False, env=QUIET
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in done.stdout.lower().replace("0 warnings", "")
