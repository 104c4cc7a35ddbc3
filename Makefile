# policytopics: `make demo` sets everything up and runs the demo study; `make help` lists the rest.
PYTHON ?= python3
CORES  ?= all
STUDY  ?= $(shell sed -n 's/^study: *//p' config/config.yaml)
VENV   := .venv
BIN    := $(VENV)/bin
SET_UP ?= $(PYTHON) setup_environment.py
FIGURES := $(shell sed -n 's/^rule \(draw_[a-z]*\):/\1/p' workflow/rules/figures.smk)
SNAKE   = $(BIN)/snakemake --cores $(CORES) --config study=$(STUDY)
# A tool of the environment must win over one of the machine.
export PATH := $(CURDIR)/$(BIN):$(PATH)
.DEFAULT_GOAL := help
.PHONY: help setup environment development demo run study manifest plan figures report verify check test docs lock clean

help:  ## what each command does
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: environment  ## install what running needs into .venv (needs the net the first time only)
	@echo ".venv is as locked"

environment:
	@$(SET_UP)

development:
	@$(SET_UP) --development

demo: environment  ## run the demo study and say where its results are
	@$(MAKE) --no-print-directory run STUDY=demo

run: environment
	@$(SNAKE)

study: environment  ## run your own documents: make study CORPUS=folder [NAME=name]
	@test -n "$(CORPUS)" || { echo "name the folder of your documents: make study CORPUS=folder"; exit 2; }
	@name=$$($(BIN)/python -m policytopics.commands.new_study "$(CORPUS)" $(NAME)) && \
	  echo "study $$name: config/$$name/study.yaml" && \
	  POLICYTOPICS_CORPUS="$(CORPUS)" $(MAKE) --no-print-directory run STUDY=$$name

manifest: environment  ## draft config/<name>/documents.csv: what was recognised; your edits are kept
	@test -n "$(CORPUS)" || { echo "name the folder of your documents: make manifest CORPUS=folder"; exit 2; }
	@name=$$($(BIN)/python -m policytopics.commands.new_study "$(CORPUS)" $(NAME)) && \
	  POLICYTOPICS_CORPUS="$(CORPUS)" $(BIN)/python -m policytopics.commands.manifest $$name

plan: environment  ## what would be done, and how long it took last time: make plan [STUDY=name]
	@$(SNAKE) --dry-run
	@$(BIN)/python -m policytopics.commands.plan $(STUDY)

figures: environment  ## draw the figures again: make figures [STUDY=name]
	@$(SNAKE) --forcerun $(FIGURES) -- figures

report: environment  ## write the report again: make report [STUDY=name]
	@$(SNAKE) --forcerun write_report

verify: environment  ## run the demo twice in different surroundings and compare every byte
	@$(BIN)/python -m policytopics.commands.verify demo

check: environment  ## check the installation and every study
	@$(BIN)/python -m policytopics.commands.check

test: development  ## run all checks and tests
	@echo "ruff";      $(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@echo "mypy";      $(BIN)/mypy --no-error-summary
	@echo "rooms";     said=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$said"; exit 1; }
	@echo "snakefmt";  $(BIN)/snakefmt --check Snakefile workflow/rules
	@echo "lint";      $(BIN)/snakemake --lint
	@echo "pytest";    $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term:skip-covered

docs: environment  ## write again what is generated: config/README.md, schemas, environment.yml
	@$(BIN)/python -m policytopics.commands.generate

lock:  ## pin all packages again after a change of pyproject.toml: make lock [UPGRADE=package|all]
	@PYTHONPATH=src $(PYTHON) -m policytopics.commands.lock $(UPGRADE)
	@$(MAKE) --no-print-directory docs

clean:  ## delete the environment and all results and logs
	@rm -rf $(VENV) $(VENV).aside logs .snakemake && find results -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +
