"""The scripts write what they promise: the same bytes, whatever the process and the rows' order."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from policytopics.files import write
from policytopics.tables import corpus, regions, robustness, topics, words
from tests.figures.made_up import tables

FONTS = [f"resources/fonts/PFigSansSC-{face}.ttf" for face in ("Regular", "Bold")]
RUN = """
import sys
sys.path.insert(0, "workflow/scripts")
import collect_captions, draw_candidates, draw_cleaning, draw_contrast, draw_profiles
import draw_regions, draw_robustness, draw_topics, draw_trends
from policytopics.study.figures import FiguresSettings

source, out, *fonts = sys.argv[1:]
table = lambda *names: {name: f"{source}/{name}.parquet" for name in names}
suffixes = {"pdf": "pdf", "svg": "svg", "png": "png", "csv": "csv", "alt": "alt.txt",
            "caption": "caption.md"}
files = lambda stem: {"files": {name: f"{out}/{stem}.{end}" for name, end in suffixes.items()}}
settings = FiguresSettings(dpi=72, focus=["linan"])
compared = {"part": "plan", "level": 0.95, "settings": settings}
base = table("priorities", "topic_summary", "regions", "documents")
draw_profiles.main(**base, fonts=fonts, **files("profiles"), **compared)
draw_contrast.main(**base, **table("similarity", "clades"), fonts=fonts, **files("contrast"),
                   **compared)
draw_robustness.main(**base, **table("specifications", "robustness"), fonts=fonts,
                     **files("robustness"), **compared)
draw_regions.main(**base, fonts=fonts, folder=f"{out}/regions", index=f"{out}/regions.csv",
                  **compared)
draw_topics.main(**table("topic_summary", "topics", "units", "regions", "vocabulary"),
                 fonts=fonts, folder=f"{out}/topics", index=f"{out}/topics.csv", settings=settings)
draw_trends.main(**base, fonts=fonts, folder=f"{out}/trends", index=f"{out}/trends.csv", **compared)
draw_candidates.main(**table("candidates"), fonts=fonts, **files("candidates"), settings=settings)
draw_cleaning.main(**table("documents", "paragraphs", "repairs", "regions"), fonts=fonts,
                   **files("cleaning"), settings=settings)
single = {name: f"{out}/{name}.caption.md" for name in ("profiles", "candidates")}
several = {f"{out}/{name}.csv": f"{out}/{name}" for name in ("trends", "topics", "regions")}
collect_captions.main(single, several, f"{out}/captions.md", f"{out}/captions.tex")
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two runs that differ in all that must not matter."""
    base = tmp_path_factory.mktemp("runs")
    contracts = (
        regions.PRIORITIES,
        regions.SIMILARITY,
        regions.CLADES,
        robustness.SPECIFICATIONS,
        robustness.ROBUSTNESS,
        topics.TOPIC_SUMMARY,
        topics.TOPICS,
        topics.CANDIDATES,
        words.UNITS,
        corpus.REGIONS,
    )
    made, outs, started = tables(3, 13), [], []
    for seed, zone, language in (("1", "UTC", "C"), ("2", "Asia/Shanghai", "C.UTF-8")):
        source, out = base / f"source{seed}", base / f"out{seed}"
        for contract in contracts:
            table: pd.DataFrame = getattr(made, contract.name)
            shuffled = table.sample(frac=1, random_state=int(seed))
            write(shuffled, contract, source / f"{contract.name}.parquet")
        # Of these tables the made-up ones have only the columns that figures read.
        for name in ("documents", "paragraphs", "repairs", "vocabulary"):
            shuffled = getattr(made, name).sample(frac=1, random_state=int(seed))
            shuffled.to_parquet(source / f"{name}.parquet", index=False)
        surroundings = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
            "PYTHONPATH": "src",
        }
        command = [sys.executable, "-W", "error", "-c", RUN, str(source), str(out), *FONTS]
        started.append(subprocess.Popen(command, env=surroundings))
        outs.append(out)
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
    assert len(one) == 6 * (5 + 3 + 2 + 2) + 3 + 2


def test_the_indexes_name_what_was_drawn(runs: list[Path]) -> None:
    out = runs[0]
    drawn = pd.read_csv(out / "regions.csv")
    assert drawn["stem"].tolist() == [f"region_{place}" for place in drawn["region_id"]]
    assert all((out / "regions" / f"{stem}.pdf").is_file() for stem in drawn["stem"])
    pages = pd.read_csv(out / "topics.csv")
    assert pages.to_dict("records") == [
        {"name": "topics", "page": 1, "title": "What each topic is about (1 of 2)"},
        {"name": "topics_2", "page": 2, "title": "What each topic is about (2 of 2)"},
    ]
    assert (out / "topics" / "topics_2.caption.md").is_file()


def test_all_captions_are_collected(runs: list[Path]) -> None:
    captions = (runs[0] / "captions.md").read_text("utf-8")
    assert captions.count("**Figure ") == 2 + 2 + 2 + 3
    latex = (runs[0] / "captions.tex").read_text("utf-8")
    for name in ("trends/trends_linan", "topics/topics_2", "regions/region_bailu", "candidates"):
        assert f"\\includegraphics{{{name}.pdf}}" in latex


def test_a_study_of_one_year_has_an_empty_folder_of_trends(runs: list[Path]) -> None:
    base = runs[0].parent
    made = tables(3, 4, years=[2023])
    for contract in (regions.PRIORITIES, topics.TOPIC_SUMMARY, corpus.REGIONS):
        write(getattr(made, contract.name), contract, base / f"year/{contract.name}.parquet")
    made.documents.to_parquet(base / "year/documents.parquet", index=False)
    script = """
import sys
sys.path.insert(0, "workflow/scripts")
import draw_trends
from policytopics.study.figures import FiguresSettings

base, *fonts = sys.argv[1:]
names = ("priorities", "topic_summary", "regions", "documents")
draw_trends.main(**{name: f"{base}/{name}.parquet" for name in names}, fonts=fonts,
                 folder=f"{base}/trends", index=f"{base}/trends.csv", part="plan", level=0.95,
                 settings=FiguresSettings())
"""
    command = [sys.executable, "-c", script, str(base / "year"), *FONTS]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": "src"}, check=True)
    assert list((base / "year/trends").iterdir()) == []
    assert pd.read_csv(base / "year/trends.csv").columns.tolist() == ["name", "region_id", "title"]
