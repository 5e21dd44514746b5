#!/usr/bin/env bash
# Write the hash-pinned requirement files anew from pyproject.toml, without any registry address.
set -euo pipefail
cd "$(dirname "$0")/.."
uv="${UV:-.venv/bin/uv}"
options=(--python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet)
"$uv" pip compile pyproject.toml "${options[@]}" -o requirements/run.txt
"$uv" pip compile pyproject.toml --group dev "${options[@]}" -o requirements/dev.txt
