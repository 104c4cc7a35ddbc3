"""Modelling units: runs of whole sentences, long enough for a subject, short enough for just one.

Paragraphs run from 30 to 1,000 characters, too uneven to compare; sentences are too short to show
which words go together. Of all ways to cut a paragraph between its sentences, the best is taken.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.jieba_words import parts_of_speech
from policytopics.study.words import WordsSettings
from policytopics.words.segment import Segmenter
from policytopics.words.shards import position
from policytopics.words.token_arrays import TokenNumbers, UnitPart
from policytopics.words.word_classes import classes_of

__all__ = ["LEAST_TELLING", "join_sentences", "join_thin", "segment_units", "sentences", "tells"]

LEAST_TELLING = 10  # words that say something: below, a unit has no subject

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）》】]*|[^。！？]+")

Flags = npt.NDArray[np.bool_]


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
    best = [(_Cost(0, 0, 0), 0)] * (len(parts) + 1)  # cost of the rest, its first cut
    for start in range(len(parts) - 1, -1, -1):
        best[start] = min(
            (_cost(length, shortest, longest).plus(best[end][0]), end)
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


class _Cost(NamedTuple):
    """What a partition costs, the gravest first: compared in this order, in characters.

    Attributes
    ----------
    lacking, exceeding : int
        What its runs lack to the shortest length wanted, and what they exceed the longest by.
    off : int
        How far they are from the middle of the two: sum of the squares of twice the distances.
    """

    lacking: int
    exceeding: int
    off: int

    def plus(self, other: "_Cost") -> "_Cost":
        """Return the cost of two parts of a partition together."""
        return _Cost(
            self.lacking + other.lacking, self.exceeding + other.exceeding, self.off + other.off
        )


@cache
def _cost(length: int, shortest: int, longest: int) -> _Cost:
    """Return the cost of a run of a length."""
    off = (2 * length - shortest - longest) ** 2
    return _Cost(max(0, shortest - length), max(0, length - longest), off)


def tells(words: Sequence[str], genre: frozenset[str], terms: Collection[str]) -> Flags:
    """Return for each token whether it may tell a subject: a term, or no word of the genre.

    Examples
    --------
    >>> tells(["河长制", "推进", "亿元", "水", ""], frozenset({"推进"}), {"河长制"}).tolist()
    [True, False, False, False, False]
    """
    kinds = classes_of(words, genre, parts_of_speech()).tolist()
    ours = map(frozenset(terms).__contains__, words)
    return np.array(
        [known or not kind for known, kind in zip(ours, kinds, strict=True)], dtype=bool
    )


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
    paragraphs: pd.DataFrame,
    cut: Segmenter,
    counts: Callable[[Sequence[str]], Flags],
    settings: WordsSettings,
) -> UnitPart:
    """Return the modelling units with their tokens.

    Parameters
    ----------
    paragraphs : DataFrame
        The corpus stage's table, whole or some documents of it, rows in any order. Body paragraphs
        become units.
    cut : Segmenter
        The segmenter.
    counts : callable
        Words → for each whether it says something: a unit needs `LEAST_TELLING` tokens that do.
    settings : WordsSettings
        Lengths of units.

    Returns
    -------
    UnitPart
        Table ``segments``, sorted by the hash of the document, line and position: so shards of
        documents, one behind the other, are sorted too.
    """
    body = _in_order(paragraphs[paragraphs["role"] == "body"])
    texts, source = _cut_paragraphs(body["text"].to_list(), *settings.unit_characters)
    tokens = cut.tokens(texts)
    said = np.append(0, np.cumsum(counts(tokens.words)[tokens.codes]))[tokens.bounds]
    first = _firsts(source, np.diff(said))
    joined = ["".join(texts[start:end]) for start, end in pairwise([*first, len(texts)])]
    bounds = tokens.bounds[[*first, len(texts)]]
    return UnitPart(_described(body, source[first], joined), tokens._replace(bounds=bounds))


def _in_order(paragraphs: pd.DataFrame) -> pd.DataFrame:
    # The length first: 9 before 10. A heading and the text glued to it share a line.
    names = ("document_id", "line", "paragraph_id")
    cells = zip(*(paragraphs[name].to_list() for name in names), strict=True)
    hashed = cache(position)
    keys = [(hashed(document), document, line, len(paragraph), paragraph)
            for document, line, paragraph in cells]  # fmt: skip
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return paragraphs[["document_id", "paragraph_id", "part", "text"]].take(order)


def _cut_paragraphs(
    texts: Sequence[str], shortest: int, longest: int
) -> tuple[list[str], TokenNumbers]:
    """Return the runs of sentences of all paragraphs, and the paragraph of each."""
    runs = [
        # What is short is not cut.
        join_sentences(sentences(text), shortest=shortest, longest=longest)
        if len(text) >= 2 * shortest
        else [text] if text else []
        for text in texts
    ]  # fmt: skip
    return [*chain.from_iterable(runs)], np.repeat(np.arange(len(runs)), [*map(len, runs)])


def _firsts(paragraph: TokenNumbers, counts: TokenNumbers) -> list[int]:
    """Return the first run of each unit: runs with too few words that count join a neighbour."""
    firsts = []
    starts = np.flatnonzero(np.diff(paragraph, prepend=-1)).tolist()
    thin = counts < LEAST_TELLING
    for start, end in pairwise([*starts, len(paragraph)]):
        if end > start + 1 and thin[start:end].any():
            firsts += [start + run for run in join_thin(counts[start:end].tolist(), LEAST_TELLING)]
        else:
            firsts += range(start, end)
    return firsts


def _described(body: pd.DataFrame, paragraph: TokenNumbers, texts: list[str]) -> pd.DataFrame:
    """Return the units' rows: what they have of their paragraphs, their names and places."""
    names = ("document_id", "paragraph_id", "part")
    cells = {name: body[name].to_numpy(dtype=object)[paragraph] for name in names}
    units = enumerate(cells["paragraph_id"].tolist())
    number = _place_in_run(paragraph) + 1
    return pd.DataFrame(
        {
            "unit_id": [f"{name}:{number[at]}" for at, name in units],
            **cells,
            "order": _place_in_run(pd.factorize(cells["document_id"])[0]),
            "text": texts,
        }
    )


def _place_in_run(numbers: TokenNumbers) -> TokenNumbers:
    """Return how far each place is from the first of its run of equal numbers."""
    places, first = np.arange(len(numbers)), np.flatnonzero(np.diff(numbers, prepend=-1))
    sizes = np.diff(np.append(first, len(numbers)))
    found: TokenNumbers = places - np.repeat(first, sizes)
    return found
