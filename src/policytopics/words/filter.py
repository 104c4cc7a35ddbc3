"""The vocabulary: every term of the units, and whether the model sees it or why not.

A status is decided once per term, never per token. A term of the lexicon is kept whatever else it
looks like, unless it is too rare or too common to tell units apart.
"""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from policytopics.problems import Problem, ProblemsError
from policytopics.study.words import WordsSettings
from policytopics.words.counts import count_terms
from policytopics.words.dictionary import frequencies, parts_of_speech
from policytopics.words.kinds import kind_of
from policytopics.words.places import Names, place_names
from policytopics.words.spots import local_names

__all__ = ["build_vocabulary"]

Masks = dict[str, np.ndarray]  # status → whether a term has it, in the order of the terms


def build_vocabulary(
    parts: Iterable[pd.DataFrame],
    lexicon: pd.DataFrame,
    subjects: Collection[str],
    genre: frozenset[str],
    names: Names,
    settings: WordsSettings,
) -> pd.DataFrame:
    """Return every term of the units with its status.

    Parameters
    ----------
    parts : iterable of DataFrame
        Table ``units`` in parts, as `policytopics.words.counts.count_terms` takes them.
    lexicon : DataFrame
        Policy terms, as from `policytopics.words.lexicon.read_lexicon`.
    subjects : collection of str
        Further words that tell a policy domain: the seeds of the domains.
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
    terms, unit_share = count_terms(parts)
    terms["unit_share"] = _share_in_most(unit_share)
    ours = _among(terms["term"], {*lexicon["term"], *subjects, *settings.terms})
    masks = _word_masks(terms, genre, tags)
    if settings.mask_places:
        masks |= _name_masks(terms, unit_share.shape[1], names, tags)
    masks["common"] = _even(terms, settings)
    masks = {status: mask & ~ours for status, mask in masks.items()}
    # What a person leaves out by hand stays out, our lexicon's terms included.
    masks["stopword"] |= _among(terms["term"], settings.stopwords)
    masks["common"] |= (terms["unit_share"] > settings.max_unit_share).to_numpy(dtype=bool)
    masks["rare"] = (terms["n_units"] < settings.min_units).to_numpy(dtype=bool)
    status = np.select(list(masks.values()), np.array(list(masks)), default="kept")
    if not (status == "kept").any():
        raise ProblemsError([_nothing_kept(status, settings)])
    vocabulary = _described(terms, lexicon, tags).assign(status=status)
    return vocabulary.sort_values(["frequency", "term"], ascending=[False, True], ignore_index=True)


def _among(terms: pd.Series, words: Collection[str]) -> np.ndarray:
    return terms.isin(list(words)).to_numpy(dtype=bool)


def _share_in_most(unit_share: pd.DataFrame) -> np.ndarray:
    """Return the share of units that a term reaches in most regions: in more than half of them.

    So one region's priority is not common, however often it stands there.
    """
    if unit_share.empty:
        return np.zeros(len(unit_share))
    ranked = np.sort(unit_share.to_numpy(dtype=float), axis=1)
    most = unit_share.shape[1] // 2 + 1
    return ranked[:, -most]


def _word_masks(terms: pd.DataFrame, genre: frozenset[str], tags: Mapping[str, str]) -> Masks:
    """Return the statuses that a word has by itself."""
    words = terms["term"].to_list()
    kinds = np.array([kind_of(term, genre, tags) for term in words], dtype=object)
    return {kind: kinds == kind for kind in ("single", "number", "stopword", "genre")}


def _name_masks(
    terms: pd.DataFrame, n_regions: int, names: Names, tags: Mapping[str, str]
) -> Masks:
    return {
        "place": place_names(terms["term"].to_list(), names, tags),
        "local": local_names(terms, n_regions, names.towns, tags, frequencies()),
    }


def _even(terms: pd.DataFrame, settings: WordsSettings) -> np.ndarray:
    """Return whether a term is frequent in most regions and does not gather anywhere.

    Where chance would have put less than one pair of neighbours, nothing can be said.
    """
    frequent = (terms["unit_share"] > settings.max_even_share) & (terms["expected"] >= 1)
    even = terms["clumping"] < settings.min_clumping
    return (frequent & even).to_numpy(dtype=bool)


def _described(terms: pd.DataFrame, lexicon: pd.DataFrame, tags: Mapping[str, str]) -> pd.DataFrame:
    """Return the terms with part of speech, gloss and domain."""
    described = terms.drop(columns=["before_spot", "expected"]).merge(
        lexicon, on="term", how="left"
    )
    looked_up = pd.Series([tags.get(term, "x") for term in described["term"].to_list()])
    texts = described[["gloss_en", "domain"]].fillna("")
    return described.assign(pos=described["pos"].fillna(looked_up), **texts)


def _nothing_kept(status: np.ndarray, settings: WordsSettings) -> Problem:
    names, counts = np.unique(status, return_counts=True)
    why = ", ".join(f"{count} {name}" for name, count in zip(names, counts, strict=True))
    what = f"no term is left for the model: {why or 'the units hold no words'}"
    fix = f"add documents, or lower min_units (now {settings.min_units}) and look at the stop words"
    return Problem("words", what, fix)
