"""Measure what changes in each region: units and their shares in, trends and review_plan out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.member_shares import read_member_shares
from policytopics.regions.changes import measure_changes
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import REVIEW_PLAN, TRENDS
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
    found = measure_changes(read(units), shares, arrays, read(documents), settings)
    for table in (TRENDS, REVIEW_PLAN):
        write(getattr(found, table.name), table, paths[table.name])


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            unit_shares=snakemake.input.unit_shares,
            members=snakemake.input.members,
            documents=snakemake.input.documents,
            trends=snakemake.output.trends,
            review_plan=snakemake.output.review_plan,
            settings=RegionsSettings(**snakemake.params.settings),
        )
