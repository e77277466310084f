# Two commands matter: `make run` and `make test`. All others are for those who change Duiding.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench screenshots samples model ocr lock clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## Install, ingest the samples, start on http://127.0.0.1:8000
	$(BIN)/duiding demo --serve --port $(PORT)

test: $(VENV)/.dev ## Install what the tests need and run all of them
	@tools/test-packages.sh
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

lint: $(VENV)/.dev ## Style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## Measure ingest, query and web; prints tables
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/.dev ## Take a picture of every page into docs/screenshots
	$(BIN)/python tools/screenshots.py

samples: $(VENV)/.dev ## Make the sample documents from their sources
	$(BIN)/python tools/make_samples.py

model: $(VENV)/.run ## Install a spaCy model beside the one that comes with it, where the network allows
	@$(BIN)/python -m spacy download nl_core_news_sm || \
	  { echo "The model could not be fetched from its release address. Duiding works without it." >&2; exit 1; }

ocr: ## Install text recognition for scanned pages (Debian, Ubuntu; as root)
	@tools/ocr.sh

lock: ## Lock the versions anew from pyproject.toml
	tools/lock.sh

clean: ## Take away what was made, not your data
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/.run: requirements/build.txt requirements/run.txt pyproject.toml
	@tools/venv.sh $(VENV) run
	@touch $@

$(VENV)/.dev: requirements/build.txt requirements/dev.txt pyproject.toml
	@tools/venv.sh $(VENV) dev
	@touch $@ $(VENV)/.run
