"""Source lines and hand corrections -> repaired lines, and a row for each change made."""

from typing import TYPE_CHECKING

from policytopics.corpus.corrections import check_corrections
from policytopics.corpus.repair import repair
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.sheets import read_sheet
from policytopics.tables.corpus import REPAIRED, REPAIRS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    sources: str, repaired: str, repairs: str, *, corrections: str | None, threads: int = 1
) -> None:
    """Read, call the library once, write."""
    texts = read(sources)
    wanted = check_corrections(read_sheet(corrections), texts)
    lines, changes = repair(texts, wanted, processes=threads)
    write(lines, REPAIRED, repaired)
    write(changes, REPAIRS, repairs)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            sources=snakemake.input.sources,
            repaired=snakemake.output.repaired,
            repairs=snakemake.output.repairs,
            corrections=next(iter(snakemake.input.corrections), None),
            threads=snakemake.threads,
        )
