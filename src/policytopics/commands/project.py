"""Where the workflow and the work lie: the Snakefile with its rules, and the folder of the studies.

A checkout is both. An installed package brings the workflow along (`policytopics/project/`); the
work then lies in the folder the command is called from.
"""

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Project", "find"]

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Project:
    """The two folders of a run.

    Attributes
    ----------
    root : Path
        Holds ``Snakefile``, ``workflow/``, ``resources/``, ``profiles/`` and the shipped studies.
    work : Path
        Holds ``config/``, ``results/`` and ``logs/`` of the user's studies.
    """

    root: Path
    work: Path

    @property
    def snakefile(self) -> Path:
        """The front door of the workflow."""
        return self.root / "Snakefile"

    def enter(self) -> None:
        """Make the work the current folder: paths in a study's settings are told from there."""
        os.chdir(self.work)

    @property
    def configs(self) -> list[Path]:
        """The folders of studies: the work's own, then those that came with the program."""
        return list(dict.fromkeys([self.work / "config", self.root / "config"]))


def find(start: Path | None = None) -> Project:
    """Return the project of a folder: the checkout it lies in, else the installed workflow.

    Parameters
    ----------
    start : Path or None
        Where the command is called; None for the current folder.
    """
    here = (start or Path()).resolve()
    for folder in (here, *here.parents):
        if _is_root(folder):
            return Project(folder, folder)
    return Project(installed_root(), here)


def installed_root() -> Path:
    """Return the folder of the workflow that came with the package: a wheel's, or a checkout."""
    inside = _PACKAGE / "project"
    return inside if _is_root(inside) else _PACKAGE.parents[1]


def _is_root(folder: Path) -> bool:
    """Return whether a folder holds the workflow."""
    return (folder / "Snakefile").is_file() and (folder / "workflow" / "rules").is_dir()
