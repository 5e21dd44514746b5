#!/usr/bin/env bash
# What reads the code without running it: style, types, floors and doors.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/ruff format --check --quiet src tests tools
.venv/bin/ruff check --quiet src tests tools
.venv/bin/lint-imports --no-logo --no-cache >/tmp/onething-imports.$$ 2>&1 || { cat /tmp/onething-imports.$$; rm -f /tmp/onething-imports.$$; exit 1; }
rm -f /tmp/onething-imports.$$
.venv/bin/mypy
