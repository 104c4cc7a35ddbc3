"""Phrases: words that stand together far more often than chance would have it.

A phrase is two to four neighbouring words of a unit with no sign between them; numbers, stop words,
words of the genre and places are never part of one. It is kept if

1. it occurs at least `LEAST_OCCURRENCES` times;
2. wherever it is cut in two, the halves attract each other: their normalised pointwise mutual
   information is at least `ASSOCIATION` (1: never apart; 0: as chance would have it) [1]_;
3. both its ends are free: the words before it, and those behind it, have an entropy of at least
   `FREEDOM` bits [2]_. So a part of a longer phrase (技术产业 in 高新技术产业) is none. What stands
   at the edge of a clause is free: each such place counts as a word of its own.

References
----------
.. [1] G. Bouma (2009). Normalized (Pointwise) Mutual Information in Collocation Extraction. GSCL.
.. [2] Z. Jin, K. Tanaka-Ishii (2006). Unsupervised Segmentation of Chinese Text by Use of Branching
   Entropy. COLING/ACL. https://aclanthology.org/P06-2056
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.words.token_arrays import GAP, Corpus, TokenNumbers

__all__ = ["ASSOCIATION", "FREEDOM", "LEAST_OCCURRENCES", "find_phrases"]

LEAST_OCCURRENCES = 5  # occurrences
ASSOCIATION = 0.5
FREEDOM = 1.0  # bits
_LONGEST = 4  # words

# Runs of words are counted in so many turns that at most so many tokens are looked at in one: then
# memory is bounded whatever the corpus, at the price of going through it more often.
_AT_ONCE = 20_000_000


class _Runs(NamedTuple):
    """The frequent runs of one length, sorted.

    Attributes
    ----------
    left, right : ndarray of int, shape (runs,)
        The shorter run that is left without the last word, and without the first: their places
        among the runs that are one word shorter. Of single words, the word's number.
    counts : ndarray of int, shape (runs,)
        Occurrences.
    """

    left: TokenNumbers
    right: TokenNumbers
    counts: TokenNumbers


class _Counter:
    """Counts numbers of many parts: the different ones, sorted, and how often each occurs."""

    def __init__(self) -> None:
        self.keys = self.counts = np.empty(0, dtype=int)

    def add(self, numbers: TokenNumbers) -> None:
        """Add the counts of another part's numbers."""
        keys, counts = np.unique(numbers, return_counts=True)
        if len(self.keys):
            counts = np.concatenate([self.counts, counts])
            keys, place = np.unique(np.concatenate([self.keys, keys]), return_inverse=True)
            # Whole numbers below 2⁵³: the sums of weights are exact.
            counts = np.bincount(place, counts).astype(int)
        self.keys, self.counts = keys, counts


def find_phrases(corpus: Corpus, words: Collection[str]) -> pd.DataFrame:
    """Return the phrases of a corpus.

    Parameters
    ----------
    corpus : Corpus
        The tokens.
    words : collection of str
        The words that a phrase may consist of.

    Returns
    -------
    DataFrame
        ``term`` (sorted), ``frequency``, ``association``, ``freedom``: the lower of the two ends'.
    """
    allowed = np.fromiter(map(frozenset(words).__contains__, corpus.words), dtype=bool)
    single = np.flatnonzero(allowed & (corpus.counts >= LEAST_OCCURRENCES))
    levels = [_Runs(single, single, corpus.counts[single])]
    while len(levels) < _LONGEST:
        levels.append(_count_runs(corpus, levels))
    found = _phrases(corpus, levels)
    # Two ways to cut the same characters are one phrase.
    best = found.sort_values(["term", "frequency", "association"], ascending=[True, False, False])
    return best.drop_duplicates("term", ignore_index=True)


def _count_runs(corpus: Corpus, levels: Sequence[_Runs]) -> _Runs:
    """Return the frequent runs that are one word longer: only of frequent shorter ones."""
    turns = 1 + int(corpus.counts.sum()) // _AT_ONCE
    found = []
    for turn in range(turns):
        counter = _Counter()
        for keys in _longer(corpus, levels):
            counter.add(keys[keys % turns == turn] if turns > 1 else keys)
        often = counter.counts >= LEAST_OCCURRENCES
        found.append(np.stack([counter.keys[often], counter.counts[often]]))
    keys, counts = np.concatenate(found, axis=1)
    order = np.argsort(keys)
    left, right = np.divmod(keys[order], max(len(levels[-1].counts), 1))
    return _Runs(left, right, counts[order])


def _longer(corpus: Corpus, levels: Sequence[_Runs]) -> Iterator[TokenNumbers]:
    """Yield for each part the runs of words one longer than the last level's, as numbers."""
    for codes in corpus:
        *_, at = _runs_at(codes, levels)
        yield _joined(at, levels[-1])[1]


