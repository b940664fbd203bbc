# Aliases only. What each one does lives in the command it calls.
VENV   := .venv
PYTHON := $(VENV)/bin/python
PORT   ?= 8501

.DEFAULT_GOAL := help
.PHONY: help dashboard data test lint lock bench soak bundle verify-raw

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/ready: requirements.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

dashboard: $(VENV)/ready  ## build the data and serve http://127.0.0.1:8501
	$(PYTHON) -m pipelines build
	$(PYTHON) -m dashboard.server --port $(PORT)

data: $(VENV)/ready  ## build and publish the data
	$(PYTHON) -m pipelines build

test: $(VENV)/ready-dev  ## every test, in real Chromium where people look
	$(PYTHON) -m tests.chromium
	$(PYTHON) -m pipelines build
	$(PYTHON) -m pytest -n 2 --dist loadgroup

lint: $(VENV)/ready-dev  ## ruff and the arrows between packages
	$(VENV)/bin/ruff check .
	$(VENV)/bin/lint-imports

lock: $(VENV)/ready-dev  ## resolve pyproject.toml into the two hashed requirement files
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate --no-header -o requirements.txt pyproject.toml
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-annotate --no-header --group dev -o requirements-dev.txt -c requirements.txt pyproject.toml

bench: $(VENV)/ready-dev  ## speed against a floor in the same run, written to docs/bench.md
	$(PYTHON) -m tests.bench

soak: $(VENV)/ready-dev  ## kills in mid-build, long runs
	$(PYTHON) -m pytest -m soak

bundle: $(VENV)/ready-dev  ## a folder for a machine without any network, installed and served with the network cut
	$(PYTHON) -m pipelines build
	$(PYTHON) -m pipelines bundle
	$(PYTHON) -m tests.bundle_proof

verify-raw: $(VENV)/ready-dev  ## prove the snapshots against the publishers' files: RAW=DIR
	$(PYTHON) -m pipelines verify-raw $(RAW)
