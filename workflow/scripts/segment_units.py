"""Cut paragraphs into units and tokens: paragraphs and word lists → one row per unit."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.gazetteer import read_divisions
from policytopics.logs import job
from policytopics.study.words import WordsSettings
from policytopics.tables.words import MARKED, SEGMENTS
from policytopics.words.concept_terms import read_concept_terms
from policytopics.words.glossary import marked_terms
from policytopics.words.lexicon import read_lexicon, read_own_terms, read_words
from policytopics.words.places import names_to_cut, read_own_names
from policytopics.words.segment import segmenter
from policytopics.words.units import segment_units, tells
from policytopics.words.unknown_words import read_fragments

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    paragraphs: str,
    lexicon: str,
    genre: str,
    fragments: str,
    ordinary: str,
    gazetteer: str,
    own_terms: list[str],
    own_regions: list[str],
    segments: str,
    marked: str,
    *,
    own_concepts: Sequence[str] = (),
    settings: WordsSettings,
) -> None:
    """Read, call the library, write."""
    text = read(paragraphs)
    words = read_words(genre)
    terms = {*read_lexicon(lexicon)["term"], *settings.terms, *read_own_terms(own_terms)}
    terms |= read_concept_terms(own_concepts)
    names = names_to_cut(
        read_divisions(gazetteer), read_own_names(own_regions), read_words(ordinary)
    )
    cut = segmenter(settings.engine, terms | names, read_fragments(fragments), words)
    tell = partial(tells, genre=words, terms=terms)
    units = segment_units(text, cut, tell, settings)
    write(units.table(), SEGMENTS, segments)
    write(marked_terms(text), MARKED, marked)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            paragraphs=snakemake.input.paragraphs,
            lexicon=snakemake.input.lexicon,
            genre=snakemake.input.genre,
            fragments=snakemake.input.fragments,
            ordinary=snakemake.input.ordinary,
            gazetteer=snakemake.input.gazetteer,
            own_terms=list(snakemake.input.own_terms),
            own_concepts=list(snakemake.input.own_concepts),
            own_regions=list(snakemake.input.own_regions),
            segments=snakemake.output.segments,
            marked=snakemake.output.marked,
            settings=WordsSettings(**snakemake.params.settings),
        )
