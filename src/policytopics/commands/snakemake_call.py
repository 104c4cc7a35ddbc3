"""Snakemake as a child process: every argument a value, none of them through a shell."""

import os
import subprocess
import sys
from collections.abc import Sequence

from policytopics.commands.project import Project

__all__ = ["arguments", "call"]


def arguments(
    project: Project, study: str, *, cores: str = "all", more: Sequence[str] = ()
) -> list[str]:
    """Return the words of a Snakemake call for a study.

    Parameters
    ----------
    project : Project
        Where the workflow and the work lie.
    study : str
        Name of the study.
    cores : str
        Number of cores, or ``all``.
    more : sequence of str
        Further options and, after ``--``, targets.

    Examples
    --------
    >>> from pathlib import Path
    >>> from policytopics.commands.project import Project
    >>> here = Project(Path("/project"), Path("/work"))
    >>> arguments(here, "demo", cores="2", more=["--", "figures"])[1:]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['-m', 'snakemake', '--snakefile', '/project/Snakefile', '--directory', '/work',
     '--cores', '2', '--config', 'study=demo', '--', 'figures']
    """
    return [
        sys.executable, "-m", "snakemake",
        "--snakefile", str(project.snakefile), "--directory", str(project.work),
        "--cores", cores, "--config", f"study={study}", *more,
    ]  # fmt: skip


def call(words: Sequence[str]) -> int:
    """Run a command and return its exit code: 0, 2 after a user's mistake, 1 after a fault."""
    # Tools of the environment win over those of the machine.
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
    return subprocess.run(words, check=False, env={**os.environ, "PATH": path}).returncode
