"""Run the demo study and say where its results are."""

import click

from policytopics.commands import options
from policytopics.commands.project import find
from policytopics.commands.snakemake_call import arguments, call

__all__ = ["command"]


@click.command()
@options.cores
@click.pass_context
def command(ctx: click.Context, cores: str) -> None:
    """Run the demo study: six fictional regions, a minute."""
    ctx.exit(call(arguments(find(), "demo", cores=cores)))