def _runs_at(codes: TokenNumbers, levels: Sequence[_Runs]) -> Iterator[TokenNumbers]:
    """Yield for each level which of its runs begins at each place, or -1."""
    single = levels[0].left
    number = np.full(1 + max(codes.max(initial=0), single.max(initial=0)), -1)
    number[single] = np.arange(len(single))
    at = number[codes]
    yield at
    for shorter, runs in pairwise(levels):
        both, keys = _joined(at, shorter)
        at = np.full(max(len(at) - 1, 0), -1)
        at[both] = _places(_keys(runs, shorter), keys)
        yield at


def _joined(at: TokenNumbers, runs: _Runs) -> tuple[TokenNumbers, TokenNumbers]:
    """Return where a run begins with another run a word later, and each such pair as a number."""
    known = at >= 0
    both = np.flatnonzero(known[:-1] & known[1:])
    return both, at[both] * len(runs.counts) + at[both + 1]


def _keys(runs: _Runs, shorter: _Runs) -> TokenNumbers:
    """Return runs as `_joined` numbers them."""
    return runs.left * len(shorter.counts) + runs.right


def _places(known: TokenNumbers, wanted: TokenNumbers) -> TokenNumbers:
    """Return where each number stands among the known ones, which are sorted; -1 if nowhere."""
    if not len(known):
        return np.full(len(wanted), -1)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[place] == wanted, place, -1)


def _phrases(corpus: Corpus, levels: Sequence[_Runs]) -> pd.DataFrame:
    """Return the runs of two words and more that hold together and have free ends."""
    total = int(corpus.counts[GAP + 1 :].sum())
    lengths = range(2, len(levels) + 1)
    association = {length: _association(levels[:length], total) for length in lengths}
    chosen = {n: np.flatnonzero(value >= ASSOCIATION) for n, value in association.items()}
    freedom = _freedom(corpus, levels, chosen)
    rows = [
        (
            "".join(corpus.words[code] for code in _words(levels[:length], run)),
            levels[length - 1].counts[run],
            association[length][run],
            free,
        )
        for length in lengths
        for run, free in zip(chosen[length].tolist(), freedom[length].tolist(), strict=True)
        if free >= FREEDOM
    ]
    table = pd.DataFrame(rows, columns=["term", "frequency", "association", "freedom"])
    return table.astype({"term": "str", "association": float, "freedom": float})


def _words(levels: Sequence[_Runs], run: int) -> list[int]:
    """Return the words of one run of the last level."""
    *shorter, runs = levels
    if not shorter:
        return [int(runs.left[run])]
    last = runs.right[run]
    for level in shorter[:0:-1]:
        last = level.right[last]
    return [*_words(shorter, runs.left[run]), int(levels[0].left[last])]


def _association(levels: Sequence[_Runs], total: int) -> np.ndarray:
    """Return the normalised pointwise mutual information of the weakest joint of each run."""
    counts = levels[-1].counts
    share = counts / total
    weakest = np.full(len(counts), np.inf)
    left = right = np.arange(len(counts))
    beginnings, ends = [], []
    for level, shorter in zip(levels[:0:-1], levels[-2::-1], strict=True):
        left, right = level.left[left], level.right[right]
        beginnings.append(shorter.counts[left])  # one word shorter each time
        ends.append(shorter.counts[right])
    for one, other in zip(beginnings, reversed(ends), strict=True):
        weakest = np.minimum(weakest, np.log(share * total * total / (one * other)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(share < 1, weakest / -np.log(share), 1.0)


def _freedom(
    corpus: Corpus, levels: Sequence[_Runs], chosen: Mapping[int, TokenNumbers]
) -> dict[int, np.ndarray]:
    """Return the lower of the entropies of the words before and behind each chosen run, in bits.

    Both ``chosen`` and the answer are by the runs' length.
    """
    size = len(corpus.words)
    counted = {length: _Counter() for length in chosen}
    for codes in corpus:
        for length, at in enumerate(_runs_at(codes, levels), 1):
            if length not in chosen:
                continue
            run = _places(chosen[length], at)
            start = np.flatnonzero(run >= 0)  # never at an edge: gaps stand there
            before, behind = 2 * run[start], 2 * run[start] + 1
            ends = [before * size + codes[start - 1], behind * size + codes[start + length]]
            counted[length].add(np.concatenate(ends))
    return {
        length: _entropy(counter, size, 2 * len(chosen[length])).reshape(-1, 2).min(axis=1)
        for length, counter in counted.items()
    }


def _entropy(counter: _Counter, size: int, ends: int) -> np.ndarray:
    """Return the entropy of each end's neighbours in bits; each gap is a neighbour of its own."""
    end, word = np.divmod(counter.keys, size)
    counts = counter.counts
    share = counts / np.bincount(end, counts, ends)[end]
    each = np.where(word == GAP, share / counts, share)
    return np.bincount(end, -share * np.log2(each), ends) + 0.0
