# Everything runs in .venv/, which is made when it is missing. Paths are relative, so the folder may have any name.
PYTHON = $(shell for p in python3.11 python3.12 python3.13 python3; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
RUN := .venv/bin/python -m
BASE := .venv/base.stamp
DEV := .venv/dev.stamp
TRAIN := .venv/train.stamp
INSTALL := $(RUN) pip install --quiet --disable-pip-version-check

.PHONY: demo test test-training budgets lint check manifest ratchet clean

demo: $(BASE)  ## Extract from corpus/, print a summary, write out/corpus.jsonl and out/corpus.html
	.venv/bin/jisr extract corpus -o out/corpus.jsonl
	.venv/bin/jisr summary out/corpus.jsonl
	.venv/bin/jisr view out/corpus.jsonl -o out/corpus.html
	@echo; echo "Records: out/corpus.jsonl   Page to look at: out/corpus.html"

test: $(DEV)  ## Run the tests
	$(RUN) pytest

test-training: $(TRAIN)  ## Run the tests that need torch, which `make test` skips
	$(RUN) pytest tests/training

budgets: $(DEV)  ## Check that a fresh installation is small and works; needs the package index
	$(RUN) pytest -m slow tests/quality/test_budgets.py

lint: $(DEV)  ## Style and types
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

check: lint test  ## What CI runs

manifest: $(DEV)  ## Write annotations/manifest.json anew
	$(RUN) tests.quality.manifest

ratchet: $(DEV)  ## Raise the quality floors to today's figures
	$(RUN) tests.quality.pin

clean:  ## Remove what the other targets made
	rm -rf .venv out build jisr.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BASE): pyproject.toml setup.py
	@test -n "$(PYTHON)" || { echo "jisr needs Python 3.11 or newer (python3 --version)" >&2; exit 1; }
	test -x .venv/bin/pip || $(PYTHON) -m venv .venv || \
	  { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python .venv/bin/python install pip; }
	$(INSTALL) -e .
	@touch $@

$(DEV): $(BASE)
	$(INSTALL) -e '.[dev]'
	@touch $@

$(TRAIN): $(DEV)
	$(INSTALL) -e '.[train]'
	@touch $@
