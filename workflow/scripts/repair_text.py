"""Source lines -> repaired lines, and a row for each change made."""

from typing import TYPE_CHECKING

from policytopics.corpus.repair import repair
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.corpus import REPAIRED, REPAIRS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(sources: str, repaired: str, repairs: str) -> None:
    """Read, call the library once, write."""
    lines, changes = repair(read(sources))
    write(lines, REPAIRED, repaired)
    write(changes, REPAIRS, repairs)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            sources=snakemake.input.sources,
            repaired=snakemake.output.repaired,
            repairs=snakemake.output.repairs,
        )
