"""Every table and figure of a study in, one self-contained page out."""

from typing import TYPE_CHECKING

from policytopics import __version__
from policytopics.files import write_text
from policytopics.logs import job
from policytopics.report.inputs import FACTS, PATHS, Facts, gather, read_templates
from policytopics.report.page import render
from policytopics.study.report import ReportSettings

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    page: str, *, templates: list[str], facts: Facts, settings: ReportSettings, **paths: str | None
) -> None:
    """Read, call the library once, write."""
    write_text(page, render(gather(page, paths), facts, settings, read_templates(templates)))


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            page=snakemake.output.page,
            templates=snakemake.input.templates,
            facts=Facts(version=__version__, **{name: snakemake.params[name] for name in FACTS}),
            settings=ReportSettings(**snakemake.params.settings),
            **{name: snakemake.input.get(name) for name in PATHS},
        )
