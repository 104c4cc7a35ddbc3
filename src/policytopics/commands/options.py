"""Options and arguments that several words of the command share, with their texts."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from policytopics.commands.project import Project, find
from policytopics.commands.snakemake_call import arguments, call
from policytopics.study.own_files import default_study

__all__ = ["cores", "corpus", "name", "study", "study_command", "study_or_default"]

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
    """Return the study given, else that which ``config/config.yaml`` names."""
    return given or default_study(project.configs)


def study_command(about: str, more: Sequence[str]) -> click.Command:
    """Return a command that runs a study: Snakemake with further options and targets.

    Parameters
    ----------
    about : str
        What its help says.
    more : sequence of str
        As `policytopics.commands.snakemake_call.arguments` takes them.
    """

    @click.command(help=about)
    @study
    @cores
    @click.pass_context
    def command(ctx: click.Context, study: str | None, cores: str) -> None:
        project = find()
        words = arguments(project, study_or_default(project, study), cores=cores, more=more)
        ctx.exit(call(words))

    return command
