"""Measure what each region puts first: units and their topics in, table priorities out."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.member_shares import read_member_shares
from policytopics.regions.priorities import measure_priorities
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import PRIORITIES

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    unit_topics: str,
    members: str,
    documents: str,
    priorities: str,
    *,
    settings: RegionsSettings,
) -> None:
    """Read, call the library once, write."""
    tables = read(units), read(unit_topics), read_member_shares(members), read(documents)
    write(measure_priorities(*tables, settings), PRIORITIES, priorities)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            unit_topics=snakemake.input.unit_topics,
            members=snakemake.input.members,
            documents=snakemake.input.documents,
            priorities=snakemake.output.priorities,
            settings=RegionsSettings(**snakemake.params.settings),
        )
