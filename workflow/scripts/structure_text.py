"""Repaired lines -> paragraphs with role, part and headings."""

from typing import TYPE_CHECKING

from policytopics.corpus.structure import structure
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.corpus import PARAGRAPHS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(repaired: str, paragraphs: str) -> None:
    """Read, call the library once, write."""
    write(structure(read(repaired)), PARAGRAPHS, paragraphs)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(repaired=snakemake.input.repaired, paragraphs=snakemake.output.paragraphs)
