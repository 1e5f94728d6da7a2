# SmartAI Tickets. `make run` and `make test` do all the set-up: Python 3.11 or newer with pip is enough.
# ARGS="…" goes to the program at the end: make test ARGS="tests/core -x", make run ARGS="--port 9000".

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run test check bench quality build setup format lock messages clean
SHELL := /bin/bash

BIN := .venv/bin
BUILT := smartai/web/ui/static/ui/built
FRONT := $(shell find frontend/src frontend/*.json frontend/*.mjs frontend/*.ts -type f 2>/dev/null)
WORDS := $(shell find smartai/locale -name '*.po' 2>/dev/null)
MEANINGS := $(wildcard smartai/lib/meanings/*.txt smartai/lib/meanings/*.py smartai/lib/words.py)
TESTS := $(BIN)/python -m pytest -q -n auto --dist worksteal

help: ## Show this
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Whatever the machine's habits: a second start would compile everything once more, which takes a second and a half.
run: .venv/.run build ## Set up and start everything: http://127.0.0.1:8000
	@unset PYTHONDONTWRITEBYTECODE; exec $(BIN)/smartai serve --with-parent $(ARGS)

test: setup build ## Set up and run the tests on SQLite, stories in the browser included
	@if scripts/chromium.sh; then $(TESTS) $(ARGS); else $(TESTS) -m "not journey" $(ARGS); fi

check: setup build ## Everything a change must pass: what CI runs
	@scripts/check.sh

bench: setup build ## Measure pages; WHAT=sizes, articles, searching or embedding measures those
	@exec $(BIN)/python -m bench$(addprefix .,$(WHAT)) $(ARGS)

quality: setup build ## Measure how well articles are found, by the labelled set
	@$(BIN)/python -m quality.check >/dev/null && exec $(BIN)/python -m quality $(ARGS)

build: $(BUILT)/desk.json .venv/.messages .venv/.meanings ## Build styles, scripts, translations and lists of words

setup: .venv/.dev ## Install what developing needs

format: setup ## Put Python into its form and mend what can be mended
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format .

lock: setup ## Pin the dependencies anew; UPGRADE=1 moves all of them to the newest
	@scripts/lock.sh

messages: setup ## Collect the sentences to translate, then compile
	@scripts/messages.sh

clean: ## Remove what was installed and built; data/ stays
	rm -rf .venv frontend/node_modules $(BUILT) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find smartai -name '*.mo' -delete -o -name '*.trie' -delete

LOCKS := requirements.lock requirements-build.lock pyproject.toml scripts/install.sh

.venv/.run: $(LOCKS)
	@scripts/install.sh
	@touch $@

.venv/.dev: requirements-dev.lock $(LOCKS)
	@scripts/install.sh dev
	@touch $@ .venv/.run

frontend/node_modules/.done: frontend/package-lock.json | .venv/.run
	@echo "frontend  installing the locked packages"
	@scripts/frontend.sh ci --loglevel=error >/dev/null
	@touch $@

$(BUILT)/desk.json: $(FRONT) frontend/node_modules/.done
	@echo "frontend  building styles and scripts"
	@scripts/frontend.sh run --silent build
	@$(BIN)/python -m whitenoise.compress --quiet $(BUILT)
	@touch $@

.venv/.messages: $(WORDS) | .venv/.run
	@$(BIN)/python scripts/compile_messages.py
	@touch $@

.venv/.meanings: $(MEANINGS) | .venv/.run
	@$(BIN)/python scripts/compile_meanings.py
	@touch $@
