"""The scripts write what they promise: the same bytes, whatever the process and the rows' order."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from policytopics.files import write
from policytopics.tables.figures import FIGURES, FILES
from policytopics.tables.rooms import TABLE_OF
from policytopics.tables.schemes import SCHEMES
from tests.figures.made_up import Tables, tables

FONTS = [f"resources/fonts/PFigSansSC-{face}.ttf" for face in ("Regular", "Bold")]
RUN = """
import importlib, sys
sys.path.insert(0, "workflow/scripts")
import collect_captions
from policytopics.study.figures import FiguresSettings
from policytopics.tables.figures import FIGURES

source, out, only, *fonts = sys.argv[1:]
settings = FiguresSettings(dpi=72, focus=["linan"] if not only else [])
drawn = []
for figure in FIGURES:
    if only in ("", figure.name):
        files = figure.files(out, "topics")
        given = files if figure.folder else {"files": files}
        scheme = {"scheme": "topics"} if figure.by_scheme else {}
        inputs = {name: f"{source}/{name}.parquet" for name in figure.inputs}
        main = importlib.import_module(figure.rule).main
        main(**inputs, fonts=fonts, **given, **scheme, settings=settings)
        drawn += [files[name] for name in ("caption", "folder", "index") if name in files]
root = f"{out}/figures"
collect_captions.main(drawn, f"{root}/captions.md", f"{root}/captions.tex")
"""


def stored(made: Tables, folder: Path, seed: int = 1) -> str:
    """Write the tables that figures read, rows in some order, and return their folder."""
    contracts = TABLE_OF | {"categories": SCHEMES["topics"].categories}
    for name in {name for figure in FIGURES for name in figure.inputs}:
        own = made.topic_summary if name == "categories" else getattr(made, name)
        shuffled, path = own.sample(frac=1, random_state=seed), folder / f"{name}.parquet"
        # Of these tables the made-up ones have only the columns that figures read.
        if name in {"documents", "paragraphs", "repairs", "vocabulary"}:
            path.parent.mkdir(parents=True, exist_ok=True)
            shuffled.to_parquet(path, index=False)
        else:
            write(shuffled, contracts[name], path)
    return str(folder)


def start(source: str, out: Path, only: str = "", **surroundings: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-c", RUN, source, str(out), only, *FONTS]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": "src"} | surroundings)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two runs that differ in all that must not matter."""
    base = tmp_path_factory.mktemp("runs")
    made, outs, started = tables(3, 13), [], []
    for seed, zone, language in (("1", "UTC", "C"), ("2", "Asia/Shanghai", "C.UTF-8")):
        source, out = stored(made, base / f"source{seed}", int(seed)), base / f"out{seed}"
        started.append(start(source, out, PYTHONHASHSEED=seed, TZ=zone, LANG=language))
        outs.append(out / "figures")
    assert [process.wait(timeout=300) for process in started] == [0, 0]
    return outs


def test_bytes_are_the_same_in_another_process(runs: list[Path]) -> None:
    one, other = (
        {
            str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(out.rglob("*"))
            if path.is_file()
        }
        for out in runs
    )
    assert one == other
    # Single figures, regions, pages of topics, trends; three indexes and two files of captions.
    assert len(one) == len(FILES) * (5 + 3 + 2 + 2) + 3 + 2


def test_the_indexes_name_what_was_drawn(runs: list[Path]) -> None:
    for figure in FIGURES:
        if figure.folder:
            files = figure.files(str(runs[0].parent), "topics")
            drawn = pd.read_csv(files["index"])
            assert drawn.columns.tolist() == ["name", figure.each, "title"]
            folder = Path(files["folder"])
            assert sorted(drawn["name"]) == sorted(path.stem for path in folder.glob("*.pdf"))
    pages = pd.read_csv(runs[0] / "cards.csv")
    assert pages.to_dict("records") == [
        {"name": "topics", "page": 1, "title": "What each topic is about (1 of 2)"},
        {"name": "topics_2", "page": 2, "title": "What each topic is about (2 of 2)"},
    ]
    regions = pd.read_csv(runs[0] / "topics/regions.csv")
    assert regions["name"].tolist() == [f"region_{place}" for place in regions["region_id"]]


def test_all_captions_are_collected(runs: list[Path]) -> None:
    captions = (runs[0] / "captions.md").read_text("utf-8")
    assert captions.count("**Figure ") == 5 + 2 + 2 + 3
    latex = (runs[0] / "captions.tex").read_text("utf-8")
    for name in ("topics/trends/trends_linan", "cards/topics_2", "topics/regions/region_bailu",
                 "topics/profiles", "candidates"):  # fmt: skip
        assert f"\\includegraphics{{{name}.pdf}}" in latex


def test_a_study_of_one_year_has_an_empty_folder_of_trends(tmp_path: Path) -> None:
    made = replace(tables(3, 4, years=[2023]))
    assert start(stored(made, tmp_path / "source"), tmp_path, "trends").wait(timeout=300) == 0
    out = tmp_path / "figures/topics"
    assert list((out / "trends").iterdir()) == []
    assert pd.read_csv(out / "trends.csv").columns.tolist() == ["name", "region_id", "title"]
