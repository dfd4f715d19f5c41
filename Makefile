# turnout: `make run` to see it, `make demo` to see it move, `make test` to change it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501

SERVE := $(BIN)/python -m streamlit run dashboard.py --server.port $(PORT)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev browser run dev demo test lint bench clean

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

setup: $(VENV)/.ready ## make .venv with everything turnout runs on

run: setup ## start turnout on http://localhost:8501 (PORT=... for another port)
	$(SERVE)

dev: setup ## the same, and reload the dashboard when a file changes
	$(SERVE) --server.fileWatcherType auto --client.showErrorDetails full

demo: setup ## a demo rally: a month of commitments in about three minutes
	$(BIN)/python -m turnout demo --port $(PORT)

test: setup-dev browser ## run every test (ARGS=... goes to pytest)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup-dev ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup-dev ## measure: see docs/performance.md
	$(BIN)/python -m tests.benchmarks

setup-dev: $(VENV)/.ready-dev

browser: # Chromium from the PATH, else Debian's; a browser is never downloaded from elsewhere
	@.ci/browser

clean: ## remove .venv and caches; the data stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamps keep a second `make` from installing again; a changed pin installs what changed.
$(VENV)/.ready: requirements.txt | $(BIN)/python
	@echo "Installing what turnout runs on into $(VENV): some minutes, this once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what turnout is tested with into $(VENV): some minutes, this once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.ready

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "turnout needs Python 3.11 or newer, and $(PYTHON) was not found." >&2; \
	  echo "Install it, or name yours: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "turnout needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)." >&2; \
	  echo "Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment: its venv module is missing." >&2; \
	  echo "On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
