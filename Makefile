# Two commands set everything up by themselves on a machine with Python 3.11, pip and make: make demo, make test.

VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
BENCH_READY := $(VENV)/.bench-ready
DOCS_READY := $(VENV)/.docs-ready
LOCK_TOOL := build/lock-tool

# The first interpreter that is new enough; name another one with: make PYTHON=python3.12 test
PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz lint format schema pages docs bench bench-unseen bench-extractors lock clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## Convert the bundled sample reports to JSON in build/demo
	$(RUN) -m docparse convert corpus/*/source.txt -o build/demo --overwrite

test: $(READY) ## Run all tests
	$(RUN) -m pytest

fuzz: $(READY) ## Parse the same hostile documents each time, for at most two minutes
	$(RUN) -m benchmarks fuzz --count 8000 --seconds 120 --seed 2024 --tolerate lost

lint: $(READY) ## Check style, layout and types
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

format: $(READY) ## Lay the code out and mend what can be mended safely
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

schema: $(READY) ## Write anew what is generated: the JSON Schema and the compiled forms
	$(RUN) -m docparse.schema --write
	$(RUN) -m docparse.grammars --write

pages: $(READY) ## Write anew the generated pages of docs: diagnostics, schema, command line
	$(RUN) -m pytest -q --update-snapshots tests/test_diagnostics.py tests/test_reference.py tests/cli/test_command_page.py

docs: $(DOCS_READY) ## Build the site of the documentation in build/docs; a warning is an error
	$(RUN) -m sphinx -q -W --keep-going -b html docs build/docs

bench: $(READY) ## Print what is labelled, accuracy on the labelled samples, and speed
	$(RUN) -m benchmarks labels
	$(RUN) -m benchmarks accuracy
	$(RUN) -m benchmarks speed

bench-unseen: $(BENCH_READY) ## Typeset and extract generated reports, and measure docparse on them (needs chromium and pdftotext)
	$(RUN) -m benchmarks.synthesis build/unseen --slice development
	$(RUN) -m benchmarks.synthesis build/unseen --slice held-out
	$(RUN) -m benchmarks unseen build/unseen

bench-extractors: $(BENCH_READY) ## Hold table extractors on PDFs against docparse on their text (needs the same)
	$(RUN) -m benchmarks.synthesis build/extractors --seeds 500-503 --renderers $(foreach style,wide narrow small bare,$(style)-layout $(style)-raw)
	$(RUN) -m benchmarks extractors build/extractors

lock: $(READY) ## Resolve the dependencies anew into requirements.lock
	$(RUN) -m venv --without-pip $(LOCK_TOOL)
	$(RUN) -m pip --python $(LOCK_TOOL)/bin/python install --quiet uv
	$(LOCK_TOOL)/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -o requirements.lock
	$(LOCK_TOOL)/bin/uv pip compile pyproject.toml --group bench --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -o benchmarks/requirements.lock \
		--constraint requirements.lock
	$(LOCK_TOOL)/bin/uv pip compile pyproject.toml --group docs --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet -o docs/requirements.lock \
		--constraint requirements.lock

clean: ## Remove the environment and everything that was made
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find docparse tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment holds what requirements.lock says, and this checkout itself; the stamp is written last.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "docparse needs Python 3.11 or newer: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(RUN) -m pip --version >/dev/null 2>&1 || sh .ci/environment "$(PYTHON)" $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BENCH_READY): $(READY) benchmarks/requirements.lock
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	@touch $@

$(DOCS_READY): $(READY) docs/requirements.lock
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r docs/requirements.lock
	@touch $@
