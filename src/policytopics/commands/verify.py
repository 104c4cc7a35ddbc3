"""Prove that the same input gives the same bytes.

Runs the study twice, in two copies of the project, with different numbers of cores, hash seeds,
locales, time zones and BLAS kernels, and compares the SHA-256 of every file of the results.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from policytopics.commands.project import Project, find
from policytopics.problems import Problem, ProblemsError

__all__ = ["command", "compare", "manifest"]

_SURROUNDINGS: tuple[tuple[int, Mapping[str, str]], ...] = (
    (1, {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "OPENBLAS_CORETYPE": "Haswell"}),
    (2, {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai",
         "OPENBLAS_CORETYPE": "Sandybridge"}),
)  # fmt: skip
_NOT_THE_PROJECT = ("results", "logs", ".venv", ".snakemake", ".git", "*.egg-info", ".*_cache",
                    "__pycache__", ".coverage*")  # fmt: skip


@click.command()
@click.argument("study", default="demo")
@click.pass_context
def command(ctx: click.Context, study: str) -> None:
    """Run STUDY twice in different surroundings and compare every byte of its results."""
    project = find()
    if project.root != project.work:
        fix = "call it inside a checkout of the project"
        raise ProblemsError([Problem("verify", "compares copies of a checkout", fix)])
    first, second = _twice(study, project)
    differences = compare(first, second)
    for line in differences:
        click.echo(line)
    verdict = "NOT the same bytes" if differences else "the same bytes"
    click.echo(f"{len(first)} files, two runs: {verdict}")
    ctx.exit(1 if differences or not first else 0)


def manifest(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by relative path, sorted."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def compare(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    """Return a line for each file that differs or that only one run wrote.

    Examples
    --------
    >>> compare({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"})
    ['differs: b', 'only in the second run: c']
    """
    lines = [f"differs: {name}" for name in first if name in second and first[name] != second[name]]
    lines += [f"only in the first run: {name}" for name in first if name not in second]
    return lines + [f"only in the second run: {name}" for name in second if name not in first]


def run(
    study: str, cores: int, surroundings: Mapping[str, str], project: Project, place: Path
) -> dict[str, str]:
    """Run the study in a copy of the project at ``place``; return its manifest."""
    shutil.copytree(project.root, place, ignore=shutil.ignore_patterns(*_NOT_THE_PROJECT))
    environment = {**os.environ, **surroundings, "PYTHONPATH": str(place / "src")}
    environment.pop("OPENBLAS_L2_SIZE", None)  # belongs to the kernel replaced above
    words = ["snakemake", "--cores", str(cores), "--config", f"study={study}"]
    subprocess.run([sys.executable, "-m", *words], cwd=place, env=environment, check=True)
    return manifest(place / "results" / study)


def _twice(study: str, project: Project) -> tuple[dict[str, str], dict[str, str]]:
    """Return the manifests of two runs in different surroundings."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = (
            run(study, cores, surroundings, project, Path(folder) / f"run{cores}" / "policytopics")
            for cores, surroundings in _SURROUNDINGS
        )
    return first, second
