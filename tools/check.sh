#!/usr/bin/env bash
# What reads the code without running it: style, types, floors and doors.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff format --check --quiet src tests tools
.venv/bin/ruff check --quiet src tests tools
report=$(.venv/bin/lint-imports --no-logo --no-cache 2>&1) || { echo "$report"; exit 1; }
.venv/bin/mypy
