"""Phrases: words that stand together far more often than chance would have it.

A phrase is two to four neighbouring words of a unit with no sign between them; numbers, stop words,
words of the genre and places are never part of one. It is kept if

1. it occurs at least `LEAST` times;
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

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import pandas as pd

from policytopics.words.codes import GAP, Codes

__all__ = ["ASSOCIATION", "FREEDOM", "LEAST", "find_phrases"]

LEAST = 5  # occurrences
ASSOCIATION = 0.5
FREEDOM = 1.0  # bits
_LONGEST = 4  # words

Gram = tuple[int, ...]


def find_phrases(codes: Codes, words: Collection[str]) -> pd.DataFrame:
    """Return the phrases of a corpus.

    Parameters
    ----------
    codes : Codes
        The tokens of the corpus.
    words : collection of str
        The words that a phrase may consist of.

    Returns
    -------
    DataFrame
        ``term`` (sorted), ``frequency``, ``association``, ``freedom``: the lower of the two ends'.
    """
    known, encoded, number = codes
    allowed = np.array([word in words for word in known], dtype=bool) & (number >= LEAST)
    total = int(number[GAP + 1 :].sum())
    frequent: dict[Gram, int] = {
        (code,): int(number[code]) for code in np.flatnonzero(allowed).tolist()
    }
    for length in range(2, _LONGEST + 1):
        frequent |= _count_grams(encoded, allowed, frequent, length)
    found = {
        gram: value
        for gram in frequent
        if len(gram) > 1 and (value := _association(gram, frequent, total)) >= ASSOCIATION
    }
    freedom = _freedom(encoded, sorted(found))
    table = pd.DataFrame(
        {
            "term": ["".join(known[code] for code in gram) for gram in found],
            "frequency": [frequent[gram] for gram in found],
            "association": list(found.values()),
            "freedom": [freedom[gram] for gram in found],
        }
    ).astype({"term": "str"})
    free = table[table["freedom"] >= FREEDOM]
    # Two ways to cut the same characters are one phrase.
    best = free.sort_values(["term", "frequency", "association"], ascending=[True, False, False])
    return best.drop_duplicates("term", ignore_index=True)


def _count_grams(
    encoded: Sequence[np.ndarray], allowed: np.ndarray, frequent: dict[Gram, int], length: int
) -> dict[Gram, int]:
    """Return the frequent runs of ``length`` allowed words: only of frequent shorter ones."""
    counts: dict[Gram, int] = {}
    for windows in _windows(encoded, length):
        grams, number = _unique(windows[_all_in(windows, [allowed] * length)])
        for gram, count in zip(map(tuple, grams.tolist()), number.tolist(), strict=True):
            if gram[1:] in frequent and gram[:-1] in frequent:
                counts[gram] = counts.get(gram, 0) + count
    return {gram: count for gram, count in counts.items() if count >= LEAST}


def _windows(encoded: Sequence[np.ndarray], length: int) -> Iterable[np.ndarray]:
    """Return for each part all runs of ``length`` codes, one behind the other."""
    return (
        np.lib.stride_tricks.sliding_window_view(codes, length)
        for codes in encoded
        if len(codes) >= length
    )


def _all_in(windows: np.ndarray, allowed: Iterable[np.ndarray]) -> np.ndarray:
    """Return which runs have in each place a code that is allowed there."""
    found = np.ones(len(windows), dtype=bool)
    for place, codes in enumerate(allowed):
        found &= codes[windows[:, place]]
    return found


def _unique(windows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different rows and how often each stands there: `np.unique`, but fast."""
    order = np.lexsort(windows.T[::-1])
    rows = windows[order]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    return rows[new], np.diff(np.append(np.flatnonzero(new), len(rows)))


def _association(gram: Gram, frequent: dict[Gram, int], total: int) -> float:
    """Return the normalised pointwise mutual information of the weakest joint of a phrase."""
    share = frequent[gram] / total
    halves = ((gram[:cut], gram[cut:]) for cut in range(1, len(gram)))
    weakest = min(
        np.log(share * total * total / (frequent[left] * frequent[right])) for left, right in halves
    )
    return float(weakest / -np.log(share)) if share < 1 else 1.0


def _freedom(encoded: Sequence[np.ndarray], grams: Sequence[Gram]) -> dict[Gram, float]:
    """Return the lower of the entropies of the words before and behind each phrase, in bits."""
    near: dict[Gram, list[np.ndarray]] = {gram: [] for gram in grams}
    number = 1 + max((int(codes.max()) for codes in encoded), default=0)
    for length in sorted({*map(len, grams)}):
        allowed = np.zeros((length, number), dtype=bool)
        for gram in grams:
            if len(gram) == length:
                allowed[range(length), gram] = True
        for windows in _windows(encoded, length + 2):  # with a neighbour on each side
            for row in windows[_all_in(windows[:, 1:-1], allowed)]:
                gram = tuple(row[1:-1].tolist())
                if gram in near:
                    near[gram].append(row)
    return {gram: _least_entropy(np.array(rows)) for gram, rows in near.items()}


def _least_entropy(rows: np.ndarray) -> float:
    return min(_entropy(rows[:, 0]), _entropy(rows[:, -1]))


def _entropy(codes: np.ndarray) -> float:
    """Return the entropy of neighbours in bits; each gap is a neighbour of its own."""
    _, counts = np.unique(codes[codes != GAP], return_counts=True)
    share = np.concatenate([counts, np.ones((codes == GAP).sum())]) / len(codes)
    return float(-(share * np.log2(share)).sum()) + 0.0
