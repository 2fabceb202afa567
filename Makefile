# Every target makes its own virtual environment from the lock: Python 3.11+, pip and make are all a machine needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Stories wait for a loop's turn now and then: half as many again as there are cores keep them all busy.
WORKERS = $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) * 3 // 2 or 1)')
# A lock names everything, so pip has nothing to resolve: left to resolve, it looks past the lock at newer releases.
LOCKED := --disable-pip-version-check --quiet install --no-deps --require-hashes

.PHONY: demo test check fmt bench bench-peers bench-path crash lock clean

demo: $(VENV)/.run
	$(BIN)/python -m bot demo $(ARGS)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m docs.generate --check

fmt: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.deadlines $(ARGS)

# The same beside the libraries people would use instead, in an environment of its own.
bench-peers: $(VENV)-bench/.bench
	$(VENV)-bench/bin/python -m benchmarks.deadlines --peers $(ARGS)

# The path of a command, the real process beside a stock echo; ARGS="--rows task,mine --quick" chooses.
bench-path: $(VENV)/.dev
	$(BIN)/python -m benchmarks.path $(ARGS)

# A long run: 200 kills take about a quarter of an hour on two cores.
crash: $(VENV)/.dev
	$(BIN)/python -m tests.crash $(ARGS)

lock: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --extra bench -o requirements/bench.txt

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Duban needs Python 3.11 or newer; set PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Setting up (once; a minute or two) ..."
	$(BIN)/python -m pip $(LOCKED) --only-binary :all: -r requirements/run.txt
	$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Setting up (once; a minute or two) ..."
	$(BIN)/python -m pip $(LOCKED) --only-binary :all: -r requirements/dev.txt
	$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-build-isolation --no-deps --editable .
	touch $@ $(VENV)/.run

$(VENV)-bench/.bench: requirements/bench.txt
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip $(LOCKED) -r requirements/bench.txt
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
