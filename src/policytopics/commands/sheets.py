"""Draw sheets that people fill in: which word does not belong, which domain a sentence has."""

import click

from policytopics.commands import options
from policytopics.commands.project import find
from policytopics.commands.snakemake_call import arguments, call

__all__ = ["command"]

_KINDS = ("topics", "domains")


@click.command()
@click.argument("words", nargs=-1, metavar="[topics|domains] [STUDY]")
@click.option("--number", default=300, show_default=True, help="Sentences of a sheet of domains.")
@click.option("--seed", default=1, show_default=True, help="Of the drawing of sentences.")
@options.cores
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], number: int, seed: int, cores: str) -> None:
    r"""Draw sheets of STUDY for people to fill in, and their key.

    topics: the word and topic intrusion sheets. Readers write the number of the word (or topic)
    that does not belong.

    domains: sentences to code by the codebook, drawn with known probabilities; the sheet shows no
    machine code. Written into config/STUDY: domain_sheet.csv, its key, and the codebook. Write a
    domain_id, and a second one if about as much is about it; `policytopics score STUDY` then says
    how far the instrument agrees, and corrects the study's shares. With 50 coded sentences of each
    region (--number), each has a correction of its own.

    \b
    policytopics sheets demo
    policytopics sheets domains demo --number 300
    """
    kind, rest = (words[0], words[1:]) if words[:1] and words[0] in _KINDS else ("topics", words)
    if len(rest) > 1:
        raise click.UsageError(f"one study at a time, not {', '.join(rest)}")
    project = find()
    name = options.study_or_default(project, next(iter(rest), None))
    if kind == "topics":
        ctx.exit(call(arguments(project, name, cores=cores, more=["--", "sheets"])))
    from policytopics.commands.domain_sheets import SHEET, draw_domain_sheet, stop_at_codes
    from policytopics.commands.workflow import open_workflow

    stop_at_codes(project.work / "config" / name / SHEET)
    project.enter()
    flow = open_workflow({"study": name}, project)
    targets = [f"{flow.results}/{each}.parquet" for each in ("words/units", "domains/unit_domains")]
    if failed := call(arguments(project, name, cores=cores, more=["--", *targets])):
        ctx.exit(failed)
    for path in draw_domain_sheet(flow, number, seed):
        click.echo(f"written: {path.relative_to(project.work)}")
    click.echo(f"code the sheet, then: policytopics score {name}")
