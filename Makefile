# `make demo` sets everything up and runs the demo study; `make help` lists the rest. Every target is
# a thin alias of a word of the `policytopics` command, which needs neither make nor a shell.
PYTHON ?= python3
CORES  ?= all
VENV   := .venv
BIN    := $(VENV)/bin
SET_UP ?= $(PYTHON) setup_environment.py
# A tool of the environment must win over one of the machine.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# What is typed reaches the command as a value: neither make nor the shell reads it.
override export CORPUS := $(value CORPUS)
override export NAME   := $(value NAME)
override export CORES  := $(value CORES)
override export STUDY  := $(value STUDY)
OF_STUDY  = $${STUDY:+"$$STUDY"}
OF_CORPUS = $${STUDY:+"$$STUDY"} $${CORPUS:+--corpus="$$CORPUS"} $${NAME:+--name="$$NAME"}
.DEFAULT_GOAL := help
.PHONY: help setup environment development demo run study manifest plan figures report verify check unlock test docs lock clean

help:  ## what each command does
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: environment  ## install what running needs into .venv (needs the net the first time only)
	@echo ".venv is as locked"

environment:
	@$(SET_UP)

development:
	@$(SET_UP) --development

demo: environment  ## run the demo study and say where its results are
	@policytopics demo --cores "$$CORES"

run: environment  ## run a study: make run [STUDY=name]
	@policytopics run --cores "$$CORES" $(OF_CORPUS)

study: environment  ## run your own documents: make study CORPUS=folder [NAME=name]
	@test -n "$$CORPUS" || { echo "name the folder of your documents: make study CORPUS=folder"; exit 2; }
	@policytopics run --cores "$$CORES" $(OF_CORPUS)

manifest: environment  ## draft config/<name>/documents.csv: what was recognised; your edits are kept
	@test -n "$$CORPUS$$STUDY" || { echo "name the folder of your documents: make manifest CORPUS=folder"; exit 2; }
	@policytopics manifest $(OF_CORPUS)

plan: environment  ## what would be done, and how long it took last time: make plan [STUDY=name]
	@policytopics plan $(OF_STUDY)

figures: environment  ## draw the figures again: make figures [STUDY=name]
	@policytopics figures --cores "$$CORES" $(OF_STUDY)

report: environment  ## write the report again: make report [STUDY=name]
	@policytopics report --cores "$$CORES" $(OF_STUDY)

verify: environment  ## run the demo twice in different surroundings and compare every byte
	@policytopics verify $(OF_STUDY)

check: environment  ## check the installation and every study
	@policytopics check

unlock: environment  ## remove the locks that a killed run left behind
	@policytopics unlock

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
