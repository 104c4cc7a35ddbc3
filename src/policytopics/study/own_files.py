"""A study's own files: which there are, where they lie, which folder its documents are in.

A study is a folder below ``config/`` of the work; the studies that come with the program are found
there in a checkout, beside the program otherwise.
"""

from collections.abc import Iterable
from pathlib import Path

from policytopics.problems import Problem, ProblemsError

__all__ = [
    "OWN_FILES",
    "beside",
    "default_study",
    "known_studies",
    "remember_folder",
    "remembered_folder",
]

# What a person may put beside study.yaml, or beside the documents: never a document itself.
OWN_FILES = {
    "documents.csv": "says what a document is where it is not recognised; "
    "`policytopics manifest` drafts it",
    "regions.csv": "adds regions that the gazetteer lacks",
    "corrections.csv": "mends single lines: role, part, text, or leaves them out",
    "lexicon.txt": "terms that must stay whole, a line each",
    "codebook.csv": "your own domains: `domain_id`, `name_zh`, `name_en`, `seeds`; added to the "
    "default's, or in their place (`domains.codebook`)",
    "coded.csv": "sentences that you have coded: `text`, `domain_id`; they retrain the coding",
    "concepts.csv": "your own word lists, counted by document, region and year: `concept`, `term`; "
    "optional `weight`, `exclusions`",
    "topics.yaml": "your names for topics: a list of `name_zh`, `name_en`, `terms`",
}
# Where a study's documents are on this machine, if study.yaml does not say so; git ignores it.
_FOLDER = "corpus_folder.txt"
_DEFAULT = "config.yaml"


def known_studies(configs: Iterable[Path]) -> list[str]:
    """Return the names of the studies below the folders, sorted, each once."""
    files = (file for config in configs for file in config.glob("*/study.yaml"))
    return sorted({file.parent.name for file in files})


def default_study(configs: Iterable[Path]) -> str:
    """Return the study that the first ``config.yaml`` of the folders names, or ``demo``."""
    for config in configs:
        if (file := config / _DEFAULT).is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                key, _, value = line.partition(":")
                if key.strip() == "study":
                    return value.partition("#")[0].strip().strip("'\"")
    return "demo"


def beside(file: str, folders: Iterable[Path]) -> list[str]:
    """Return the path of a study's own file in the first folder that has it; else nothing.

    Parameters
    ----------
    file : str
        One of `OWN_FILES`.
    folders : iterable of Path
        The study's folder, then that of its documents.
    """
    return [str(folder / file) for folder in folders if (folder / file).is_file()][:1]


def remember_folder(study: Path, folder: str) -> None:
    """Write where the documents of a study are, for the next run on this machine.

    Parameters
    ----------
    study : Path
        The study's folder below ``config/``; made if it is a shipped study's first run.
    folder : str
        Of the documents, from the current folder or absolute.

    Raises
    ------
    ProblemsError
        If there is no such folder; nothing is written then.
    """
    path = Path(folder).resolve()
    if not path.exists():
        fix = "mend the path after --corpus"
        raise ProblemsError([Problem("--corpus", f"there is no folder {folder}", fix)])
    study.mkdir(parents=True, exist_ok=True)
    (study / _FOLDER).write_text(f"{path}\n", encoding="utf-8")


def remembered_folder(study: Path) -> str:
    """Return what `remember_folder` wrote for a study; empty if nothing."""
    file = study / _FOLDER
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""
