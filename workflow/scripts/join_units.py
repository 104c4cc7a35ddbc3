"""Join tokens into the corpus' own terms: segments of all shards → units, and the terms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policytopics.files import read, write, write_parts
from policytopics.gazetteer import read_divisions
from policytopics.logs import job
from policytopics.study.words import WordsSettings
from policytopics.tables.words import PHRASES, UNITS
from policytopics.words.concept_terms import read_concept_terms
from policytopics.words.join import corpus_terms, join_units, places_among
from policytopics.words.lexicon import read_lexicon, read_own_terms, read_words
from policytopics.words.places import names_of
from policytopics.words.shards import StoredTokens, read_units
from policytopics.words.token_arrays import Corpus
from policytopics.words.towns import read_towns

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    segments: list[str],
    marked: list[str],
    documents: str,
    regions: str,
    lexicon: str,
    genre: str,
    ordinary: str,
    places: str,
    gazetteer: str,
    towns: str,
    own_terms: list[str],
    units: str,
    phrases: str,
    *,
    own_concepts: Sequence[str] = (),
    settings: WordsSettings,
) -> None:
    """Read, call the library, write."""
    terms = {*read_lexicon(lexicon)["term"], *settings.terms, *read_own_terms(own_terms)}
    terms |= read_concept_terms(own_concepts)
    names = names_of(
        read_divisions(gazetteer),
        read_towns(towns),
        read(regions),
        read_words(places),
        read_words(ordinary),
    )
    tokens = Corpus(StoredTokens(segments))
    named = places_among(tokens.words, names) - terms if settings.mask_places else frozenset()
    apart = map(read, marked)
    found = corpus_terms(tokens, apart, read_words(genre), named, terms, settings)
    write(found, PHRASES, phrases)
    joined = join_units(read_units(segments), read(documents), frozenset(found["term"]), named)
    write_parts((part.table() for part in joined), UNITS, units)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            segments=list(snakemake.input.segments),
            marked=list(snakemake.input.marked),
            documents=snakemake.input.documents,
            regions=snakemake.input.regions,
            lexicon=snakemake.input.lexicon,
            genre=snakemake.input.genre,
            ordinary=snakemake.input.ordinary,
            places=snakemake.input.places,
            gazetteer=snakemake.input.gazetteer,
            towns=snakemake.input.towns,
            own_terms=list(snakemake.input.own_terms),
            own_concepts=list(snakemake.input.own_concepts),
            units=snakemake.output.units,
            phrases=snakemake.output.phrases,
            settings=WordsSettings(**snakemake.params.settings),
        )
