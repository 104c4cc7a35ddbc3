"""Delete what the program made: results and logs, of one study or of all."""

import shutil
from pathlib import Path

import click

from policytopics.commands.project import Project, find
from policytopics.problems import Problem, ProblemsError, suggestion

__all__ = ["command", "made"]


@click.command()
@click.argument("study", required=False)
def command(study: str | None) -> None:
    """Delete the results and logs of STUDY, or of all studies. Documents and settings stay."""
    for folder in made(find(), study):
        shutil.rmtree(folder)
        click.echo(f"deleted {folder}")


def made(project: Project, study: str | None) -> list[Path]:
    """Return the folders that runs wrote, sorted.

    Raises
    ------
    ProblemsError
        If the study named has none.
    """
    places = [project.work / "results", project.work / "logs"]
    found = sorted(path for place in places for path in place.glob("*") if path.is_dir())
    if study is None:
        return found
    own = [path for path in found if path.name == study]
    if not own:
        names = {path.name for path in found}
        what = f"there are no results of a study {study}"
        raise ProblemsError([Problem("results", what, suggestion(study, names))])
    return own
