"""The vocabulary: every term of the units, and whether the model sees it or why not.

A status is decided once per term, never per token. A term of the lexicon is kept whatever else it
looks like, unless it is too rare or too common to tell units apart.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from policytopics.jieba_words import frequencies, parts_of_speech
from policytopics.problems import Problem, ProblemsError
from policytopics.study.words import WordsSettings
from policytopics.words.counts import count_terms
from policytopics.words.local_names import mark_local_names
from policytopics.words.places import Names, place_names
from policytopics.words.token_arrays import UnitPart
from policytopics.words.word_classes import classes_of

__all__ = ["build_vocabulary"]

# What gathers more than this has a subject: at 2, 市场 and 民生 went too, and the provinces' topics
# were less coherent and further from their seed words.
_SCATTERED = 1.5
# A town is named in its own region, perhaps in a neighbour; a word of its form (田园) in many.
_WORD_OF_REGIONS = 3
_FROM_LEXICON = ("pos", "gloss_en", "domain")

Masks = dict[str, np.ndarray]  # status → whether a term has it, in the order of the terms


def build_vocabulary(
    parts: Iterable[UnitPart],
    lexicon: pd.DataFrame,
    subjects: Mapping[str, str],
    genre: frozenset[str],
    names: Names,
    settings: WordsSettings,
) -> pd.DataFrame:
    """Return every term of the units with its status.

    Parameters
    ----------
    parts : iterable of UnitPart
        Table ``units`` in parts, as `policytopics.words.counts.count_terms` takes them.
    lexicon : DataFrame
        Policy terms, as from `policytopics.words.lexicon.read_lexicon`.
    subjects : mapping
        Further words with a subject: the seeds of the domains → the domain; own terms → nothing.
    genre : frozenset of str
        Words of the genre, which tell no subject.
    names : Names
        Names of places, as from `policytopics.words.places.names_of`.
    settings : WordsSettings
        Own terms and stop words, masking of places, bounds of rare and common.

    Returns
    -------
    DataFrame
        Table ``vocabulary``, the most frequent term first.

    Raises
    ------
    ProblemsError
        If no term is kept.
    """
    tags = parts_of_speech()
    listed = zip(lexicon["term"].to_list(), lexicon["domain"].to_list(), strict=True)
    known = {**subjects, **dict(listed)}
    domains = {term: domain for term, domain in known.items() if domain}
    terms, n_regions = count_terms(parts, domains, names.spots.followers)
    words = terms["term"].to_list()
    ours = _among(words, {*known, *settings.terms})
    masks = _word_masks(words, genre, tags)
    if settings.mask_places:
        masks["place"] = place_names(words, names, tags) & ~_of_many(terms, names)
        masks["local"] = mark_local_names(terms, n_regions, names, tags, frequencies())
    masks["common"] = _even(terms, settings) | _of_no_domain(terms, settings)
    masks = {status: mask & ~ours for status, mask in masks.items()}
    # What a person leaves out by hand stays out, our lexicon's terms included.
    masks["stopword"] |= _among(words, settings.stopwords)
    masks["common"] |= (terms["unit_share"] > settings.max_unit_share).to_numpy(dtype=bool)
    masks["rare"] = (terms["n_units"] < settings.min_units).to_numpy(dtype=bool)
    status = np.select(list(masks.values()), np.array(list(masks)), default="kept")
    if not (status == "kept").any():
        raise ProblemsError([_nothing_kept(status, settings)])
    described = {**_described(words, lexicon, tags), "status": status.astype(object)}
    order = np.argsort(-terms["frequency"].to_numpy(), kind="stable")  # sorted by term before
    columns = terms.drop(columns=["before_spot", "expected"]).take(order).reset_index(drop=True)
    return columns.assign(
        **{name: pd.Series(cells[order], dtype=object) for name, cells in described.items()}
    )


def _of_many(terms: pd.DataFrame, names: Names) -> np.ndarray:
    """Return whether a term is called like a town only, but stands in several regions: a word."""
    only_towns = _among(terms["term"].to_list(), names.only_towns)
    return only_towns & (terms["n_regions"] >= _WORD_OF_REGIONS).to_numpy(dtype=bool)


def _among(words: Sequence[str], wanted: Collection[str]) -> np.ndarray:
    return np.fromiter(map(frozenset(wanted).__contains__, words), dtype=bool, count=len(words))


def _word_masks(words: Sequence[str], genre: frozenset[str], tags: Mapping[str, str]) -> Masks:
    """Return the statuses that a word has by itself."""
    codes, kinds = pd.factorize(classes_of(words, genre, tags))
    found = {kind: code for code, kind in enumerate(kinds)}
    return {
        kind: codes == found.get(kind, -1) for kind in ("single", "number", "stopword", "genre")
    }


def _even(terms: pd.DataFrame, settings: WordsSettings) -> np.ndarray:
    """Return whether a term is frequent in most regions and does not gather anywhere.

    Where chance would have put less than one pair of neighbours, nothing can be said.
    """
    frequent = (terms["unit_share"] > settings.max_even_share) & (terms["expected"] >= 1)
    even = terms["clumping"] < settings.min_clumping
    return (frequent & even).to_numpy(dtype=bool)


def _of_no_domain(terms: pd.DataFrame, settings: WordsSettings) -> np.ndarray:
    """Return whether a scattered term of most regions stands among terms of all domains alike."""
    alike = terms["divergence"] < settings.min_divergence  # not where it is missing
    even = (terms["clumping"] < _SCATTERED) & (terms["unit_share"] > 0)
    return (alike & even).to_numpy(dtype=bool)


def _described(
    words: Sequence[str], lexicon: pd.DataFrame, tags: Mapping[str, str]
) -> dict[str, np.ndarray]:
    """Return the part of speech, gloss and domain of each word."""
    row = {term: at for at, term in enumerate(lexicon["term"].to_list())}
    at = np.fromiter((row.get(word, -1) for word in words), dtype=int, count=len(words))
    described = {name: np.full(len(words), "", dtype=object) for name in _FROM_LEXICON}
    for name, column in described.items():
        column[at >= 0] = lexicon[name].to_numpy(dtype=object)[at[at >= 0]]
    tagged = np.array([tags.get(word, "x") for word in words], dtype=object)
    described["pos"][at < 0] = tagged[at < 0]
    return described


def _nothing_kept(status: np.ndarray, settings: WordsSettings) -> Problem:
    names, counts = np.unique(status, return_counts=True)
    why = ", ".join(f"{count} {name}" for name, count in zip(names, counts, strict=True))
    what = f"no term is left for the model: {why or 'the units hold no words'}"
    fix = f"add documents, or lower min_units (now {settings.min_units}) and look at the stop words"
    return Problem("words", what, fix)
