"""Check the installation and every study, and say what is wrong before anything runs."""

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from policytopics.commands.corpus_files import documents_in
from policytopics.commands.project import Project, find
from policytopics.problems import Problem, ProblemsError
from policytopics.study.load import load

__all__ = ["LOCKS", "command", "installed", "locked", "studies"]

# In a checkout; an installed package was resolved by pip. Results do not hang on what builds.
LOCKS = ("requirements.lock", "requirements-dev.lock")

_PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\\n]+)", re.MULTILINE)


@click.command()
def command() -> None:
    """Check the installation and every study; nothing is run."""
    project = find()
    project.enter()
    lines, problems = studies(project.work / "config")
    problems += _as_locked(project)
    if problems:
        click.echo("\n".join(lines))
        raise ProblemsError(problems)
    click.echo("\n".join([f"Python {sys.version.split()[0]}, packages as locked", *lines]))


def _as_locked(project: Project) -> list[Problem]:
    """Return what is installed in another version than the lock files say, where there are any."""
    locks = [project.root / lock for lock in LOCKS if (project.root / lock).is_file()]
    return installed("".join(lock.read_text(encoding="utf-8") for lock in locks))


def locked(lock: str) -> dict[str, set[str]]:
    """Return name → versions that a lock file's text allows (several where platforms differ).

    Examples
    --------
    >>> locked("lxml[html_clean]==6.1.3")
    {'lxml': {'6.1.3'}}
    """
    found: dict[str, set[str]] = {}
    for name, pinned in _PIN.findall(lock):
        found.setdefault(name.lower().replace("_", "-"), set()).add(pinned)
    return found


def installed(lock: str) -> list[Problem]:
    """Return a problem for each locked package that is installed in another version."""
    problems: list[Problem] = []
    for name, pins in sorted(locked(lock).items()):
        try:
            found = version(name)
        except PackageNotFoundError:
            continue  # of another platform, or of the tests where only running was asked for
        if found not in pins:
            what = f"{name} {found} is installed; the lock file says {' or '.join(sorted(pins))}"
            problems.append(Problem("requirements*.lock", what, "delete .venv, then: make setup"))
    return problems


def studies(config: Path) -> tuple[list[str], list[Problem]]:
    """Return a line for each study and the problems found in them."""
    lines: list[str] = []
    problems: list[Problem] = []
    for file in sorted(config.glob("*/study.yaml")):
        name = file.parent.name
        try:
            study = load(name, {}, config=config)
            number = len(documents_in(study.corpus)) if study.corpus.folder else 0
            lines.append(f"study {name}: {number or 'its folder is not named; no'} documents")
        except ProblemsError as error:
            problems += error.problems
    return lines, problems
