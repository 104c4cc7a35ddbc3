"""The public API: cheap to import, and the tables that the workflow's own scripts write."""

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import policytopics
from policytopics import Cleaned, Fitted, Measured, Segmented, clean, fit, measure, read, segment
from policytopics.files import read as read_table
from policytopics.member_shares import read_member_shares
from policytopics.problems import ProblemsError
from policytopics.study.corpus import CorpusSettings
from policytopics.study.domains import DomainsSettings
from policytopics.study.regions import RegionsSettings
from policytopics.study.topics import TopicsSettings
from policytopics.study.words import WordsSettings

CORPUS = Path("resources/demo/corpus")
REGIONS = "config/demo/regions.csv"
DOCUMENTS = (
    "jichuan_2023.txt", "lanpu_2022.html", "luting_2022.docx", "qiwu_2024.txt", "xizhou_2023.txt",
    "yanxi_2022.txt",
)  # fmt: skip
TOPICS = {"number": 6, "runs": 3, "splits": 1}
DRAWS = {"draws": 100}
CODEBOOK = Path("resources/codebook")
CODEBOOK_FILES = ("domains.csv", "weights.npz", "quality.csv", "firms.txt")
LEXICON, GAZETTEER = Path("resources/lexicon"), Path("resources/gazetteer")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one report of each region."""
    made = tmp_path_factory.mktemp("reports")
    for name in DOCUMENTS:
        shutil.copy(CORPUS / name, made)
    return made


class Made:
    """What the five functions return for the folder."""

    def __init__(self, folder: Path) -> None:
        self.sources = read(folder)
        self.cleaned = clean(self.sources, regions=REGIONS)
        self.segmented = segment(self.cleaned)
        self.fitted = fit(self.segmented, **TOPICS)
        self.measured = measure(self.cleaned, self.segmented, self.fitted, **DRAWS)


@pytest.fixture(scope="module")
def made(folder: Path) -> Made:
    return Made(folder)


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(f"workflow/scripts/{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Tables:
    """What the scripts write for the folder, run one after the other."""

    def __init__(self, folder: Path, documents: Path) -> None:
        self.folder = folder
        self._corpus(documents)
        self._words()
        self._topics()
        self._regions()

    def path(self, name: str, suffix: str = ".parquet") -> str:
        return str(self.folder / f"{name}{suffix}")

    def paths(self, *names: str) -> dict[str, str]:
        return {name: self.path(name) for name in names}

    def _corpus(self, documents: Path) -> None:
        settings = CorpusSettings()
        files = sorted(map(str, documents.iterdir()))
        script("read_documents").main(
            str(documents), files, **self.paths("sources", "unread"), settings=settings
        )
        script("repair_text").main(**self.paths("sources", "repaired", "repairs"), corrections=None)
        script("structure_text").main(
            **self.paths("sources", "repaired", "paragraphs"), accounts=self.path("account")
        )
        script("identify_documents").main(
            **self.paths("sources", "unread", "repaired", "paragraphs", "repairs"),
            **self.paths("documents", "regions", "omissions"),
            gazetteer=str(GAZETTEER / "divisions.csv"), draft=self.path("draft", ".csv"),
            manifest=None, study_regions=REGIONS, settings=settings,
        )  # fmt: skip

    def _words(self) -> None:
        lists = {
            "lexicon": LEXICON / "policy_terms.csv", "genre": LEXICON / "genre.txt",
            "ordinary": LEXICON / "ordinary.txt", "gazetteer": GAZETTEER / "divisions.csv",
            "own_terms": [], "settings": WordsSettings(),
        }  # fmt: skip
        places = {"places": LEXICON / "places.txt", "towns": GAZETTEER / "towns.csv"}
        script("segment_units").main(
            **self.paths("paragraphs", "segments", "marked"), **lists,
            fragments=LEXICON / "fragments.csv", own_regions=[REGIONS],
        )  # fmt: skip
        script("join_units").main(
            [self.path("segments")], [self.path("marked")],
            **self.paths("documents", "regions", "units", "phrases"), **lists, **places,
        )  # fmt: skip
        script("build_vocabulary").main(
            **self.paths("units", "regions", "vocabulary"), **lists, **places,
            glosses=LEXICON / "glosses.csv", domains=LEXICON / "domains.csv",
            spots=LEXICON / "spots.csv",
        )  # fmt: skip

    def _topics(self) -> None:
        settings = TopicsSettings(**TOPICS)
        ensemble = self.path("ensemble", ".npz")
        script("scan_topics").main(
            **self.paths("units", "vocabulary", "candidates", "choice"), ensemble=ensemble,
            settings=settings, cores=1,
        )  # fmt: skip
        script("settle_topics").main(
            **self.paths("units", "vocabulary", "topics", "topic_quality", "unit_topics"),
            ensemble=ensemble, members=self.path("members", ".npz"), settings=settings,
        )  # fmt: skip
        script("code_domains").main(
            self.path("units"), *(f"{CODEBOOK}/{file}" for file in CODEBOOK_FILES),
            gazetteer=str(GAZETTEER / "divisions.csv"), lexicon=[], own_codebook=[], own_coded=[],
            domains=self.path("domains"), unit_shares=self.path("unit_domains"),
            domain_quality=self.path("domain_quality"), settings=DomainsSettings(),
        )  # fmt: skip
        script("compose_topics").main(
            **self.paths("units", "unit_topics", "unit_domains", "composition"),
            parts=settings.fit_parts,
        )
        script("label_topics").main(
            **self.paths("topics", "topic_quality", "composition", "units", "unit_topics"),
            **self.paths("unit_domains", "vocabulary", "domains"),
            formulas=str(LEXICON / "formulas.csv"), names=None,
            topic_summary=self.path("topic_summary"),
        )  # fmt: skip

    def _regions(self) -> None:
        script("measure_priorities").main(
            **self.paths("units", "documents", "regions", "priorities", "headline"),
            unit_shares=self.path("unit_topics"), members=[self.path("members", ".npz")],
            reference=[],
            settings=RegionsSettings(**DRAWS),
        )  # fmt: skip


@pytest.fixture(scope="module")
def tables(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return Tables(tmp_path_factory.mktemp("results"), folder)


def test_every_table_is_the_one_that_the_scripts_write(made: Made, tables: Tables) -> None:
    both = (made.cleaned, made.segmented, made.fitted, made.measured)
    returned = {name: each for part in both for name, each in part._asdict().items()}
    frames = {name: each for name, each in returned.items() if isinstance(each, pd.DataFrame)}
    assert len(frames) == 16
    for name, frame in {"sources": made.sources, **frames}.items():
        pd.testing.assert_frame_equal(
            frame, read_table(tables.path(name)), check_exact=True, obj=name
        )


def test_shares_of_the_fits_are_those_that_the_scripts_write(made: Made, tables: Tables) -> None:
    written = read_member_shares(tables.path("members", ".npz"))
    for name, array in made.fitted.members.items():
        assert array.tobytes() == written[name].tobytes()


def test_results_bear_their_names(made: Made) -> None:
    assert isinstance(made.cleaned, Cleaned)
    assert isinstance(made.segmented, Segmented)
    assert isinstance(made.fitted, Fitted)
    assert isinstance(made.measured, Measured)
    assert len(made.fitted.topic_summary) == 6
    assert set(made.measured.headline["region_id"]) == {name.split("_")[0] for name in DOCUMENTS}


def test_importing_the_package_loads_no_library() -> None:
    code = "import policytopics, sys; print(sorted({'pandas', 'numpy', 'yaml'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_package_lists_its_api_and_says_that_it_is_typed() -> None:
    assert {"read", "clean", "segment", "fit", "measure"} <= {*policytopics.__all__}
    assert {*policytopics.__all__} <= {*dir(policytopics)}
    assert Path("src/policytopics/py.typed").is_file()
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        policytopics.reed  # noqa: B018


def test_the_citation_names_the_version() -> None:
    cited = Path("CITATION.cff").read_text("utf-8")
    assert f"\nversion: {policytopics.__version__}\n" in cited
    assert f"\n## [{policytopics.__version__}] - " in Path("CHANGELOG.md").read_text("utf-8")


def test_type_checkers_see_every_name_of_the_api() -> None:
    tree = ast.parse(Path("src/policytopics/__init__.py").read_text("utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("policytopics.api.")
        for alias in node.names
    }
    assert imported == {*policytopics.__all__}


def test_a_setting_that_is_none_is_told_with_the_function(made: Made) -> None:
    with pytest.raises(ProblemsError, match=r"policytopics\.fit: topics\.run: .*\n.*runs"):
        fit(made.segmented, number=6, run=3)


def test_a_folder_that_is_missing_is_told() -> None:
    with pytest.raises(ProblemsError, match="there is no folder nowhere"):
        read("nowhere")


def test_documents_that_are_not_recognised_are_told(made: Made) -> None:
    with pytest.raises(ProblemsError) as told:
        clean(made.sources)  # without the list of fictional regions
    assert len(told.value.problems) >= len(DOCUMENTS)
