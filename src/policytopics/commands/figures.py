"""Draw the figures of a study again."""

import click

from policytopics.commands import options
from policytopics.commands.project import find
from policytopics.commands.snakemake_call import arguments, call
from policytopics.tables.figures import FIGURES

__all__ = ["command"]


@click.command()
@options.study
@options.cores
@click.pass_context
def command(ctx: click.Context, study: str | None, cores: str) -> None:
    """Draw the figures of STUDY again; the report is not written."""
    project = find()
    name = options.study_or_default(project, study)
    more = ["--forcerun", *(figure.rule for figure in FIGURES), "--", "figures"]
    ctx.exit(call(arguments(project, name, cores=cores, more=more)))
