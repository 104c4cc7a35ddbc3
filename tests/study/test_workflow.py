"""The workflow from other places than its own folder: an empty one, another workflow's."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path().resolve()
MODULE = f"""
module priorities:
    snakefile: "{ROOT}/workflow/Snakefile"
    config: {{"study": "demo"}}

use rule * from priorities as priorities_*

rule all:
    default_target: True
    input: rules.priorities_all.input
"""


def dry_run(folder: Path, *words: str) -> str:
    called = [sys.executable, "-m", *words]
    done = subprocess.run(called, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.study
def test_another_workflow_uses_it_as_a_module(tmp_path: Path) -> None:
    (tmp_path / "Snakefile").write_text(MODULE, encoding="utf-8")
    told = dry_run(tmp_path, "snakemake", "-n", "--cores", "1")
    assert "priorities_write_report" in told


@pytest.mark.study
def test_the_command_plans_the_demo_in_an_empty_folder(tmp_path: Path) -> None:
    told = dry_run(tmp_path, "policytopics.commands.cli", "plan", "demo")
    assert "write_report" in told
    assert not (tmp_path / "config").exists()
