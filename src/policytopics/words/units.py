"""Modelling units: runs of whole sentences, long enough to have a subject, short enough for one.

Paragraphs run from 30 to 1,000 characters, too uneven to compare; sentences are too short to show
which words go together. Of all ways to cut a paragraph between its sentences, the best is taken.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import chain, groupby, islice, pairwise
from operator import itemgetter
from typing import Any

import pandas as pd

from policytopics.study.words import WordsSettings
from policytopics.words.dictionary import parts_of_speech
from policytopics.words.kinds import kind_of
from policytopics.words.segment import Cut
from policytopics.words.shards import position

__all__ = ["LEAST", "join_sentences", "join_thin", "segment_units", "sentences", "tells"]

LEAST = 10  # words that say something: below, a unit has no subject

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）》】]*|[^。！？]+")

Cost = tuple[int, int, int]


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; put together they are ``text`` again.

    Examples
    --------
    >>> sentences("办好“一件事！”稳就业。扩内需；促消费")
    ['办好“一件事！”', '稳就业。', '扩内需；促消费']
    """
    return _SENTENCE.findall(text)


def join_sentences(parts: Sequence[str], *, shortest: int, longest: int) -> list[str]:
    """Return the sentences of one paragraph joined into units.

    Parameters
    ----------
    parts : sequence of str
        Sentences, in order.
    shortest, longest : int
        Wanted length of a unit, in characters.

    Returns
    -------
    list of str
        The partition into runs of sentences with the fewest characters lacking to ``shortest``
        (so a short remainder joins a neighbour), then the fewest above ``longest``, then lengths
        nearest to the middle of the two (least squares), then the earliest cuts.

    Examples
    --------
    >>> join_sentences(["甲甲甲甲", "乙", "丙丙丙丙", "丁"], shortest=4, longest=6)
    ['甲甲甲甲乙', '丙丙丙丙丁']
    >>> join_sentences(["甲甲甲甲甲甲甲甲甲", "乙"], shortest=4, longest=6)
    ['甲甲甲甲甲甲甲甲甲乙']
    """
    lengths = [*map(len, parts)]
    if sum(lengths) < 2 * shortest:  # any cut would lack more
        return ["".join(parts)] if parts else []
    best: list[tuple[Cost, int]] = [((0, 0, 0), 0)] * (len(parts) + 1)  # cost of the rest, its cut
    for start in range(len(parts) - 1, -1, -1):
        best[start] = min(
            (_sum(_cost(length, shortest, longest), best[end][0]), end)
            for end, length in _runs(lengths, start, shortest, longest)
        )
    units, start = [], 0
    while start < len(parts):
        end = best[start][1]
        units.append("".join(parts[start:end]))
        start = end
    return units


def _runs(lengths: Sequence[int], start: int, shortest: int, longest: int) -> list[tuple[int, int]]:
    """Return end and length of the runs from ``start`` that can be part of the best partition.

    A run above ``longest`` that could be cut into two runs of ``shortest`` or more lacks nothing
    and exceeds less when cut, and so does every longer run from the same start.
    """
    runs, length, first = [], 0, 0
    for end in range(start, len(lengths)):
        length += lengths[end]
        if first and length > longest and length - first >= shortest:
            break
        runs.append((end + 1, length))
        if not first and length >= shortest:
            first = length
    return runs


@cache
def _cost(length: int, shortest: int, longest: int) -> Cost:
    # Twice the distance to the middle keeps it whole numbers.
    off = (2 * length - shortest - longest) ** 2
    return max(0, shortest - length), max(0, length - longest), off


