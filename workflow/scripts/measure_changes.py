"""Measure what changes in each region: units and their topics in, trends and review_plan out."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.member_shares import read_member_shares
from policytopics.regions.changes import measure_changes
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import REVIEW_PLAN, TRENDS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    unit_topics: str,
    members: str,
    documents: str,
    trends: str,
    review_plan: str,
    *,
    settings: RegionsSettings,
) -> None:
    """Read, call the library once, write."""
    tables = read(units), read(unit_topics), read_member_shares(members), read(documents)
    found = measure_changes(*tables, settings)
    write(found.trends, TRENDS, trends)
    write(found.review_plan, REVIEW_PLAN, review_plan)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            unit_topics=snakemake.input.unit_topics,
            members=snakemake.input.members,
            documents=snakemake.input.documents,
            trends=snakemake.output.trends,
            review_plan=snakemake.output.review_plan,
            settings=RegionsSettings(**snakemake.params.settings),
        )
