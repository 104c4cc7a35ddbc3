"""Measure what each region puts first: units and their shares in, priorities and headline out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.member_shares import read_member_shares
from policytopics.regions.borrowed import read_reference
from policytopics.regions.priorities import headline, measure_priorities
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import HEADLINE, PRIORITIES
from policytopics.tables.schemes import by_category

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    unit_shares: str,
    members: Sequence[str],
    documents: str,
    regions: str,
    reference: Sequence[str],
    *,
    settings: RegionsSettings,
    **paths: str,
) -> None:
    """Read, call the library, write."""
    arrays = read_member_shares(members[0]) if members else None
    shares = by_category(read(unit_shares))
    of_drafting = read_reference(Path(reference[0]).parent) if reference else None
    levels = read(regions).set_index("region_id")["level"].to_dict()
    found = measure_priorities(
        read(units), shares, arrays, read(documents), settings, levels, of_drafting
    )
    write(found, PRIORITIES, paths["priorities"])
    write(headline(found, settings), HEADLINE, paths["headline"])


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            unit_shares=snakemake.input.unit_shares,
            members=snakemake.input.members,
            documents=snakemake.input.documents,
            regions=snakemake.input.regions,
            reference=snakemake.input.reference,
            priorities=snakemake.output.priorities,
            headline=snakemake.output.headline,
            settings=RegionsSettings(**snakemake.params.settings),
        )
