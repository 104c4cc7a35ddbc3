"""Joining tokens into the terms that the corpus itself shows: explained, quoted, or phrases.

They are known only when all documents are read, so they are put together from tokens, after the
cut; terms of the lexicon are whole from the start. The name of a place is never joined: in
“苏州购物节” it is masked, and the festival stays.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import compress

import numpy as np
import pandas as pd

from policytopics.jieba_words import parts_of_speech
from policytopics.study.words import WordsSettings
from policytopics.tables.words import PHRASES
from policytopics.words.phrases import LEAST_OCCURRENCES, find_phrases
from policytopics.words.places import Names, place_names
from policytopics.words.token_arrays import Corpus, Tokens, UnitPart
from policytopics.words.word_classes import classes_of

__all__ = ["Terms", "corpus_terms", "join_tokens", "join_units", "places_among"]

_QUOTES = 2  # once quoted may be a name or a saying; twice is a term


class Terms:
    """Terms to join, and how they begin."""

    def __init__(self, terms: Collection[str]) -> None:
        self.all = frozenset(terms)
        self.heads = frozenset(term[:end] for term in self.all for end in range(1, len(term)))

        self.begins = self.all | self.heads

    def longest(self, tokens: Iterable[str]) -> int:
        """Return how many tokens make up the longest term they begin with, 1 if none.

        Examples
        --------
        >>> Terms({"揭榜", "揭榜挂帅"}).longest(["揭", "榜", "挂帅", "制"])
        3
        """
        best, head = 1, ""
        for number, token in enumerate(tokens, 1):
            head += token
            if head not in self.begins:
                break
            if number > 1 and head in self.all:
                best = number
        return best


def join_tokens(tokens: Tokens, terms: Terms, alone: Collection[str] = ()) -> Tokens:
    """Return the tokens, joined where neighbours make up a term: the longest first, from the left.

    Parameters
    ----------
    tokens : Tokens
        Tokens of units; an empty one stands for a sign, over which nothing is joined.
    terms : Terms
        The terms.
    alone : collection of str
        Tokens that are joined to nothing.

    Returns
    -------
    Tokens
        Of the same units, without signs.

    Examples
    --------
    >>> from policytopics.words.token_arrays import encode
    >>> terms = Terms({"揭榜", "揭榜挂帅"})
    >>> tokens = encode([["推行", "揭", "榜", "挂帅", "制", "", "揭", "", "榜"]])
    >>> join_tokens(tokens, terms).lists()
    [['推行', '揭榜挂帅', '制', '揭', '榜']]
    """
    words, codes = [*tokens.words], tokens.codes.copy()
    number = {word: code for code, word in enumerate(words) if word in terms.all}
    keep = np.array([word != "" for word in words], dtype=bool)[codes]
    done = 0
    for start, end in _chances(tokens, terms, alone):
        if start < done:
            continue
        run = [words[code] for code in codes[start:end].tolist()]
        if (size := terms.longest(run)) > 1:
            joined = "".join(run[:size])
            if joined not in number:
                number[joined] = len(words)
                words.append(joined)
            codes[start] = number[joined]
            done = start + size
            keep[start + 1 : done] = False
    kept = np.append(0, np.cumsum(keep))
    return Tokens(words, codes[keep], kept[tokens.bounds])


def _chances(tokens: Tokens, terms: Terms, alone: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where two neighbours begin a term, and how far it may reach: to a sign, name or end."""
    words, codes, bounds = tokens
    never = {"", *alone}
    stop = np.array([word in never for word in words], dtype=bool)
    begins = np.array([word in terms.heads for word in words], dtype=bool) & ~stop
    last = np.append(stop[codes[1:]], True)  # of its run of tokens
    last[bounds[1:] - 1] = True
    starts = np.flatnonzero(begins[codes] & ~last)
    ends = np.flatnonzero(last) + 1
    reach = ends[np.searchsorted(ends, starts, "right")]
    cells = (codes[starts], codes[starts + 1], starts, reach)
    for one, other, start, end in zip(*(cell.tolist() for cell in cells), strict=True):
        if words[one] + words[other] in terms.begins:
            yield start, end


def places_among(words: Sequence[str], names: Names) -> frozenset[str]:
    """Return the words that name places."""
    named = place_names(words, names, parts_of_speech())
    return frozenset(compress(words, named))


def corpus_terms(
    corpus: Corpus,
    marked: Iterable[pd.DataFrame],
    genre: frozenset[str],
    places: Collection[str],
    lexicon: Collection[str],
    settings: WordsSettings,
) -> pd.DataFrame:
    """Return the terms that the corpus itself shows.

    Parameters
    ----------
    corpus : Corpus
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
        words = _parts_of_phrases(corpus, genre, {*places, *lexicon})
        found.append(find_phrases(corpus, words).assign(kind="phrase"))
    table = pd.concat([each for each in found if len(each)] or found).reindex(columns=PHRASES.names)
    known = frozenset(lexicon)
    is_new = np.array([term not in known for term in table["term"]], dtype=bool)
    new: pd.DataFrame = table[is_new].sort_values(["term", "kind"])
    return new.drop_duplicates("term", ignore_index=True)


def _parts_of_phrases(corpus: Corpus, genre: frozenset[str], out: Collection[str]) -> list[str]:
    """Return the frequent words that may be part of a phrase."""
    frequent = [*compress(corpus.words, corpus.counts >= LEAST_OCCURRENCES)]
    plain = classes_of(frequent, genre, parts_of_speech()) == ""
    return [word for word in compress(frequent, plain) if word not in out]


def join_units(
    parts: Iterable[UnitPart],
    documents: pd.DataFrame,
    terms: Collection[str],
    alone: Collection[str],
) -> Iterator[UnitPart]:
    """Yield the modelling units, in parts.

    Parameters
    ----------
    parts : iterable of UnitPart
        Table ``segments``, in parts.
    documents : DataFrame
        Table ``documents``. Units of documents that are not in it were left out by the corpus
        stage and are left out here.
    terms, alone : collection of str
        Terms to join, and tokens that are joined to nothing.

    Yields
    ------
    UnitPart
        Table ``units``, in the order of the segments.
    """
    known = documents[["document_id", "region_id", "year", "kind"]]
    joints = Terms(terms)
    for rows, tokens in parts:
        joined = join_tokens(tokens, joints, alone)
        units = rows.assign(n_tokens=np.diff(joined.bounds)).merge(
            known, on="document_id", validate="many_to_one"
        )
        inside = rows["document_id"].isin(known["document_id"]).to_numpy()
        yield UnitPart(units, joined if inside.all() else _of_units(joined, inside))


def _of_units(tokens: Tokens, wanted: np.ndarray) -> Tokens:
    """Return the tokens of some of the units."""
    sizes = np.diff(tokens.bounds)
    bounds = np.append(0, np.cumsum(sizes[wanted]))
    return Tokens(tokens.words, tokens.codes[np.repeat(wanted, sizes)], bounds)
