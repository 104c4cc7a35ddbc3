"""Say of every term whether the model sees it: units, regions, word lists → vocabulary."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.gazetteer import read_divisions
from policytopics.logs import job
from policytopics.study.words import WordsSettings
from policytopics.tables.words import VOCABULARY
from policytopics.words.filter import build_vocabulary
from policytopics.words.lexicon import read_lexicon, read_words

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    regions: str,
    lexicon: str,
    genre: str,
    gazetteer: str,
    vocabulary: str,
    *,
    settings: WordsSettings,
) -> None:
    """Read, call the library once, write."""
    terms = build_vocabulary(
        read(units),
        read(regions),
        read_lexicon(lexicon),
        read_words(genre),
        read_divisions(gazetteer),
        settings,
    )
    write(terms, VOCABULARY, vocabulary)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            regions=snakemake.input.regions,
            lexicon=snakemake.input.lexicon,
            genre=snakemake.input.genre,
            gazetteer=snakemake.input.gazetteer,
            vocabulary=snakemake.output.vocabulary,
            settings=WordsSettings(**snakemake.params.settings),
        )
