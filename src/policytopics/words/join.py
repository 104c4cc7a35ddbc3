"""Joining tokens into the terms that the corpus itself shows: explained, quoted, or phrases.

They are known only when all documents are read, so they are put together from tokens, after the
cut; terms of the lexicon are whole from the start. The name of a place is never joined: in
“苏州购物节” it is masked, and the festival stays.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

import pandas as pd

from policytopics.study.words import WordsSettings
from policytopics.words.dictionary import parts_of_speech
from policytopics.words.kinds import kind_of
from policytopics.words.phrases import LEAST, find_phrases
from policytopics.words.places import Names, place_names

__all__ = ["Terms", "corpus_terms", "join_tokens", "join_units", "places_among"]

_QUOTES = 2  # once quoted may be a name or a saying; twice is a term
_COLUMNS = ["term", "kind", "frequency", "association", "freedom"]


class Terms:
    """Terms to join, and their beginnings: most tokens begin none, which one look-up tells."""

    def __init__(self, terms: Collection[str]) -> None:
        self.all = frozenset(terms)
        self.heads = frozenset(term[:end] for term in self.all for end in range(1, len(term)))


def join_tokens(tokens: Sequence[str], terms: Terms, alone: Collection[str] = ()) -> list[str]:
    """Return the tokens, joined where neighbours make up a term: the longest first, from the left.

    Parameters
    ----------
    tokens : sequence of str
        Tokens in order; an empty one stands for a sign, over which nothing is joined.
    terms : Terms
        The terms.
    alone : collection of str
        Tokens that are joined to nothing.

    Examples
    --------
    >>> terms = Terms({"揭榜", "揭榜挂帅"})
    >>> join_tokens(["推行", "揭", "榜", "挂帅", "制", "", "揭", "", "榜"], terms)
    ['推行', '揭榜挂帅', '制', '揭', '榜']
    """
    if terms.heads.isdisjoint(tokens):
        return [token for token in tokens if token]
    joined: list[str] = []
    start = 0
    while start < len(tokens):
        end, term = start + 1, tokens[start]
        if term in terms.heads:
            end, term = _longest(tokens, start, terms, alone)
        if term:
            joined.append(term)
        start = end
    return joined


def _longest(
    tokens: Sequence[str], start: int, terms: Terms, alone: Collection[str]
) -> tuple[int, str]:
    """Return the end of the longest term that begins at ``start``, and the term; or the token."""
    best, head = (start + 1, tokens[start]), ""
    for end, token in enumerate(tokens[start:], start + 1):
        head += token
        if not token or token in alone:
            break
        if head in terms.all and end > start + 1:
            best = end, head
        if head not in terms.heads:
            break
    return best


def _tokens(parts: Iterable[pd.DataFrame]) -> Counter[str]:
    """Return the tokens and how often they occur; a sign is none."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(chain.from_iterable(part["tokens"]))
    del counts[""]
    return counts


def places_among(parts: Iterable[pd.DataFrame], names: Names) -> frozenset[str]:
    """Return the tokens that name places."""
    usual = sorted(_tokens(parts))
    named = place_names(usual, names, parts_of_speech())
    return frozenset(token for token, is_name in zip(usual, named, strict=True) if is_name)


def corpus_terms(
    parts: Iterable[pd.DataFrame],
    marked: Iterable[pd.DataFrame],
    genre: frozenset[str],
    places: Collection[str],
    lexicon: Collection[str],
    settings: WordsSettings,
) -> pd.DataFrame:
    """Return the terms that the corpus itself shows.

    Parameters
    ----------
    parts : iterable of DataFrame
        Table ``segments``, in parts; gone through several times.
    marked : iterable of DataFrame
        Table ``marked``, in parts.
    genre : frozenset of str
        Words of the genre, which are never part of a phrase.
    places : collection of str
        Names of places, which are never part of a phrase.
    lexicon : collection of str
        Terms that are whole already: never part of a phrase.
    settings : WordsSettings
        Whether phrases are looked for.

    Returns
    -------
    DataFrame
        Table ``phrases``: a row per term, sorted; of several kinds the first in the alphabet:
        glossary, phrase, quoted.
    """
    counted = pd.concat(marked).groupby(["term", "kind"], as_index=False)["frequency"].sum()
    found = [counted[(counted["kind"] == "glossary") | (counted["frequency"] >= _QUOTES)]]
    if settings.phrases:
        out = {*places, *lexicon}
        tags = parts_of_speech()
        often_used = (word for word, count in _tokens(parts).items() if count >= LEAST)
        words = {w for w in often_used if w not in out and not kind_of(w, genre, tags)}
        found.append(find_phrases(parts, words).assign(kind="phrase"))
    table = pd.concat([each for each in found if len(each)] or found).reindex(columns=_COLUMNS)
    new: pd.DataFrame = table[~table["term"].isin(list(lexicon))].sort_values(["term", "kind"])
    return new.drop_duplicates("term", ignore_index=True)


def join_units(
    parts: Iterable[pd.DataFrame],
    documents: pd.DataFrame,
    terms: Collection[str],
    alone: Collection[str],
) -> Iterator[pd.DataFrame]:
    """Yield the modelling units, in parts.

    Parameters
    ----------
    parts : iterable of DataFrame
        Table ``segments``, in parts.
    documents : DataFrame
        Table ``documents``. Units of documents that are not in it were left out by the corpus
        stage and are left out here.
    terms, alone : collection of str
        Terms to join, and tokens that are joined to nothing.

    Yields
    ------
    DataFrame
        Table ``units``, in the order of the segments.
    """
    known = documents[["document_id", "region_id", "year", "kind"]]
    joints = Terms(terms)
    for part in parts:
        units = part.merge(known, on="document_id", validate="many_to_one")
        tokens = [join_tokens(found, joints, alone) for found in units["tokens"]]
        yield units.assign(tokens=pd.Series(tokens, dtype=object), n_tokens=[*map(len, tokens)])
