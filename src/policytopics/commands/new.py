"""Make a study of a folder of documents: ``config/<name>/study.yaml``, written once, then yours."""

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import click

from policytopics.commands import options
from policytopics.commands.corpus_files import documents_in
from policytopics.commands.project import Project, find
from policytopics.problems import Problem, ProblemsError
from policytopics.study.corpus import CorpusSettings
from policytopics.study.load import LONGEST_NAME, load
from policytopics.study.own_files import remember_folder, remembered_folder

__all__ = ["command", "new_study", "slug"]

_TEMPLATE = """\
# The study "{name}". Every key and its default: config/README.md.
corpus:
  folder: {folder}

# Name topics yourself in topics.yaml; say what a document is in documents.csv
# (`policytopics manifest {name}` drafts it).
"""


@click.command()
@click.argument("folder")
@options.name
def command(folder: str, name: str | None) -> None:
    r"""Make a study of FOLDER: write its config/<name>/study.yaml, once.

    \b
    policytopics new reports/                 a study named after the folder
    policytopics new reports/ --name suzhou   a study named suzhou
    """
    made = new_study(find(), folder, name or "")
    click.echo(f"study {made}: config/{made}/study.yaml")


def slug(name: str) -> str:
    """Return a study's name made from a folder's: small ASCII letters, digits, ``-`` and ``_``.

    Chinese names keep a hash of themselves, as two folders must not fall together.

    Examples
    --------
    >>> slug("Suzhou reports (2024)"), slug("a")
    ('suzhou-reports-2024', 'a')
    >>> slug("报告")
    'study-1e8ddd'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:LONGEST_NAME].rstrip("-_")
    return words or f"study-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def new_study(project: Project, folder: str, name: str = "") -> str:
    """Write the study's file unless it exists; return the study's name.

    Parameters
    ----------
    project : Project
        Where the studies lie.
    folder : str
        Of the documents, from the current folder or absolute; remembered for a study whose
        settings name none.
    name : str
        Wanted for the study; made a slug, which is said. Empty: the folder's name.

    Raises
    ------
    ProblemsError
        If the folder holds no documents, or a study of this name has another folder. Nothing is
        written then.
    """
    documents_in(CorpusSettings(folder=folder))
    made = slug(name or Path(folder).resolve().name)
    if name and made != name:
        click.echo(f"the study's name {name!r} is written {made!r} (letters a-z, digits, - and _)")
    config = project.work / "config"
    file = config / made / "study.yaml"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        text = _TEMPLATE.format(name=made, folder=json.dumps(_from(project, folder)))
        file.write_text(text, encoding="utf-8")
        return made
    known = load(made, {}, config=config).corpus.folder
    if not known or remembered_folder(file.parent):
        remember_folder(file.parent, folder)
    elif (project.work / known).resolve() != Path(folder).resolve():
        what = f"is the study of another folder: {known}"
        fix = "choose another name with --name, or edit corpus.folder"
        raise ProblemsError([Problem(str(file), what, fix)])
    return made


def _from(project: Project, folder: str) -> str:
    """Return a folder as seen from the project where it lies in it, else absolute."""
    path = Path(folder).resolve()
    inside = path.is_relative_to(project.work)
    return path.relative_to(project.work).as_posix() if inside else str(path)
