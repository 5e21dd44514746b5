#!/usr/bin/env bash
# Everything CI checks, side by side; with `chaos`, only the long fault tests, on both databases
# (the short ones run on PostgreSQL, whose crash belongs to them; the long ones on both).
# Uses the PostgreSQL of DATABASE_URL when it is given, else starts a cluster of its own and removes it afterwards.
set -uo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
given_database="${DATABASE_URL:-}"
unset DATABASE_URL
failed_steps=0
declare -A beside=()
said="$work/said"
# Processes start from bytecode and write what they had to compile: the tests start many.
unset PYTHONDONTWRITEBYTECODE

cleanup() {
    [ -f "$work/started" ] && as_postgres "$bin/pg_ctl" -D "$work/cluster" -m immediate -s stop
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# step NAME COMMAND...: run it, print its name and seconds, keep its output for the sum; no tests found is no failure.
step() {
    local name="$1" began code
    shift
    began=$(date +%s)
    echo "== $name"
    "$@" 2>&1 | tee -a "$said"
    code=${PIPESTATUS[0]}
    [ "$code" = 5 ] && code=0
    [ "$code" = 0 ] || failed_steps=$((failed_steps + 1))
    echo "== $name: $(($(date +%s) - began)) s$([ "$code" = 0 ] || echo ", FAILED")"
}

# aside STEPS: a function of steps beside the ones that follow; `rejoin` waits for all such and prints what they said.
aside() {
    (failed_steps=0; said="$work/said-$1"; "$1"; exit "$failed_steps") >"$work/aside-$1" 2>&1 &
    beside["$1"]=$!
}
rejoin() {
    local name
    for name in "${!beside[@]}"; do
        wait "${beside[$name]}" || failed_steps=$((failed_steps + $?))
        cat "$work/aside-$name"
    done
}

start_postgresql() {
    [ -n "$given_database" ] && { postgresql="$given_database"; return; }
    bin=$(find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -1)
    [ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed: install Debian's package postgresql, or set DATABASE_URL."; return 1; }
    local port
    port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    chmod 755 "$work"
    mkdir "$work/cluster"
    [ "$(id -u)" = 0 ] && chown postgres "$work/cluster"
    as_postgres "$bin/initdb" -D "$work/cluster" -U onething -A trust -E UTF8 --locale=C.UTF-8 >/dev/null || return 1
    # Nothing of this cluster outlives the tests: it may lose everything in a crash, and is faster for it.
    as_postgres "$bin/pg_ctl" -D "$work/cluster" -l "$work/cluster/log" -s -w -o "-c listen_addresses=127.0.0.1 -c port=$port \
        -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start || return 1
    touch "$work/started"
    as_postgres "$bin/createdb" -h 127.0.0.1 -p "$port" -U onething onething || return 1
    postgresql="postgres://onething@127.0.0.1:$port/onething"
}

on_postgresql() { DATABASE_URL="$postgresql" "$@"; }
pytest() { .venv/bin/pytest "$@"; }
patiently() { nice .venv/bin/pytest "$@"; }

# The law in the machine is tested to its last branch, or the step fails.
every_branch() {
    local data="--data-file=$work/coverage"
    .venv/bin/coverage run "$data" --branch --source=onething.core.lifecycle -m pytest tests/core/lifecycle &&
        .venv/bin/coverage report "$data" --show-missing --skip-covered --fail-under=100
}

# Four processes keep two cores full to the end: each database test waits for its server, and a browser for its pages,
# which come before the others.
code_and_journeys() {
    step "read the code" tools/check.sh
    step "every branch of the life of a case" every_branch
    step "rules, house and simulators" pytest tests/core tests/house tests/simulators --ignore=tests/core/lifecycle
    step "smoke journey on SQLite" pytest tests/journeys -m smoke
    step "journeys on PostgreSQL" on_postgresql pytest tests/journeys tests/channels/design tests/channels/counter -m journey
}
rooms_on_the_server() {
    step "rooms on PostgreSQL" on_postgresql patiently "${rooms[@]}" tests/channels -m "not dry and not journey and not once"
}
pages() {
    step "pages on SQLite" patiently tests/channels -m "not journey and not strict"
}
rooms=(tests/modules tests/platform tests/project)

# Alone on the machine: they load it on purpose.
short_chaos=(tests/chaos/test_kills_under_load.py tests/chaos/test_two_at_once.py tests/chaos/test_two_of_each.py)
postgresql=""

start_postgresql || failed_steps=$((failed_steps + 1))
if [ "${1:-}" = chaos ]; then
    export CHAOS=long
    step "chaos on SQLite" pytest -s tests/chaos
    step "chaos on PostgreSQL" on_postgresql pytest -s tests/chaos
else
    aside code_and_journeys
    aside rooms_on_the_server
    aside pages
    step "rooms on SQLite" patiently "${rooms[@]}" -m "not strict"
    rejoin
    step "short chaos on PostgreSQL" on_postgresql pytest "${short_chaos[@]}"
fi

sum() { grep -ohE "[0-9]+ $1" "$work"/said* | awk '{ n += $1 } END { print n + 0 }'; }
grep -hE '^(FAILED|ERROR) ' "$work"/said*
echo "$(sum passed) passed, $(($(sum failed) + $(sum 'errors?( |$)'))) failed"
[ "$failed_steps" = 0 ]
