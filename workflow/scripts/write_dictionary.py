"""No input but the tables' contracts; the data dictionary out, for readers and for programs."""

from typing import TYPE_CHECKING

from policytopics.files import write_text
from policytopics.logs import job
from policytopics.report.dictionary import dictionary_as_csv, dictionary_as_markdown, entries

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(dictionary_md: str, dictionary_csv: str) -> None:
    """Call the library, write."""
    write_text(dictionary_md, dictionary_as_markdown(entries()))
    write_text(dictionary_csv, dictionary_as_csv(entries()))


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            dictionary_md=snakemake.output.markdown,
            dictionary_csv=snakemake.output.table,
        )
