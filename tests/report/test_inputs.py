from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from policytopics.report.inputs import REPORT_TABLES, Facts, Link, gather
from policytopics.report.page import render
from policytopics.study.report import ReportSettings

TEMPLATES = sorted(map(str, Path("src/policytopics/report/templates").resolve().glob("*.j2")))


def test_links_start_from_the_pages_folder(made_up: ModuleType, tmp_path: Path) -> None:
    found = gather(tmp_path / "report" / "index.html", *made_up.save(tmp_path))
    assert found.downloads["leak"] == (
        Link("CSV", "../tables/leak.csv"),
        Link("PARQUET", "../tables/leak.parquet"),
    )
    # Units have no CSV: they are long, and people do not open them.
    assert [link.name for link in found.downloads["units"]] == ["PARQUET"]
    assert [link.name for link in found.figures["profiles"]["profiles"].files] == ["SVG", "CSV"]
    assert [link.href for link in found.figures["regions"]["lushan"].files] == [
        "../figures/topics/regions/regions_lushan.svg",
        "../figures/topics/regions/regions_lushan.csv",
    ]  # fmt: skip


def test_addresses_are_percent_encoded(made_up: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / 'a "b" <c>'
    found = gather(tmp_path / "report" / "index.html", *made_up.save(folder))
    assert found.downloads["leak"][0].href == "../a%20%22b%22%20%3Cc%3E/tables/leak.csv"


def test_labels_to_compare_with_are_optional(made_up: ModuleType, tmp_path: Path) -> None:
    tables, figures = made_up.save(tmp_path, validation=None)
    page = tmp_path / "index.html"
    assert gather(page, tables, figures).validation is None
    assert gather(page, {**tables, "validation": None}, figures).validation is None


def test_missing_and_unknown_inputs_are_named(made_up: ModuleType, tmp_path: Path) -> None:
    tables, figures = made_up.save(tmp_path)
    del tables["leak"], figures["contrast"]
    with pytest.raises(ValueError, match=r"\['contrast', 'leak', 'leek'\]"):
        gather(tmp_path / "index.html", {**tables, "leek": "x"}, figures)


def test_the_order_of_rows_does_not_matter(
    made_up: ModuleType, tmp_path: Path, facts: Facts, templates: dict[str, str]
) -> None:
    pages = [
        render(
            gather(tmp_path / "report.html", *made_up.save(tmp_path, reverse=reverse)),
            facts,
            ReportSettings(),
            templates,
        )
        for reverse in (False, True)
    ]
    assert pages[0] == pages[1]


def test_the_script_writes_the_page(
    made_up: ModuleType,
    tmp_path: Path,
    facts: Facts,
    scripts: Callable[[str], ModuleType],
    page: str,
) -> None:
    tables, figures = made_up.save(tmp_path)
    assert set(tables) == set(REPORT_TABLES)
    scripts("write_report").main(
        str(tmp_path / "report" / "index.html"),
        tables,
        figures,
        templates=TEMPLATES,
        facts=facts,
        settings=ReportSettings(notice="All regions are fictional."),
    )
    assert (tmp_path / "report" / "index.html").read_text(encoding="utf-8") == page
