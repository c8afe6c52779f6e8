# Everything from a fresh clone: `make report`, `make test`.  Needs make and Python 3.11 or newer, nothing more.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help report test check bench planted comparison clean lock

help:
	@echo "make report      derive and prove every folder of derivations/, and write the documents to build/"
	@echo "make test        run the tests"
	@echo "make check       lint and type-check"
	@echo "make bench       measure against lcapy and SymPy, and find and mend 150 planted errors"
	@echo "make planted     write docs/planted-errors.md: 2400 errors planted in true lines, found and mended"
	@echo "make comparison  write docs/comparison.md: the boxed line beside lcapy's, SLiCAP's and SymPy's"
	@echo "make lock        pin the newest dependencies in requirements.lock (needs uv)"
	@echo "make clean       remove build/ and the tools' caches"
	@echo "All but the last two make the environment .venv first, if it is not there.  None needs root or TeX;"
	@echo "where TeX is installed, the report uses it."

report: $(READY)
	@echo "report: deriving and proving every folder of derivations/"
	@$(BIN)/python build_report.py

test: $(READY)
	@echo "test: running the tests"
	@$(BIN)/python -m pytest -n auto

check: $(READY)
	@echo "check: ruff and mypy"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY)
	@echo "bench: measuring against lcapy and SymPy"
	@$(BIN)/python -m benchmarks
	@echo "bench: planting errors, to be found and mended"
	@$(BIN)/python -m benchmarks.planted --speed

planted: $(READY)
	@echo "planted: 2400 errors planted in true lines, found and mended"
	@$(BIN)/python -m benchmarks.planted --all --speed --page docs/planted-errors.md

comparison: $(READY)
	@echo "comparison: asking lcapy, SLiCAP (in an environment of its own, build/slicap) and SymPy"
	@$(BIN)/python -m benchmarks.forms

$(READY): requirements.lock pyproject.toml scripts/environment.py
	@$(PYTHON) scripts/environment.py
	@touch $@

lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header --upgrade --output-file requirements.lock

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
