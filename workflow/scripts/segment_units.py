"""Cut paragraphs into units and tokens: paragraphs, documents, lexicon → one row per unit."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.logs import job
from policytopics.study.words import WordsSettings
from policytopics.tables.words import UNITS
from policytopics.words.lexicon import read_lexicon
from policytopics.words.units import segment_units

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    paragraphs: str, documents: str, lexicon: str, units: str, *, settings: WordsSettings
) -> None:
    """Read, call the library once, write."""
    terms = read_lexicon(lexicon)
    write(segment_units(read(paragraphs), read(documents), terms, settings), UNITS, units)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            paragraphs=snakemake.input.paragraphs,
            documents=snakemake.input.documents,
            lexicon=snakemake.input.lexicon,
            units=snakemake.output.units,
            settings=WordsSettings(**snakemake.params.settings),
        )
