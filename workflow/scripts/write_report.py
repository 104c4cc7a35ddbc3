"""Every table and figure of a study in, one self-contained page out."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from policytopics import __version__
from policytopics.files import write_text
from policytopics.logs import job
from policytopics.report.inputs import FACTS, REPORT_TABLES, Facts, gather, read_templates
from policytopics.report.page import render
from policytopics.study.report import ReportSettings
from policytopics.tables.figures import FIGURES

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    page: str,
    tables: Mapping[str, str | None],
    figures: Mapping[str, Sequence[str]],
    *,
    templates: list[str],
    facts: Facts,
    settings: ReportSettings,
) -> None:
    """Read, call the library once, write."""
    inputs = gather(page, tables, figures)
    write_text(page, render(inputs, facts, settings, read_templates(templates)))


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            page=snakemake.output.page,
            tables={name: snakemake.input[name] for name in REPORT_TABLES},
            figures={each.name: snakemake.input[f"figure_{each.name}"] for each in FIGURES},
            templates=snakemake.input.templates,
            facts=Facts(version=__version__, **{name: snakemake.params[name] for name in FACTS}),
            settings=ReportSettings(**snakemake.params.settings),
        )
