#!/usr/bin/env bash
# Put everything into .venv (idempotent; does nothing when nothing changed). Usage: tools/setup.sh run|dev
#   run: what serving needs.  dev: also what the tests need (browser, database server, accessibility engine).
set -euo pipefail
cd "$(dirname "$0")/.."
kind="${1:-run}"
python="${PYTHON:-python3}"
stamp=".venv/.stamp-$kind"
wanted=$(cat pyproject.toml "requirements/$kind.txt" tools/setup.sh | sha256sum | cut -d' ' -f1)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

system_packages() {
    # Chinese fonts for papers and pictures; the browser and the database server are for tests.
    local missing=()
    fc-list 2>/dev/null | grep -q NotoSansCJK || missing+=(fontconfig fonts-noto-cjk)
    fc-list 2>/dev/null | grep -qi hana || missing+=(fonts-hanazono)
    if [ "$kind" = dev ]; then
        command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
        compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || missing+=(postgresql)
        command -v zbarimg >/dev/null || missing+=(zbar-tools)
        command -v pdftotext >/dev/null || missing+=(poppler-utils)
        command -v npm >/dev/null || missing+=(npm)
    fi
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    else
        echo "Please install these system packages: ${missing[*]}" >&2
    fi
}

python_packages() {
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/uv --version >/dev/null 2>&1 || .venv/bin/pip install -q uv || true
    if .venv/bin/uv --version >/dev/null 2>&1; then
        export UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV="$PWD/.venv"
        .venv/bin/uv pip install -q --compile-bytecode --require-hashes -r "requirements/$kind.txt"
        .venv/bin/uv pip install -q --no-deps -e .
    else
        .venv/bin/pip install -q --require-hashes -r "requirements/$kind.txt"
        .venv/bin/pip install -q --no-deps -e .
    fi
}

system_packages
python_packages
[ "$kind" = dev ] && npm ci --silent
echo "$wanted" > "$stamp"
