"""Rank the terms that set each region apart: units and vocabulary in, distinctive_terms out."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.regions.share import within_parts
from policytopics.regions.terms import distinctive_terms
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import DISTINCTIVE_TERMS as TABLE

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str, vocabulary: str, distinctive_terms_path: str, *, settings: RegionsSettings
) -> None:
    """Read, call the library once, write."""
    chosen = within_parts(read(units), settings.parts)
    write(distinctive_terms(chosen, read(vocabulary)), TABLE, distinctive_terms_path)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            vocabulary=snakemake.input.vocabulary,
            distinctive_terms_path=snakemake.output.distinctive_terms,
            settings=RegionsSettings(**snakemake.params.settings),
        )
