"""Which terms name spots that no list has: villages, lakes, parks, bridges, firms of one region.

They are found by how they live: in one region only, and shaped or placed like a name.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from policytopics.words.places import NAME_TAGS, Names, is_name
from policytopics.words.spot_words import SpotWords

__all__ = ["mark_local_names"]

_NUMERALS = frozenset("一二两三四五六七八九十百千万")
# The dictionary's names of places are not all names; the frequent ones are words (湖泊 3,482).
_FREQUENT = 2_000
_LEAST = 2  # occurrences of a local name
_LEAST_UNKNOWN = 3  # of one that only its last character gives away


def mark_local_names(
    terms: pd.DataFrame,
    n_regions: int,
    names: Names,
    tags: Mapping[str, str],
    frequencies: Mapping[str, int],
) -> np.ndarray:
    """Return for each term whether it looks like the name of a spot within one region.

    Parameters
    ----------
    terms : DataFrame
        Columns ``term``, ``frequency``, ``n_regions`` and ``before_spot``: the share of its
        occurrences right before a word for a spot or an organisation (荻川 in 荻川/新区).
    n_regions : int
        Regions in the study. With one, every word is a word of one region: nothing is local.
    names : Names
        The study's towns, which may be words of the dictionary too (桃源), ordinary words, and
        the words that names of spots are made with.
    tags, frequencies : mapping
        Word → part of speech, word → frequency in the dictionary.

    Returns
    -------
    array of bool
        In the order of ``terms``.

    Examples
    --------
    荻川河 is no word and its stem is none; the stem of 产业园 is; 青碓 stands before 灌区:

    >>> terms = pd.DataFrame(
    ...     {"term": ["荻川河", "产业园", "青碓", "灌溉"], "frequency": 3, "n_regions": 1,
    ...      "before_spot": [0, 0, 0.7, 0.7]}
    ... )
    >>> spots = SpotWords(spot=("河", "园", "灌区"), feature=("河",))
    >>> names = Names(frozenset(), frozenset(), frozenset(), spots=spots)
    >>> mark_local_names(terms, 5, names, {"产业": "n", "灌溉": "vn"}, {}).tolist()
    [True, False, True, False]
    """
    if n_regions < 2:
        return np.zeros(len(terms), dtype=bool)

    def local(term: str, frequency: int, before: float) -> bool:
        if term in names.spots.followers or term in names.towns:
            return term in names.towns
        return (
            _ends_as_spot(term, tags, names)
            or (before >= 0.5 and before * frequency >= _LEAST and _is_stem(term, tags, names))
            or (
                tags.get(term) == "ns"
                and frequencies[term] < _FREQUENT
                and is_name(term, tags, names.ordinary)
            )
            or (frequency >= _LEAST_UNKNOWN and _ends_as_name(term, tags, names.spots))
        )

    once = ((terms["n_regions"] == 1) & (terms["frequency"] >= _LEAST)).to_numpy(dtype=bool)
    columns = ["term", "frequency", "before_spot"]
    cells = zip(*(terms[name][once].to_list() for name in columns), strict=True)
    found = once.copy()
    found[once] = [local(*cell) for cell in cells]
    return found


def _ends_as_spot(term: str, tags: Mapping[str, str], names: Names) -> bool:
    """Return whether a term is no ordinary word but a name with a word for a spot behind it."""
    words = names.spots
    ends = [spot for spot in words.spot if term.endswith(spot)]
    if not is_name(term, tags, names.ordinary) or not ends or term in words.spot:
        return False
    if _ends_as_word(term, tags, words):
        return False
    in_dictionary = term in tags and len(term) > 2 and term.endswith(words.feature)
    if tags.get(term) == "ns" or in_dictionary:
        return True
    return all(_is_stem(term.removesuffix(spot), tags, names) for spot in ends)


def _ends_as_word(term: str, tags: Mapping[str, str], words: SpotWords) -> bool:
    """Return whether a term ends in a word that is no word for a spot: 金融超市, 全光网城市."""
    if term in tags or term.endswith(words.feature):
        return False
    ends = (term[at:] for at in range(1, len(term) - 1))
    return any(end in tags and tags[end] not in NAME_TAGS and end not in words.spot for end in ends)


def _ends_as_name(term: str, tags: Mapping[str, str], words: SpotWords) -> bool:
    """Return whether a term of two or three characters, no word, ends as names of places do."""
    return term not in tags and len(term) in (2, 3) and term.endswith(words.ending)


def _is_stem(stem: str, tags: Mapping[str, str], names: Names) -> bool:
    """Return whether a stem is the dictionary's as a place, or not at all, and no slogan.

    Tagged as persons, words such as 养老 and 智慧 are not: 养老院 is no name.
    """
    if stem.isascii():
        return False
    if len(stem) < 2:
        return stem != "" and stem not in names.spots.no_name and stem not in _NUMERALS
    numerals = sum(sign in _NUMERALS for sign in stem)  # 九寨 is a name, 一圈一带两 is not
    return tags.get(stem, "ns") == "ns" and stem not in names.ordinary and numerals < 2