def _sum(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def tells(genre: frozenset[str], terms: Collection[str]) -> Callable[[str], bool]:
    """Return a function that says whether a token may tell a subject: a term, or no genre word."""
    tags, known = parts_of_speech(), frozenset(terms)

    @cache
    def tell(token: str) -> bool:
        return token != "" and (token in known or not kind_of(token, genre, tags))

    return tell


def join_thin(counts: Sequence[int], least: int) -> list[int]:
    """Return where to cut a paragraph so that no unit has fewer than ``least`` words to count.

    Parameters
    ----------
    counts : sequence of int
        Words that count, by unit, in order.
    least : int
        A unit with fewer joins the poorer of its neighbours, the one before it if they are equal.

    Returns
    -------
    list of int
        The first unit of each joined unit.

    Examples
    --------
    >>> join_thin([20, 4, 12, 30, 9], least=10)
    [0, 1, 3]
    >>> join_thin([3, 2], least=10)
    [0]
    """
    first, held = [*range(len(counts))], [*counts]
    while len(held) > 1 and min(held) < least:
        thin = held.index(min(held))
        last = len(held) - 1
        before = thin == last or (thin > 0 and held[thin - 1] <= held[thin + 1])
        left = thin - 1 if before else thin
        held[left : left + 2] = [held[left] + held[left + 1]]
        del first[left + 1]
    return first


def segment_units(
    paragraphs: pd.DataFrame, cut: Cut, counts: Callable[[str], bool], settings: WordsSettings
) -> pd.DataFrame:
    """Return the modelling units with their tokens.

    Parameters
    ----------
    paragraphs : DataFrame
        The corpus stage's table, whole or some documents of it, rows in any order. Body paragraphs
        become units.
    cut : callable
        The segmenter: text → tokens and gaps.
    counts : callable
        Whether a token says something: a unit needs `LEAST` of these.
    settings : WordsSettings
        Lengths of units.

    Returns
    -------
    DataFrame
        Table ``segments``, sorted by the hash of the document, line and position: so shards of
        documents, one behind the other, are sorted too.
    """
    body = _in_order(paragraphs[paragraphs["role"] == "body"])
    pieces = _cut_paragraphs(body, *settings.unit_characters)
    tokens = [*map(cut, pieces["text"].to_list())]
    units = _join_thin(pieces.assign(tokens=pd.Series(tokens, dtype=object)), counts)
    number = units.groupby("paragraph_id", sort=False).cumcount() + 1
    return units.assign(
        unit_id=units["paragraph_id"] + ":" + number.astype("str"),
        order=units.groupby("document_id", sort=False).cumcount(),
    )


def _in_order(paragraphs: pd.DataFrame) -> pd.DataFrame:
    # The length first: 9 before 10. A heading and the text glued to it share a line.
    by = ["_hash", "document_id", "line", "_digits", "paragraph_id"]
    numbered = paragraphs.assign(
        _hash=paragraphs["document_id"].map(position), _digits=paragraphs["paragraph_id"].str.len()
    )
    return numbered.sort_values(by, ignore_index=True)


def _cut_paragraphs(paragraphs: pd.DataFrame, shortest: int, longest: int) -> pd.DataFrame:
    """Return a row per run of sentences, with what it has of its paragraph."""
    texts = paragraphs["text"].map(
        lambda text: join_sentences(sentences(text), shortest=shortest, longest=longest)
    )
    columns = ["document_id", "paragraph_id", "part"]
    runs = paragraphs[columns].assign(text=texts).explode("text").dropna(subset="text")
    return runs.reset_index(drop=True)


def _join_thin(pieces: pd.DataFrame, counts: Callable[[str], bool]) -> pd.DataFrame:
    """Return the units: pieces of a paragraph with too few words that count are joined."""
    columns = ["document_id", "paragraph_id", "part", "text", "tokens"]
    rows: list[tuple[Any, ...]] = []
    cells = zip(*(pieces[name].to_list() for name in columns), strict=True)
    for _, paragraph in groupby(cells, key=itemgetter(1)):
        held = [*paragraph]
        rows += _joined(held, counts) if len(held) > 1 else held
    return pd.DataFrame(rows, columns=columns)


def _joined(
    held: Sequence[tuple[Any, ...]], counts: Callable[[str], bool]
) -> Sequence[tuple[Any, ...]]:
    if not any(_is_thin(tokens, counts) for *_, tokens in held):
        return held
    first = join_thin([sum(map(counts, tokens)) for *_, tokens in held], LEAST)
    joined = []
    for start, end in pairwise([*first, len(held)]):
        *_, texts, tokens = zip(*held[start:end], strict=True)
        joined.append((*held[start][:-2], "".join(texts), [*chain.from_iterable(tokens)]))
    return joined


def _is_thin(tokens: Sequence[str], counts: Callable[[str], bool]) -> bool:
    """Return whether fewer than `LEAST` tokens count; mostly the first twenty tell."""
    return len([*islice(filter(counts, tokens), LEAST)]) < LEAST
