# claimwatch: every command that a developer needs. `make demo` and `make test` do all the set-up themselves.
PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=
RUN    := $(VENV)/bin/python

.PHONY: demo test check lint types slow eval bench env lock clean

demo: env ## the seed story from a pasted article to its outcomes, on a newsroom on loopback
	@$(RUN) -m tests.newsroom $(ARGS)

test: env ## all tests that are fast enough to be run often
	$(RUN) -m pytest -n 2 -m "not faults and not demo and not browser and not evaluation" $(ARGS)

slow: env ## what takes longer: kills, hostile servers, the whole demonstration, a browser, the floors of the evaluation
	$(RUN) -m pytest -m "faults or demo or browser or evaluation" $(ARGS)

eval: env ## scores the product on the labelled sets in $CLAIMWATCH_EVAL_DIR or ../shared/eval (docs/evaluation.md)
	@$(RUN) -m tests.evaluation $(ARGS)

bench: env ## what reading and linking cost, against their limits (docs/performance.md); nothing fails on a time
	@$(RUN) -m tests.benchmarks $(ARGS)

check: lint types test ## what has to pass before a commit

lint: env
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .

types: env
	$(VENV)/bin/mypy

env: $(VENV)/.stamp ## the environment, from the hash-pinned lock file

# The lock file is complete, so --no-deps: it also keeps old releases of pip from tripping over repeated extras.
# Nothing is ever installed outside $(VENV). The lock file is complete, so --no-deps: it also keeps old releases
# of pip from tripping over repeated extras.
$(VENV)/.stamp: requirements.lock pyproject.toml | $(VENV)/bin/pip
	@echo "installing into $(VENV) (once, about a minute)"
	@$(RUN) -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(RUN) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Debian's Python may come without ensurepip: then the environment is made without pip, and the pip outside
# installs one into it.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "claimwatch needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...")'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  $(PYTHON) -m venv --without-pip $(VENV) && \
	  $(PYTHON) -m pip --python $(VENV)/bin/python install -q --disable-pip-version-check pip; } || \
	  { rm -rf $(VENV); echo "claimwatch: cannot make $(VENV): $(PYTHON) needs pip (Debian: apt install python3-pip)"; exit 1; }

lock: ## a new lock file from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
