# Everything a person does with Parvis, one word each. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help install demo test coverage check bench a11y docs lock messages module clean
MAKEFLAGS += --no-print-directory

READY := @sh scripts/bootstrap.sh
BIN := .venv/bin

help: ## List these commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: ## Set this folder up: Python 3.13, dependencies, the parvis command
	$(READY) base

demo: ## Start the demo city and print its address and sign-ins (Ctrl-C stops it)
	$(READY) base
	@exec $(BIN)/parvis serve --demo

test: ## Run the whole test suite (one part: make test only=src/parvis/kernel/people)
	$(READY) dev
	@$(BIN)/python -P scripts/test.py $(only)

coverage: ## Run the suite without the browser and show which lines of rules and actions no test reaches
	$(READY) dev
	@$(BIN)/python -P scripts/coverage_of_rules.py

check: ## Format, lint, types, walls, templates, migrations, spelling, licences
	$(READY) dev
	@$(BIN)/python -P scripts/check.py $(only)

bench: ## Print the table of speeds of docs/policy/quality.md
	$(READY) dev
	@$(BIN)/python -P bench/run.py $(only)

a11y: ## axe on every page × language × width × theme × reader (slow; needs Chromium)
	$(READY) dev
	@$(BIN)/python -P -m pytest tests/e2e -m a11y -n 2 --override-ini addopts="-ra --strict-markers -p no:cacheprovider"

docs: ## Build the documentation into site/
	$(READY) dev
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --config-file mkdocs.yml
	@echo "The documentation is in site/index.html."

lock: ## Pin all dependencies anew, with hashes
	$(READY) base
	@$(BIN)/python -P scripts/lock.py

messages: ## Bring new and changed sentences into the translation files
	$(READY) dev
	@$(BIN)/python -P scripts/messages.py

module: ## Write a new service module that passes all walls: make module name=parking
	$(READY) dev
	@$(BIN)/python -P scripts/new_module.py "$(name)"

clean: ## Remove what was built; your data in .data/ stay
	@rm -rf .venv .tools site build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
	@find src tests bench scripts -name __pycache__ -type d -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete
	@echo "Clean. Your data are still in .data/; remove that folder to start from nothing."
