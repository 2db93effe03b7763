# make demo and make test need Python 3.11, 3.12 or 3.13 and nothing else; the rest comes from requirements/, by hash.

VENV ?= .venv
DEMO ?= demo
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

# scikit-learn's helper threads cost more than they bring on texts of this size.
export OMP_NUM_THREADS ?= 1

.PHONY: demo test test-workbench test-others lint bench train messages lock clean
.DELETE_ON_ERROR:

## demo: check a sample, print the findings, write the report as a page; gaps (exit code 1) are what it shows
DEMO_CHECK := $(BIN)/compliance check samples/district-self-evaluation.docx --scheme national-quality-balance-2017
demo: $(VENV)/.installed
	@mkdir -p $(DEMO)
	@$(DEMO_CHECK) || [ $$? -eq 1 ]
	@$(DEMO_CHECK) -o $(DEMO)/report.html || [ $$? -eq 1 ]

# Tests of the workbench that are not repeated on PostgreSQL: pages in the browser, models, servers on a SQLite of their own.
ONCE := stories_in_browser review_in_browser document_pane_in_browser review_modules_in_browser local_models learning serving

## test: everything that a change must pass, in two halves beside each other; the second is told when it is done
test: lint
	@sh scripts/browser.sh
	@$(MAKE) --no-print-directory -j2 test-workbench test-others

test-workbench:
	$(BIN)/python -m pytest tests/review

# The workbench once more on PostgreSQL, then the checker, which needs less of the machine where the browser's tests are.
test-others:
	@passed=; { COMPLIANCE_TEST_DATABASE=postgresql $(BIN)/python -m pytest -p no:cacheprovider tests/review \
		$(ONCE:%=--ignore=tests/review/test_%.py) && passed=yes; \
	$(BIN)/python -m pytest -p no:cacheprovider --ignore=tests/review && test "$$passed"; } >$(VENV)/others.log 2>&1; \
	passed=$$?; echo; echo "PostgreSQL, then the checker:"; cat $(VENV)/others.log; exit $$passed

## lint: style, format and types
lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	COMPLIANCE_DATA=$(VENV)/lint-data $(BIN)/mypy

## bench: the figures of benchmarks/README.md, measured anew
bench: $(VENV)/.installed-dev
	$(BIN)/python -m pytest benchmarks -s -p no:cacheprovider --benchmark-columns=min,median,rounds

## train: fit the models in models/ to the gold documents in corpora/
train: export OMP_NUM_THREADS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
train: $(VENV)/.installed
	$(BIN)/compliance train --output models

## messages: collect what users of the workbench see, bring its translations up to date, name what is untranslated
messages: $(VENV)/.installed-dev
	$(BIN)/python scripts/messages.py

## lock: resolve the ranges of pyproject.toml anew, for Python 3.11 to 3.13 and every platform
UV := $(BIN)/uv pip compile --no-config --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --group build --extra ocr --extra review pyproject.toml
lock: $(VENV)/.installed-dev
	$(PIP) install "uv>=0.13,<0.14"
	$(UV) --extra dev --extra postgresql --upgrade --output-file requirements/dev.txt
	cp requirements/dev.txt requirements/lock.txt  # the versions found there are kept
	$(UV) --output-file requirements/lock.txt

clean:
	rm -rf $(VENV) $(DEMO) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	@echo "建立虚拟环境 $(VENV)，安装软件包（首次约需一至三分钟）"
	@PYTHON="$(PYTHON)" sh scripts/environment.sh $(VENV)

$(VENV)/.installed: requirements/lock.txt pyproject.toml | $(VENV)/pyvenv.cfg
	$(PIP) install --require-hashes --requirement requirements/lock.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
