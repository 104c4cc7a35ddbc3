"""Compare the regions as wholes: distinctive terms, similarity and entropy out."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.regions.comparison import compare_regions
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import DISTINCTIVE_TERMS, ENTROPY, SIMILARITY

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    vocabulary: str,
    unit_topics: str,
    distinctive_terms: str,
    similarity: str,
    entropy: str,
    *,
    settings: RegionsSettings,
) -> None:
    """Read, call the library once, write."""
    found = compare_regions(read(units), read(vocabulary), read(unit_topics), settings)
    write(found.distinctive_terms, DISTINCTIVE_TERMS, distinctive_terms)
    write(found.similarity, SIMILARITY, similarity)
    write(found.entropy, ENTROPY, entropy)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            vocabulary=snakemake.input.vocabulary,
            unit_topics=snakemake.input.unit_topics,
            distinctive_terms=snakemake.output.distinctive_terms,
            similarity=snakemake.output.similarity,
            entropy=snakemake.output.entropy,
            settings=RegionsSettings(**snakemake.params.settings),
        )
