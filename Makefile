# make demo: set up if needed and open the app on demo data.
# make test: set up if needed and run everything that CI runs.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test bench lock clean

demo: $(VENV)/run.stamp
	$(BIN)/python -m qtrack demo

test: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto --dist loadfile

$(VENV)/bin.stamp:
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and '需要 Python 3.11 或更新版本')"
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/bin.stamp .lock/run.txt pyproject.toml
	$(PIP) --require-hashes -r .lock/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp .lock/test.txt
	$(PIP) --require-hashes -r .lock/test.txt
	@touch $@

# Measures the start, the overview, the table, a saved record and an import beside what else there is; judges nothing. ROWS=100000 is quicker.
bench: $(VENV)/test.stamp
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/overview.py
	$(BIN)/python benchmarks/table.py
	$(BIN)/python benchmarks/save.py
	$(BIN)/python benchmarks/importing.py

# Writes the locks anew; needs uv on the path.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 --custom-compile-command "make lock" pyproject.toml --group run -o .lock/run.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 --custom-compile-command "make lock" pyproject.toml --group test -o .lock/test.txt

clean:
	rm -rf $(VENV)
