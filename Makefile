# The README's two commands are `make demo` and `make test`; each installs what it lacks.
BIN := .venv/bin
SAMPLES := $(wildcard samples/*.yaml)

.PHONY: demo test coverage lint bench schema help-page locale clean

demo:
	@tools/install.sh demo
	@$(BIN)/discgen build $(SAMPLES) --output demo
	@echo "The disclosures lie in $(CURDIR)/demo"

test:
	@tools/install.sh test
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2

# Tracing every line makes the tests several times slower, so it is no part of them.
coverage:
	$(BIN)/pytest -n 2 --cov

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench:
	@tools/install.sh bench
	$(BIN)/python -m bench

# What is generated and committed; a test fails when it is stale.
schema:
	$(BIN)/python tools/generate.py

help-page:
	$(BIN)/discgen --help --help > src/discgen/cli/help.txt  # Said once, it prints this very file.

locale:
	$(BIN)/pybabel --quiet compile --directory src/discgen/locale

clean:
	rm -rf demo dist build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
