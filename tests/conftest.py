"""What all tests share: the project's folder as working folder, and where real documents lie."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# In CI the same examples at every run: a commit is judged by itself, not by chance.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parents[1]
# `pytest` alone does not put the project's folder on the path; `python -m pytest` does.
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take longest, so that no worker is left alone with one at the end.

    A file's tests stay on one worker (`--dist loadfile`): each study is run once.
    """
    for item in items:
        if item.get_closest_marker("slow") and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason="downloads all packages; runs in CI"))
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("study", "slow"))))


@pytest.fixture(autouse=True)
def _project_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("POLICYTOPICS_CORPUS", raising=False)


@pytest.fixture(scope="session")
def real_corpus() -> Path:
    """The folder of real documents; tests that need it are skipped without, but never in CI."""
    for folder in (os.environ.get("POLICYTOPICS_REAL", ""), ROOT.parent / "shared" / "corpus"):
        if folder and Path(folder).is_dir():
            return Path(folder)
    if os.environ.get("POLICYTOPICS_NEED_REAL"):
        pytest.fail("the real documents are missing: set POLICYTOPICS_REAL to their folder")
    pytest.skip("no real documents: set POLICYTOPICS_REAL to their folder")
