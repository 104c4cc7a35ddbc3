"""Every table and figure of a study in, one self-contained page out."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policytopics import __version__
from policytopics.files import write_text
from policytopics.logs import job
from policytopics.report.inputs import (
    BESIDE_TABLES,
    FACTS,
    REPORT_TABLES,
    Facts,
    Sources,
    gather,
    read_templates,
)
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
    scheme: str = "topics",
    beside: Sources | None = None,
    templates: list[str],
    facts: Facts,
    settings: ReportSettings,
) -> None:
    """Read, call the library once, write."""
    inputs = gather(page, tables, figures, scheme, beside)
    write_text(page, render(inputs, facts, settings, read_templates(templates)))


def beside_of(given: Mapping[str, Any], scheme: str) -> Sources:
    """Return the inputs of the rule that are of the scheme beside the leading one."""
    drawn = [each.name for each in FIGURES if f"beside_figure_{each.name}" in given]
    return Sources(
        scheme,
        tables={name: given[f"beside_{name}"] for name in BESIDE_TABLES},
        figures={name: given[f"beside_figure_{name}"] for name in drawn},
    )


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            page=snakemake.output.page,
            tables={name: snakemake.input[name] for name in REPORT_TABLES},
            figures={each.name: snakemake.input[f"figure_{each.name}"] for each in FIGURES},
            scheme=snakemake.params.schemes[0],
            beside=beside_of(dict(snakemake.input.items()), snakemake.params.schemes[1]),
            templates=snakemake.input.templates,
            facts=Facts(version=__version__, **{name: snakemake.params[name] for name in FACTS}),
            settings=ReportSettings(**snakemake.params.settings),
        )
