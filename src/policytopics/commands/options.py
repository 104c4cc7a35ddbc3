"""Options and arguments that several words of the command share, with their texts."""

from collections.abc import Callable
from typing import Any

import click

from policytopics.commands.project import Project
from policytopics.study.own_files import default_study

__all__ = ["cores", "corpus", "name", "study", "study_or_default"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

cores: Decorator = click.option(
    "--cores", default="all", show_default=True, help="How many processors to use."
)
study: Decorator = click.argument("study", required=False)
corpus: Decorator = click.option(
    "--corpus",
    metavar="FOLDER",
    help="Where the documents are; remembered for the study.",
)
name: Decorator = click.option("--name", help="The study's name; else made from the folder's name.")


def study_or_default(project: Project, given: str | None) -> str:
    """Return the study named, else the one that ``config/config.yaml`` names."""
    return given or default_study(project.configs)
