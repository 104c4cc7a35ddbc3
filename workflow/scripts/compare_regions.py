"""Compare the regions as wholes: distinctive terms, similarity, entropy and clades out."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.member_shares import read_member_shares
from policytopics.regions.comparison import compare_regions
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import CLADES, DISTINCTIVE_TERMS, ENTROPY, SIMILARITY

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    vocabulary: str,
    unit_topics: str,
    members: str,
    documents: str,
    *,
    settings: RegionsSettings,
    **paths: str,
) -> None:
    """Read, call the library once, write."""
    tables = read(units), read(vocabulary), read(unit_topics)
    found = compare_regions(*tables, read_member_shares(members), read(documents), settings)
    for table in (DISTINCTIVE_TERMS, SIMILARITY, ENTROPY, CLADES):
        write(getattr(found, table.name), table, paths[table.name])


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            vocabulary=snakemake.input.vocabulary,
            unit_topics=snakemake.input.unit_topics,
            members=snakemake.input.members,
            documents=snakemake.input.documents,
            distinctive_terms=snakemake.output.distinctive_terms,
            similarity=snakemake.output.similarity,
            entropy=snakemake.output.entropy,
            clades=snakemake.output.clades,
            settings=RegionsSettings(**snakemake.params.settings),
        )
