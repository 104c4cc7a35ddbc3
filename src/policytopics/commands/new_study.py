"""Make a study of a folder of documents: ``config/<name>/study.yaml``, written once, then yours.

    python -m policytopics.commands.new_study FOLDER [NAME]

Prints the study's name, which ``make study`` hands to Snakemake.
"""

import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path

from policytopics.commands.workflow import documents_in, fail
from policytopics.problems import Problem, ProblemsError
from policytopics.study.corpus import CorpusSettings
from policytopics.study.load import load

__all__ = ["new_study", "slug"]

_TEMPLATE = """\
# The study "{name}". Every key and its default: config/README.md.
corpus:
  folder: {folder}

# Name topics yourself in topics.yaml; say what a document is in documents.csv
# (`make manifest CORPUS=...` drafts it).
"""


def slug(name: str) -> str:
    """Return an ASCII name made from a folder's.

    Examples
    --------
    >>> slug("Suzhou reports (2024)")
    'suzhou-reports-2024'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:30]
    # A folder named in Chinese alone still needs a name of its own.
    return words if len(words) > 1 else f"study-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def new_study(folder: str, name: str = "", *, config: Path = Path("config")) -> str:
    """Write the study's file unless it exists; return the study's name.

    Raises
    ------
    ProblemsError
        If the folder holds no documents, or a study of this name has another folder.
    """
    documents_in(CorpusSettings(folder=folder))
    name = name or slug(Path(folder).resolve().name)
    file = config / name / "study.yaml"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        quoted = json.dumps(folder, ensure_ascii=False)
        file.write_text(_TEMPLATE.format(name=name, folder=quoted), encoding="utf-8")
        return name
    known = load(name, {}, config=config).corpus.folder
    if known and Path(known).resolve() != Path(folder).resolve():
        what = f"is the study of another folder: {known}"
        fix = "choose another name: make study CORPUS=... NAME=..., or edit corpus.folder"
        raise ProblemsError([Problem(str(file), what, fix)])
    return name


if __name__ == "__main__":
    try:
        print(new_study(*sys.argv[1:]))
    except ProblemsError as error:
        fail(error)
