"""Compare the regions as wholes: units and their shares in; similarity, entropy, clusters out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.member_shares import read_member_shares
from policytopics.regions.comparison import compare_regions
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import CLUSTERS, ENTROPY, SIMILARITY
from policytopics.tables.schemes import by_category

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    unit_shares: str,
    members: Sequence[str],
    documents: str,
    *,
    settings: RegionsSettings,
    **paths: str,
) -> None:
    """Read, call the library once, write."""
    arrays = read_member_shares(members[0]) if members else None
    shares = by_category(read(unit_shares))
    found = compare_regions(read(units), shares, arrays, read(documents), settings)
    for table in (SIMILARITY, ENTROPY, CLUSTERS):
        write(getattr(found, table.name), table, paths[table.name])


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            unit_shares=snakemake.input.unit_shares,
            members=snakemake.input.members,
            documents=snakemake.input.documents,
            similarity=snakemake.output.similarity,
            entropy=snakemake.output.entropy,
            clusters=snakemake.output.clusters,
            settings=RegionsSettings(**snakemake.params.settings),
        )
