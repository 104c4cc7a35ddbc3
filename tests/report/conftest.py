"""The made-up study, written and rendered once for the room's tests."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from policytopics.report.inputs import Facts, Inputs, gather
from policytopics.report.page import render
from policytopics.study.domains import DomainsSettings
from policytopics.study.regions import RegionsSettings
from policytopics.study.report import ReportSettings
from policytopics.study.topics import TopicsSettings
from policytopics.study.words import WordsSettings

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "src/policytopics/report/templates"


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made_up() -> ModuleType:
    return _load(HERE / "made_up.py")


@pytest.fixture(scope="session")
def scripts() -> Callable[[str], ModuleType]:
    """A loader of the workflow's scripts by name."""
    return lambda name: _load(HERE.parents[1] / "workflow/scripts" / f"{name}.py")


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.j2")}


@pytest.fixture(scope="session")
def facts() -> Facts:
    return Facts(
        study="made-up",
        configuration="3f2a9c01d4",
        version="1.2.3",
        choices={
            "words": WordsSettings().model_dump(),
            "domains": DomainsSettings().model_dump(),
            "topics": TopicsSettings().model_dump(),
            "regions": RegionsSettings().model_dump(),
        },
    )


@pytest.fixture(scope="session")
def inputs(made_up: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("study")
    return gather(folder / "report" / "index.html", *made_up.save(folder))


@pytest.fixture(scope="session")
def page(inputs: Inputs, facts: Facts, templates: dict[str, str]) -> str:
    return render(inputs, facts, ReportSettings(notice="All regions are fictional."), templates)
