"""A copy of the project in which the demo study has run once, through `make demo`."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IGNORED = (
    "results",
    "logs",
    ".venv",
    ".snakemake",
    ".git",
    "__pycache__",
    ".*_cache",
    ".coverage*",
)
# The demo's own choices are tested by hand and by `make verify`; these are quick.
QUICK = """\
corpus:
  folder: resources/demo/corpus
topics:
  number: 16
  runs: 5
regions:
  draws: 200
robustness:
  sweep:
    topics.number: [16, 10]
  specifications:
    too_many: {topics.number: 4000}
    unmasked: {words.mask_places: false}
report:
  notice: The regions are fictional.
"""
OURS = ("demo", "suzhou")
BIG = 5_000_000  # bytes: above Snakemake's own limit for comparing files by content


@dataclass(frozen=True)
class Project:
    """A copy of the project, to run commands in."""

    folder: Path

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the copy and return what it said."""
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        clean = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("COV_", "POLICYTOPICS_", "PYTEST_", "MAKE"))
        }  # fmt: skip
        surroundings = {**clean, "PATH": path, "PYTHONPATH": str(self.folder / "src")}
        return subprocess.run(
            words,
            cwd=self.folder,
            env={**surroundings, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def snakemake(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Snakemake in the copy."""
        return self.run("snakemake", "--cores", "2", *words, **environment)

    def would_run(self, *words: str) -> dict[str, int]:
        """Return rule → number of jobs of a dry run."""
        said = self.snakemake("--dry-run", *words)
        assert said.returncode == 0, said.stderr
        return {rule: int(n) for n, rule in re.findall(r"^ +(\d+)  (\w+)$", said.stderr, re.M)}

    def write(self, path: str, text: str) -> None:
        """Write a file of the copy."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        """Return a text file of the copy."""
        return (self.folder / path).read_text(encoding="utf-8-sig")


def copy_project(folder: Path) -> Project:
    """Copy the project, with an environment that is this one, already set up."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*IGNORED))
    (folder / "results").mkdir()
    for study in (folder / "config").iterdir():  # not the studies that somebody made here
        if study.is_dir() and study.name not in OURS:
            shutil.rmtree(study)
    (folder / ".venv").symlink_to(sys.prefix)  # `make test` has set it up; `.ready` says so
    return Project(folder)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project in which nothing has run."""
    return copy_project(tmp_path_factory.mktemp("fresh") / "policytopics")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project for studies of real documents."""
    return copy_project(tmp_path_factory.mktemp("real") / "policytopics")


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project after `make demo` with quick settings and one large document."""
    found = copy_project(tmp_path_factory.mktemp("project") / "policytopics")
    found.write("config/demo/study.yaml", QUICK)
    with zipfile.ZipFile(found.folder / "resources/demo/corpus/lanpu_2023.docx", "a") as word:
        word.writestr("word/media/photograph.png", bytes(BIG))
    said = found.run("make", "demo")
    assert said.returncode == 0, said.stdout + said.stderr
    found.write("said.txt", said.stdout + said.stderr)
    return found
