"""Run a study, or make one of a folder or table of reports and run it."""

from pathlib import Path

import click

from policytopics.commands import options
from policytopics.commands.new import new_study
from policytopics.commands.project import Project, find
from policytopics.commands.snakemake_call import arguments, call
from policytopics.study.own_files import known_studies, remember_folder

__all__ = ["command", "study_of"]


@click.command()
@click.argument("what", metavar="[STUDY|FOLDER]", required=False)
@options.corpus
@options.name
@options.cores
@click.pass_context
def command(
    ctx: click.Context, what: str | None, corpus: str | None, name: str | None, cores: str
) -> None:
    r"""Run STUDY, or make a study of FOLDER (or of a table of reports) and run it.

    \b
    policytopics run reports/                       your documents
    policytopics run reports.xlsx --name suzhou     a table with a row per report
    policytopics run suzhou                         the same again: only what changed
    policytopics run suzhou --corpus other/place    a study whose documents moved
    """
    project = find()
    ctx.exit(call(arguments(project, study_of(project, what, corpus, name), cores=cores)))


def study_of(project: Project, what: str | None, corpus: str | None, name: str | None) -> str:
    """Return the name of the study that is meant, made if it is a new folder's.

    A name of a study wins over a folder of the same name; what is neither is told by the study's
    own check.
    """
    if what is None and corpus is None:
        return options.study_or_default(project, None)
    known = known_studies(project.configs)
    if what in known or what is None or not Path(what).exists():
        if corpus is None:
            return str(what)
        if what in known:
            remember_folder(project.work / "config" / str(what), corpus)
            return str(what)
        return _announced(project, corpus, name or what)
    return _announced(project, what, name)


def _announced(project: Project, folder: str, name: str | None) -> str:
    """Return the study of a folder, and say where its settings are."""
    made = new_study(project, folder, name or "")
    click.echo(f"study {made}: config/{made}/study.yaml", err=True)
    return made
