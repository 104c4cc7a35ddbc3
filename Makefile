# policytopics: `make demo` sets everything up and runs the demo study; `make help` lists the rest.
PYTHON ?= python3
CORES  ?= all
STUDY  ?= $(shell sed -n 's/^study: *//p' config/config.yaml)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
FIGURES := $(shell sed -n 's/^rule \(draw_[a-z]*\):/\1/p' workflow/rules/figures.smk)
SNAKE   = $(BIN)/snakemake --cores $(CORES) --config study=$(STUDY)
# A tool of the environment must win over one of the machine.
export PATH := $(CURDIR)/$(BIN):$(PATH)
.DEFAULT_GOAL := help
.PHONY: help setup demo study manifest plan figures report verify check test docs clean

help:  ## what each command does
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(READY)  ## install everything into .venv (needs the net the first time only)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "policytopics needs Python 3.11 or later; name one with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	@if command -v uv >/dev/null; then \
	  rm -rf $(VENV); echo "1/3 environment in $(VENV) (uv)"; uv venv -q --python $(PYTHON) $(VENV); \
	  echo "2/3 packages as locked (about 650 MB)"; uv pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock; \
	  echo "3/3 policytopics itself"; uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  rm -rf $(VENV); echo "1/3 environment in $(VENV)"; $(PYTHON) -m venv $(VENV); \
	  echo "2/3 packages as locked (about 650 MB; a minute or two)"; $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; \
	  echo "3/3 policytopics itself"; $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

demo: $(READY)  ## run the demo study and say where its results are
	@$(MAKE) --no-print-directory run STUDY=demo

run: $(READY)
	@$(SNAKE)

study: $(READY)  ## run your own documents: make study CORPUS=folder [NAME=name]
	@test -n "$(CORPUS)" || { echo "name the folder of your documents: make study CORPUS=folder"; exit 2; }
	@name=$$($(BIN)/python -m policytopics.commands.new_study "$(CORPUS)" $(NAME)) && \
	  echo "study $$name: config/$$name/study.yaml" && \
	  POLICYTOPICS_CORPUS="$(CORPUS)" $(MAKE) --no-print-directory run STUDY=$$name

manifest: $(READY)  ## draft config/<name>/documents.csv: what was recognised; your edits are kept
	@test -n "$(CORPUS)" || { echo "name the folder of your documents: make manifest CORPUS=folder"; exit 2; }
	@name=$$($(BIN)/python -m policytopics.commands.new_study "$(CORPUS)" $(NAME)) && \
	  POLICYTOPICS_CORPUS="$(CORPUS)" $(BIN)/python -m policytopics.commands.manifest $$name

plan: $(READY)  ## what would be done, and how long it took last time: make plan [STUDY=name]
	@$(SNAKE) --dry-run
	@$(BIN)/python -m policytopics.commands.plan $(STUDY)

figures: $(READY)  ## draw the figures again: make figures [STUDY=name]
	@$(SNAKE) --forcerun $(FIGURES) -- figures

report: $(READY)  ## write the report again: make report [STUDY=name]
	@$(SNAKE) --forcerun write_report

verify: $(READY)  ## run the demo twice in different surroundings and compare every byte
	@$(BIN)/python -m policytopics.commands.verify demo

check: $(READY)  ## check the installation and every study
	@$(BIN)/python -m policytopics.commands.check

test: $(READY)  ## run all checks and tests
	@echo "ruff";      $(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@echo "mypy";      $(BIN)/mypy --no-error-summary
	@echo "rooms";     $(BIN)/lint-imports --no-cache >/tmp/policytopics-rooms.$$$$ || { cat /tmp/policytopics-rooms.$$$$; exit 1; }
	@echo "snakefmt";  $(BIN)/snakefmt --check Snakefile workflow/rules
	@echo "lint";      $(BIN)/snakemake --lint
	@echo "pytest";    $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered

docs: $(READY)  ## write again what is generated: config/README.md, schemas, environment.yml
	@$(BIN)/python -m policytopics.commands.generate

clean:  ## delete the environment and all results and logs
	@rm -rf $(VENV) logs .snakemake && find results -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +
