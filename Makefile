# One command each. `make report` shows what the checker does; `make test` is what must pass.
# Needs GNU make, Python 3.11 or later and a C compiler (for the rule engine).

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.set-up

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# durable_rules 2.0.28 uses a name that Python 3.13 no longer has
export CPPFLAGS += -DPyEval_CallObject=PyObject_CallObject

# which log of examples/, as of which day
REPORTS := 2007-public-record:2011-12-31 2007-illustrative:2010-06-30
# which made-up agreement of examples/, on which log, as of which day
AGREEMENTS := grant:log.csv:2026-02-28 service-agreement:log.xlsx:2025-10-31 treaty-reporting:log.yaml:2026-06-30

# the made-up draft that the papers of the 2007 programme hold against it
DRAFT := examples/2009-draft/plan.yaml

.PHONY: help setup report revision examples check browser test test-long fuzz mutation bench bench-large docs lock clean
.DELETE_ON_ERROR:

help:
	@echo 'make setup   install into $(VENV)   (PYTHON=python3.12 chooses the Python)'
	@echo 'make report  the reports on the 2007 programme, in build/report/'
	@echo 'make revision  the papers for the revision of the 2007 programme, there too'
	@echo 'make examples  the reports on the made-up agreements, in build/report/ too'
	@echo 'make check   formatting, lint, types, layers'
	@echo 'make test    check, and all tests'
	@echo 'make test-long  the same laws on many more cases: about an hour; fuzz, mutation: longer still'
	@echo 'make bench   measure; bench-large: large logs, against what people would use instead (half an hour)'
	@echo 'make docs    write the pages that are generated, and build the site in build/docs/'
	@echo 'make lock    write locks/ and the list of parts anew, with the latest releases'
	@echo 'make clean   remove all that these commands made'

setup: $(STAMP)

# Exactly the packages that are locked, by their hashes. A broken build of the engine may lie in pip's cache, so
# the engine is tried and if need be built afresh.
$(STAMP): pyproject.toml locks/build.txt locks/dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement locks/build.txt
	$(BIN)/python -m pip install --quiet --require-hashes --no-build-isolation --requirement locks/dev.txt && \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable . || \
	  { echo 'If it is the C compiler that is missing: CONTRIBUTING.md, "Set up".' >&2; exit 1; }
	$(BIN)/python -c 'import durable.engine' 2>/dev/null || \
	  $(BIN)/python -m pip install --quiet --force-reinstall --no-cache-dir --no-deps durable_rules==2.0.28
	$(BIN)/python -m compileall -q checker
	touch $@

report: $(STAMP)
	@mkdir -p build/report
	@for asked in $(REPORTS); do \
	  name=$${asked%:*}; \
	  $(BIN)/checker report --plan obligations.yaml --log examples/$$name/log.csv --as-of $${asked#*:} \
	    --fail-on never --output build/report/$$name || exit; \
	done

revision: $(STAMP)
	@mkdir -p build/report
	@for asked in $(REPORTS); do \
	  name=$${asked%:*}; \
	  $(BIN)/checker revision --plan obligations.yaml --draft $(DRAFT) --log examples/$$name/log.csv \
	    --as-of $${asked#*:} --output build/report/$$name-revision || exit; \
	done

examples: $(STAMP)
	@mkdir -p build/report
	@for asked in $(AGREEMENTS); do \
	  name=$${asked%%:*}; rest=$${asked#*:}; \
	  $(BIN)/checker report --plan examples/$$name/plan.yaml --log examples/$$name/$${rest%:*} \
	    --as-of $${rest#*:} --fail-on never --output build/report/$$name || exit; \
	done

check: $(STAMP)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

# The pages are tried in a real Chromium; as root on Debian or Ubuntu, what that needs is fetched.
browser:
	@test -n "$$CHECKER_NO_BROWSER" || sh tests/browser/install.sh

# What comes from elsewhere is waited for while the code is looked over. Files go to processes in the order of
# tests/conftest.py, those that take long first.
test: $(STAMP)
	$(MAKE) --jobs 2 check browser
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# What takes too long for every change; docs/trust.md has the last figures.
WHOLE := $(addprefix tests/,authoring browser days engine faults formats lint located output package readback \
  reasons report supply template)
test-long: $(STAMP) browser
	CHECKER_LONG=1 HYPOTHESIS_PROFILE=thorough MODEL_CASES=10000 $(BIN)/python -m pytest tests/model tests/laws \
	  tests/story tests/meeting tests/bytes tests/revision tests/versions
	CHECKER_LONG=1 $(BIN)/python -m pytest $(WHOLE)

FUZZED := plan yaml pattern csv yaml-log jsonl xlsx xlsx-part results days
fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet atheris
	for loader in $(FUZZED); do $(BIN)/python tests/fuzz/fuzz.py $$loader -max_total_time=600 || exit; done

mutation: $(STAMP)
	$(BIN)/python -m pip install --quiet mutmut==3.8.1
	PATH=$(CURDIR)/$(BIN):$$PATH $(BIN)/mutmut run --max-children 2
	$(BIN)/python -m tests.mutation.rules

bench: $(STAMP)
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/size.py
	$(BIN)/python bench/reports/measure.py

# Large logs; ROAD_FINES names the folder of the full log.
bench-large: $(STAMP)
	$(BIN)/python bench/large/measure.py
	build/peers/bin/python bench/large/plot.py
	$(BIN)/python bench/large/page.py

docs: $(STAMP)
	$(BIN)/python -m docs.generate
	rm -rf build/docs
	$(BIN)/python -m sphinx -W --keep-going -n -q -c docs -d build/doctrees . build/docs
	@echo build/docs/docs/index.html

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools==7.6.2 cyclonedx-bom==7.5.0
	build/lock/bin/python docs/supply/renew.py

clean:
	rm -rf $(VENV) build dist mutants .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
