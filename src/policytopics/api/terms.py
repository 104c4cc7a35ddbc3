"""Clean text to units and terms: `segment`."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from policytopics.api.results import Cleaned, Segmented
from policytopics.api.settings import resource, study_with
from policytopics.gazetteer import read_divisions
from policytopics.study.words import WordsSettings
from policytopics.tables import words as words_tables
from policytopics.tables.contract import check
from policytopics.words.filter import build_vocabulary
from policytopics.words.glossary import marked_terms
from policytopics.words.glosses import gloss, read_glosses
from policytopics.words.join import corpus_terms, join_units, places_among
from policytopics.words.lexicon import read_domains, read_lexicon, read_words, seeds_of
from policytopics.words.places import Names, names_of, names_to_cut, read_own_names
from policytopics.words.segment import Segmenter, segmenter
from policytopics.words.spot_words import read_spot_words
from policytopics.words.token_arrays import Corpus
from policytopics.words.towns import read_towns
from policytopics.words.units import segment_units, tells
from policytopics.words.unknown_words import read_fragments

__all__ = ["segment"]


def segment(cleaned: Cleaned, **settings: Any) -> Segmented:
    """Return the modelling units with their tokens, and the vocabulary.

    Parameters
    ----------
    cleaned : Cleaned
        From `clean`.
    **settings
        Other values for keys of the section ``words``, such as ``terms=["河长制"]``.

    Returns
    -------
    Segmented

    Raises
    ------
    ProblemsError
        If no term is left for the model, or a setting is wrong.
    """
    asked = study_with("segment", "words", settings).words
    lexicon = read_lexicon(resource("lexicon/policy_terms.csv"))
    terms = {*lexicon["term"], *asked.terms}
    genre, names = read_words(resource("lexicon/genre.txt")), _names(cleaned.regions)
    cut = _segmenter(cleaned.own_regions, terms, genre, asked)
    tell = partial(tells, genre=genre, terms=terms)
    pieces = segment_units(cleaned.paragraphs, cut, tell, asked)
    tokens = Corpus([pieces.tokens])
    named = places_among(tokens.words, names) - terms if asked.mask_places else frozenset()
    found = corpus_terms(tokens, [marked_terms(cleaned.paragraphs)], genre, named, terms, asked)
    joined = list(join_units([pieces], cleaned.documents, frozenset(found["term"]), named))
    subjects = seeds_of(read_domains(resource("lexicon/domains.csv")))
    vocabulary = build_vocabulary(joined, lexicon, subjects, genre, names, asked)
    glossed = gloss(vocabulary, read_glosses(resource("lexicon/glosses.csv")))
    units = pd.concat([part.table() for part in joined], ignore_index=True)
    return Segmented(check(units, words_tables.UNITS), check(glossed, words_tables.VOCABULARY))


def _names(regions: pd.DataFrame) -> Names:
    """Return the names of places for a study of these regions."""
    return names_of(
        read_divisions(resource("gazetteer/divisions.csv")),
        read_towns(resource("gazetteer/towns.csv")),
        regions,
        read_words(resource("lexicon/places.txt")),
        read_words(resource("lexicon/ordinary.txt")),
        read_spot_words(resource("lexicon/spots.csv")),
    )


def _segmenter(
    own_regions: Sequence[str], terms: set[str], genre: frozenset[str], asked: WordsSettings
) -> Segmenter:
    """Return what cuts text into tokens, with these terms and the names of places whole."""
    whole = names_to_cut(
        read_divisions(resource("gazetteer/divisions.csv")),
        read_own_names(own_regions),
        read_words(resource("lexicon/ordinary.txt")),
    )
    fragments = read_fragments(resource("lexicon/fragments.csv"))
    return segmenter(asked.engine, terms | whole, fragments, genre)
