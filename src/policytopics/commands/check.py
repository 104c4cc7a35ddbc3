"""Check the installation and every study, and say what is wrong before anything runs.

python -m policytopics.commands.check
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from policytopics.commands.workflow import documents_in, fail
from policytopics.problems import Problem, ProblemsError
from policytopics.study.load import load

__all__ = ["LOCKS", "installed", "locked", "studies"]

LOCKS = ("requirements.lock", "requirements-dev.lock")  # results do not hang on what builds

_PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\\n]+)", re.MULTILINE)


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


def studies(config: Path = Path("config")) -> tuple[list[str], list[Problem]]:
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


def main() -> None:
    """Say what was found; end with code 2 if something must be mended."""
    lines, problems = studies()
    problems += installed("".join(Path(lock).read_text(encoding="utf-8") for lock in LOCKS))
    print(f"Python {sys.version.split()[0]}, packages as locked" if not problems else "", *lines,
          sep="\n")  # fmt: skip
    if problems:
        fail(ProblemsError(problems))


if __name__ == "__main__":
    main()
