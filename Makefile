# make run: serve it from nothing.  make test: everything CI checks.  make check: only what reads the code.
.PHONY: setup setup-run run test check bench chaos lock format clean
setup: ; @tools/setup.sh dev
setup-run: ; @tools/setup.sh run
run: setup-run ; @.venv/bin/onething run --prepare
test: setup ; @tools/test.sh
check: setup ; @tools/check.sh
bench: setup ; @.venv/bin/onething bench all $(BENCH)
chaos: setup ; @tools/test.sh chaos
lock: ; @tools/lock.sh
format: setup ; @.venv/bin/ruff check --fix --quiet src tests tools; .venv/bin/ruff format --quiet src tests tools
clean: ; @rm -rf .venv node_modules var build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
