"""The tokens of a corpus as numbers, which are counted and compared far faster than words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["GAP", "Corpus", "TokenNumbers", "Tokens", "UnitPart", "encode"]

GAP = 0  # in a `Corpus`, the number of what stands between two words

TokenNumbers = npt.NDArray[np.int_]


class Tokens(NamedTuple):
    """The tokens of the units, or texts, of one part of a corpus.

    Attributes
    ----------
    words : list of str
        Different tokens, in any order; an empty one stands for a sign.
    codes : ndarray of int, shape (tokens,)
        For each token in order its place in ``words``.
    bounds : ndarray of int, shape (units + 1,)
        Where each unit begins, and where the last one ends.
    """

    words: list[str]
    codes: TokenNumbers
    bounds: TokenNumbers

    def lists(self) -> list[list[str]]:
        """Return the tokens of each unit."""
        flat = np.array(self.words, dtype=object)[self.codes].tolist()
        return [flat[start:end] for start, end in pairwise(self.bounds.tolist())]

    def units(self) -> TokenNumbers:
        """Return the unit of each token."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))


class UnitPart(NamedTuple):
    """A part of a table of units: its rows without the tokens, and these."""

    rows: pd.DataFrame
    tokens: Tokens

    def table(self) -> pd.DataFrame:
        """Return the rows with their tokens as lists of words."""
        return self.rows.assign(tokens=pd.Series(self.tokens.lists(), dtype=object))


def encode(lists: Sequence[Sequence[str]]) -> Tokens:
    """Return lists of tokens as numbers, words in the order of their first occurrence.

    Examples
    --------
    >>> words, codes, bounds = encode([["农业", "", "水利"], ["农业"]])
    >>> words, codes.tolist(), bounds.tolist()
    (['农业', '', '水利'], [0, 1, 2, 0], [0, 3, 4])
    """
    words = [*dict.fromkeys(chain.from_iterable(lists))]
    number = {word: code for code, word in enumerate(words)}
    codes = [number[token] for tokens in lists for token in tokens]
    bounds = np.cumsum([0, *map(len, lists)])
    return Tokens(words, np.array(codes, dtype=int), bounds)


class Corpus:
    """All tokens of a corpus, a part at a time: only words and counts stay in memory.

    Attributes
    ----------
    words : list of str
        The different tokens, sorted; the first is empty, a gap.
    counts : ndarray of int, shape (words,)
        How often each occurs; of gaps only those that stand for a sign.
    """

    def __init__(self, parts: Iterable[Tokens]) -> None:
        """Count the words of ``parts``, which must be there to be gone through many times."""
        met = {"": 0}  # each word's number in the order in which they are met
        numbers, counts = [], np.zeros(1, dtype=int)
        for words, codes, _ in parts:
            number = np.fromiter((met.setdefault(word, len(met)) for word in words), dtype=np.int32)
            numbers.append(number)
            counts = np.append(counts, np.zeros(len(met) - len(counts), dtype=int))
            counts[number] += np.bincount(codes, minlength=len(words))
        self.words = sorted(met)
        order = np.fromiter(map(met.__getitem__, self.words), dtype=int)
        self.counts = counts[order]
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order))
        self._parts, self._numbers = parts, [rank[number] for number in numbers]

    def __iter__(self) -> Iterator[TokenNumbers]:
        """Yield for each part the places of its tokens in ``words``, a gap round each unit.

        Examples
        --------
        >>> [*Corpus([encode([["水利", "农业"], ["农业"]])])]
        [array([0, 2, 1, 0, 1, 0])]
        """
        for (_, codes, bounds), number in zip(self._parts, self._numbers, strict=True):
            inside = np.ones(len(codes) + len(bounds), dtype=bool)
            inside[bounds + np.arange(len(bounds))] = False
            numbers = np.full(len(inside), GAP)
            numbers[inside] = number[codes]
            yield numbers
