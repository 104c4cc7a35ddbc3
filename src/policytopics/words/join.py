"""Joining tokens into the terms that the corpus itself shows: explained, quoted, or phrases.

They are known only when all documents are read, so they are put together from tokens, after the
cut; terms of the lexicon are whole from the start. The name of a place is never joined: in
“苏州购物节” it is masked, and the festival stays.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

import pandas as pd

from policytopics.study.words import WordsSettings
from policytopics.words.dictionary import parts_of_speech
from policytopics.words.kinds import kind_of
from policytopics.words.phrases import find_phrases, runs_of
from policytopics.words.places import Names, place_names

__all__ = ["corpus_terms", "join_tokens", "join_units", "places_among"]

_LONGEST = 12  # tokens of a term
_QUOTES = 2  # once quoted may be a name or a saying; twice is a term
_COLUMNS = ["term", "kind", "frequency", "association", "freedom"]


def join_tokens(
    text: str, tokens: Sequence[str], terms: Collection[str], alone: Collection[str] = ()
) -> list[str]:
    """Return the tokens, joined where neighbours make up a term: the longest first, from the left.

    What is in ``alone`` is joined to nothing.

    Examples
    --------
    >>> tokens = ["推行", "揭", "榜", "挂帅", "制", "揭", "榜"]
    >>> join_tokens("推行揭榜挂帅制，揭、榜", tokens, {"揭榜", "揭榜挂帅"})
    ['推行', '揭榜挂帅', '制', '揭', '榜']
    """
    joined: list[str] = []
    for run in runs_of(text, tokens):
        start = 0
        while start < len(run):
            end = _end(run, start, terms, alone)
            joined.append("".join(run[start:end]))
            start = end
    return joined


def _end(run: Sequence[str], start: int, terms: Collection[str], alone: Collection[str]) -> int:
    """Return the end of the longest term that begins at ``start``, or of the token there."""
    longest = start
    for place in range(start, min(len(run), start + _LONGEST)):
        if run[place] in alone:
            break
        longest = place + 1
    ends = range(longest, start + 1, -1)
    return next((end for end in ends if "".join(run[start:end]) in terms), start + 1)


def places_among(parts: Iterable[pd.DataFrame], names: Names) -> frozenset[str]:
    """Return the tokens that name places."""
    usual = sorted({token for part in parts for tokens in part["tokens"] for token in tokens})
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
        usual = {token for part in parts for tokens in part["tokens"] for token in tokens}
        words = {word for word in usual - out if not kind_of(word, genre, tags)}
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
        As `join_tokens` takes them.

    Yields
    ------
    DataFrame
        Table ``units``, in the order of the segments.
    """
    known = documents[["document_id", "region_id", "year", "kind"]]
    for part in parts:
        units = part.merge(known, on="document_id", validate="many_to_one")
        tokens = [
            join_tokens(text, found, terms, alone)
            for text, found in zip(units["text"], units["tokens"], strict=True)
        ]
        yield units.assign(tokens=pd.Series(tokens, dtype=object), n_tokens=[*map(len, tokens)])
