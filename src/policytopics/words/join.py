"""Joining tokens into the terms that the corpus itself shows: explained, quoted, or phrases.

They are known only when all documents are read, so they are put together from tokens, after the
cut; terms of the lexicon are whole from the start. The name of a place is never joined: in
“苏州购物节” it is masked, and the festival stays.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress, count, islice
from operator import add

import pandas as pd

from policytopics.study.words import WordsSettings
from policytopics.words.codes import Codes
from policytopics.words.dictionary import parts_of_speech
from policytopics.words.kinds import kind_of
from policytopics.words.phrases import LEAST, find_phrases
from policytopics.words.places import Names, place_names

__all__ = ["Terms", "corpus_terms", "join_tokens", "join_units", "places_among"]

_QUOTES = 2  # once quoted may be a name or a saying; twice is a term
_COLUMNS = ["term", "kind", "frequency", "association", "freedom"]


class Terms:
    """Terms to join, and how they begin."""

    def __init__(self, terms: Collection[str]) -> None:
        self.all = frozenset(terms)
        self.heads = frozenset(term[:end] for term in self.all for end in range(2, len(term)))
        self._of_two = self.all | self.heads

    def starts(self, tokens: Sequence[str]) -> list[int]:
        """Return where two neighbours make up a term or begin one: mostly nowhere."""
        pairs = map(add, tokens, islice(tokens, 1, None))
        found = compress(count(), map(self._of_two.__contains__, pairs))
        return [start for start in found if tokens[start] and tokens[start + 1]]


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
    joined: list[str] = []
    done = 0
    for start in terms.starts(tokens):
        end = _longest(tokens, start, terms, alone) if start >= done else start
        if end > start:
            joined += filter(None, tokens[done:start])
            joined.append("".join(tokens[start:end]))
            done = end
    return [*joined, *filter(None, tokens[done:])]


def _longest(tokens: Sequence[str], start: int, terms: Terms, alone: Collection[str]) -> int:
    """Return the end of the longest term that begins at ``start``; ``start`` if none does."""
    best, head = start, ""
    for end, token in enumerate(tokens[start:], start + 1):
        head += token
        if not token or token in alone:
            break
        if end == start + 1:
            continue
        if head in terms.all:
            best = end
        if head not in terms.heads:
            break
    return best


def places_among(words: Sequence[str], names: Names) -> frozenset[str]:
    """Return the words that name places."""
    named = place_names(words, names, parts_of_speech())
    return frozenset(compress(words, named))


def corpus_terms(
    codes: Codes,
    marked: Iterable[pd.DataFrame],
    genre: frozenset[str],
    places: Collection[str],
    lexicon: Collection[str],
    settings: WordsSettings,
) -> pd.DataFrame:
    """Return the terms that the corpus itself shows.

    Parameters
    ----------
    codes : Codes
        The tokens of table ``segments``.
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
        out, tags = {*places, *lexicon}, parts_of_speech()
        words = {
            word
            for word in compress(codes.words, codes.counts >= LEAST)
            if word and word not in out and not kind_of(word, genre, tags)
        }
        found.append(find_phrases(codes, words).assign(kind="phrase"))
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
