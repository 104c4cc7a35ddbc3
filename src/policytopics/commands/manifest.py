"""Draft ``config/<study>/documents.csv``: what was recognised of each document, and from what."""

import click

from policytopics.commands import options
from policytopics.commands.project import find
from policytopics.commands.run import study_of
from policytopics.commands.snakemake_call import arguments, call

__all__ = ["command"]


@click.command()
@click.argument("what", metavar="[STUDY|FOLDER]", required=False)
@options.corpus
@options.name
@click.pass_context
def command(ctx: click.Context, what: str | None, corpus: str | None, name: str | None) -> None:
    r"""Draft the documents.csv of STUDY (or of a FOLDER): what was recognised, and from what.

    Fill the empty cells and mend the wrong ones. Called again, it adds new documents and new
    evidence; every cell that you filled or changed is kept, and what was merely recognised is not
    taken for your word.

    \b
    policytopics manifest reports/
    """
    from policytopics.commands.manifest_draft import draft
    from policytopics.commands.workflow import open_workflow

    project = find()
    study = study_of(project, what, corpus, name)
    project.enter()
    flow = open_workflow({"study": study}, project)
    target = f"{flow.results}/corpus/paragraphs.parquet"
    if code := call(arguments(project, study, more=["--", target])):
        ctx.exit(code)
    draft(flow)
