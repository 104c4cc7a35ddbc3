"""What a run would do, and how long its steps took the last time."""

import csv
from collections.abc import Mapping
from pathlib import Path

import click

from policytopics.commands import options
from policytopics.commands.progress import duration
from policytopics.commands.project import find
from policytopics.commands.snakemake_call import arguments, call

__all__ = ["command", "times", "took"]


@click.command()
@options.study
@options.cores
@click.pass_context
def command(ctx: click.Context, study: str | None, cores: str) -> None:
    """Show what would run for STUDY, and how long each step took last time. Runs nothing."""
    project = find()
    name = options.study_or_default(project, study)
    code = call(arguments(project, name, cores=cores, more=["--dry-run"]))
    if not code:
        click.echo(times(name, took(name, project.work / "logs")))
    ctx.exit(code)


def took(study: str, logs: Path) -> dict[str, float]:
    """Return rule → seconds of its jobs in the last run, summed over a sweep's variants."""
    seconds: dict[str, float] = {}
    for file in sorted((logs / study / "benchmarks").rglob("*.tsv")):
        with open(file, encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                seconds[file.stem] = seconds.get(file.stem, 0.0) + float(row["s"])
    return seconds


def times(study: str, seconds: Mapping[str, float]) -> str:
    """Return the times as lines for people.

    Parameters
    ----------
    study : str
        Its name.
    seconds : mapping of str to float
        Of each rule, as `took` returns them.
    """
    if not seconds:
        return f"study {study} has not run yet: no times are known"
    total = duration(sum(seconds.values()))
    return "\n".join(
        [
            f"when they last ran, all steps of {study} took {total} of work:",
            *(f"  {duration(value):>12}  {rule}" for rule, value in seconds.items()),
        ]
    )
