"""The one list of figures, and that everything which speaks of figures reads it."""

import re
from pathlib import Path

import pytest

from policytopics.report.page import PAGE_SECTIONS
from policytopics.tables.figures import FIGURES, FILES, Figure
from policytopics.tables.rooms import STAGE_OF, TABLE_OF
from policytopics.tables.schemes import SCHEMES


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_figure_reads_tables_and_stands_in_the_report(figure: Figure) -> None:
    assert set(figure.inputs) <= {*TABLE_OF, "categories"}
    # It is of a scheme where it reads what is.
    of_scheme = {name for name in figure.inputs if name in STAGE_OF and TABLE_OF[name].by_scheme}
    assert bool(of_scheme) is figure.by_scheme
    assert figure.section in [anchor for anchor, *_ in PAGE_SECTIONS]
    assert bool(figure.each) is bool(figure.folder)
    assert figure.shows.endswith(".")


def test_no_two_figures_write_one_file() -> None:
    paths = [
        path
        for figure in FIGURES
        for scheme in (SCHEMES if figure.by_scheme else [""])
        for path in figure.files("results", scheme).values()
    ]
    assert len(paths) == len(set(paths))
    assert {path.partition(".")[2] for path in paths} <= {"", *(end[1:] for end in FILES.values())}


def test_rules_and_scripts_of_figures_are_those_of_the_list() -> None:
    rules = Path("workflow/rules/figures.smk").read_text("utf-8")
    # One rule for all of the list, and the one that collects their captions.
    assert re.findall(r"^ *rule ?(\w*):", rules, re.MULTILINE) == ["", "collect_captions"]
    scripts = {path.stem for path in Path("workflow/scripts").glob("draw_*.py")}
    assert scripts - {"draw_sheets"} == {figure.rule for figure in FIGURES}


@pytest.mark.parametrize(
    "path",
    ["workflow/rules", "workflow/report", "benchmarks/budgets", "src/policytopics/commands"],
)
def test_no_second_list_of_figures(path: str) -> None:
    names = "|".join(f"draw_{figure.name}" for figure in FIGURES)
    for file in Path(path).rglob("*.*"):
        if file.suffix in {".py", ".smk", ".rst"}:
            assert not re.findall(rf"\b({names})\b", file.read_text("utf-8")), file
