"""Say of every term whether the model sees it: units, regions, word lists → vocabulary."""

from typing import TYPE_CHECKING

from policytopics.files import read, write
from policytopics.gazetteer import read_divisions
from policytopics.logs import job
from policytopics.study.words import WordsSettings
from policytopics.tables.words import VOCABULARY
from policytopics.words.filter import build_vocabulary
from policytopics.words.glosses import gloss, read_glosses
from policytopics.words.lexicon import (
    read_domains,
    read_lexicon,
    read_own_terms,
    read_words,
    seeds_of,
)
from policytopics.words.places import names_of
from policytopics.words.shards import read_units
from policytopics.words.spot_words import read_spot_words
from policytopics.words.towns import read_towns

if TYPE_CHECKING:
    from snakemake.iocontainers import snakemake


def main(
    units: str,
    regions: str,
    lexicon: str,
    glosses: str,
    domains: str,
    genre: str,
    ordinary: str,
    places: str,
    spots: str,
    gazetteer: str,
    towns: str,
    own_terms: list[str],
    vocabulary: str,
    *,
    settings: WordsSettings,
) -> None:
    """Read, call the library once, write."""
    own = dict.fromkeys(read_own_terms(own_terms), "")
    terms = build_vocabulary(
        read_units([units], ["document_id", "region_id"]),
        read_lexicon(lexicon),
        own | seeds_of(read_domains(domains)),
        read_words(genre),
        names_of(
            read_divisions(gazetteer),
            read_towns(towns),
            read(regions),
            read_words(places),
            read_words(ordinary),
            read_spot_words(spots),
        ),
        settings,
    )
    write(gloss(terms, read_glosses(glosses)), VOCABULARY, vocabulary)


if __name__ == "__main__":
    with job(snakemake.log[0], snakemake.output):
        main(
            units=snakemake.input.units,
            regions=snakemake.input.regions,
            lexicon=snakemake.input.lexicon,
            glosses=snakemake.input.glosses,
            domains=snakemake.input.domains,
            genre=snakemake.input.genre,
            ordinary=snakemake.input.ordinary,
            places=snakemake.input.places,
            spots=snakemake.input.spots,
            gazetteer=snakemake.input.gazetteer,
            towns=snakemake.input.towns,
            own_terms=list(snakemake.input.own_terms),
            vocabulary=snakemake.output.vocabulary,
            settings=WordsSettings(**snakemake.params.settings),
        )
