"""How long a study took the last time, step by step, from the stored benchmarks.

python -m policytopics.commands.plan STUDY
"""

import csv
import sys
from pathlib import Path

from policytopics.commands.progress import duration

__all__ = ["took"]


def took(study: str, logs: Path = Path("logs")) -> dict[str, float]:
    """Return rule → seconds of its jobs in the last run, summed over a sweep's variants."""
    seconds: dict[str, float] = {}
    for file in sorted((logs / study / "benchmarks").rglob("*.tsv")):
        with open(file, encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                seconds[file.stem] = seconds.get(file.stem, 0.0) + float(row["s"])
    return seconds


def main(study: str) -> None:
    """Print the times, or that there are none yet."""
    seconds = took(study)
    if not seconds:
        print(f"study {study} has not run yet: no times are known")
        return
    print(
        f"when they last ran, all steps of {study} took {duration(sum(seconds.values()))} of work:"
    )
    for rule, value in seconds.items():
        print(f"  {duration(value):>12}  {rule}")


if __name__ == "__main__":
    main(sys.argv[1])
