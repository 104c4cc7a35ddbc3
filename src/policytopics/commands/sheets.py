"""Draw sheets that people fill in, to see whether readers can tell the topics apart."""

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
    """Draw the word and topic intrusion sheets of STUDY and their key.

    Give the sheets to readers, who write the number of the word (or topic) that does not belong,
    and score what they return with `policytopics score`.
    """
    project = find()
    name = options.study_or_default(project, study)
    ctx.exit(call(arguments(project, name, cores=cores, more=["--", "sheets"])))
