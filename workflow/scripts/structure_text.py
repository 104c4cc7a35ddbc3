"""Repaired lines -> paragraphs with role, part and headings, and the account of them."""

from typing import TYPE_CHECKING

from policytopics.corpus.account import account, summary_lines
from policytopics.corpus.structure import structure
from policytopics.files import read, write
from policytopics.logs import job
from policytopics.tables.corpus import ACCOUNT, PARAGRAPHS

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(sources: str, repaired: str, paragraphs: str, accounts: str, *, threads: int = 1) -> None:
    """Read, call the library once, write."""
    found = structure(read(repaired), processes=threads)
    write(found, PARAGRAPHS, paragraphs)
    texts = read(sources)
    table = account(dict(zip(texts["document_id"], texts["file"], strict=True)), found)
    write(table, ACCOUNT, accounts)
    print(*summary_lines(table), sep="\n")


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            sources=snakemake.input.sources,
            repaired=snakemake.input.repaired,
            paragraphs=snakemake.output.paragraphs,
            accounts=snakemake.output.account,
            threads=snakemake.threads,
        )
