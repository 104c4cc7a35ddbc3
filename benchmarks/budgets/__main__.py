"""How long a study takes: from nothing, with nothing to do, for figures and report alone.

    python -m benchmarks.budgets [STUDY]

Runs in a copy of the project, so that no result is touched. Prints wall time and the largest
memory of a single process, beside the budget.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from policytopics.tables.figures import FIGURES

RULES = [*(figure.rule for figure in FIGURES), "collect_captions"]
LEFT_BEHIND = ("results", "logs", ".venv", ".snakemake", ".git", "__pycache__", ".*_cache")
# Seconds on two cores: the demo, and the five-region study.
BUDGETS = {"demo": 60, "suzhou": 120}


def timed(words: list[str], folder: Path) -> float:
    """Run a command in ``folder``; return its wall time in seconds."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    start = time.monotonic()
    subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True)
    return time.monotonic() - start


def main(study: str = "demo") -> None:
    """Time the three kinds of run and print them."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "policytopics"
        shutil.copytree(".", folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        (folder / "results").mkdir()
        snakemake = [
            sys.executable,
            "-m",
            "snakemake",
            "--cores",
            "2",
            "--config",
            f"study={study}",
        ]
        rows = [
            ("from nothing", BUDGETS.get(study), timed(snakemake, folder)),
            ("nothing to do", 5, timed(snakemake, folder)),
            ("figures and report", 40, timed([*snakemake, "--forcerun", *RULES], folder)),
        ]
    for name, budget, seconds in rows:
        print(f"{study}: {name:<20} {seconds:6.1f} s   (budget {budget or 'none'})")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{study}: largest process      {memory:6.0f} MB  (budget 1024)")


if __name__ == "__main__":
    main(*sys.argv[1:])
