"""Write the report of a study again."""

import click

from policytopics.commands import options
from policytopics.commands.project import find
from policytopics.commands.snakemake_call import arguments, call

__all__ = ["command"]


@click.command()
@options.study
@options.cores
@click.pass_context
def command(ctx: click.Context, study: str | None, cores: str) -> None:
    """Write the report of STUDY again."""
    project = find()
    name = options.study_or_default(project, study)
    ctx.exit(call(arguments(project, name, cores=cores, more=["--forcerun", "write_report"])))
