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

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

__all__ = ["ASSOCIATION", "FREEDOM", "LEAST", "find_phrases", "runs_of"]

LEAST = 5  # occurrences
ASSOCIATION = 0.5
FREEDOM = 1.0  # bits
_LONGEST = 4  # words
_BREAK = 0  # the code of what stands between two runs

Gram = tuple[int, ...]


def runs_of(text: str, tokens: Sequence[str]) -> Iterator[list[str]]:
    """Yield the tokens of a text in runs that nothing stands between.

    Examples
    --------
    >>> list(runs_of("补链强链，5家链主", ["补链", "强链", "家", "链主"]))
    [['补链', '强链'], ['家', '链主']]
    """
    run: list[str] = []
    end = 0
    for token in tokens:
        start = text.index(token, end)
        if start > end and run:
            yield run
            run = []
        run.append(token)
        end = start + len(token)
    if run:
        yield run


def find_phrases(parts: Iterable[pd.DataFrame], words: Collection[str]) -> pd.DataFrame:
    """Return the phrases of a corpus.

    Parameters
    ----------
    parts : iterable of DataFrame
        Columns ``text`` and ``tokens`` of the units, in parts; it is gone through several times.
    words : collection of str
        The words that a phrase may consist of.

    Returns
    -------
    DataFrame
        ``term`` (sorted), ``frequency``, ``association``, ``freedom``: the lower of the two ends'.
    """
    counts = _count_words(parts)
    known = sorted(counts)
    codes = {word: code for code, word in enumerate(known, _BREAK + 1)}
    allowed = np.zeros(len(known) + 1, dtype=bool)
    for word in known:
        allowed[codes[word]] = word in words and counts[word] >= LEAST
    total = sum(counts.values())
    frequent: dict[Gram, int] = {(codes[word],): count for word, count in counts.items()}
    for length in range(2, _LONGEST + 1):
        frequent |= _count_grams(parts, codes, allowed, frequent, length)
    found = {
        gram: value
        for gram in frequent
        if len(gram) > 1 and (value := _association(gram, frequent, total)) >= ASSOCIATION
    }
    freedom = _freedom(parts, codes, found)
    table = pd.DataFrame(
        {
            "term": ["".join(known[code - 1] for code in gram) for gram in found],
            "frequency": [frequent[gram] for gram in found],
            "association": list(found.values()),
            "freedom": [freedom[gram] for gram in found],
        }
    ).astype({"term": "str"})
    free = table[table["freedom"] >= FREEDOM]
    # Two ways to cut the same characters are one phrase.
    best = free.sort_values(["term", "frequency", "association"], ascending=[True, False, False])
    return best.drop_duplicates("term", ignore_index=True)


def _count_words(parts: Iterable[pd.DataFrame]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in parts:
        for word, count in part["tokens"].explode().dropna().value_counts().items():
            counts[str(word)] = counts.get(str(word), 0) + int(count)
    return counts


def _encode(part: pd.DataFrame, codes: dict[str, int]) -> np.ndarray:
    """Return the codes of all tokens in order, `_BREAK` around each run."""
    encoded = [_BREAK]
    for text, tokens in zip(part["text"], part["tokens"], strict=True):
        for run in runs_of(text, tokens):
            encoded += [codes[token] for token in run]
            encoded.append(_BREAK)
    return np.array(encoded, dtype=np.int64)


def _count_grams(
    parts: Iterable[pd.DataFrame],
    codes: dict[str, int],
    allowed: np.ndarray,
    frequent: dict[Gram, int],
    length: int,
) -> dict[Gram, int]:
    """Return the frequent runs of ``length`` allowed words: only of frequent shorter ones."""
    counts: dict[Gram, int] = {}
    for part in parts:
        encoded = _encode(part, codes)
        if len(encoded) < length:
            continue
        windows = np.lib.stride_tricks.sliding_window_view(encoded, length)
        windows = windows[allowed[windows].all(axis=1)]
        grams, number = np.unique(windows, axis=0, return_counts=True)
        for gram, count in zip(map(tuple, grams.tolist()), number.tolist(), strict=True):
            if gram[1:] in frequent and gram[:-1] in frequent:
                counts[gram] = counts.get(gram, 0) + count
    return {gram: count for gram, count in counts.items() if count >= LEAST}


def _association(gram: Gram, frequent: dict[Gram, int], total: int) -> float:
    """Return the normalised pointwise mutual information of the weakest joint of a phrase."""
    share = frequent[gram] / total
    halves = ((gram[:cut], gram[cut:]) for cut in range(1, len(gram)))
    weakest = min(
        np.log(share * total * total / (frequent[left] * frequent[right])) for left, right in halves
    )
    return float(weakest / -np.log(share)) if share < 1 else 1.0


def _freedom(
    parts: Iterable[pd.DataFrame], codes: dict[str, int], grams: Collection[Gram]
) -> dict[Gram, float]:
    """Return the lower of the entropies of the words before and behind each phrase, in bits."""
    sides: tuple[dict[Gram, dict[int, int]], ...] = ({}, {})
    lengths = sorted({len(gram) for gram in grams})
    for part in parts:
        encoded = _encode(part, codes).tolist()
        for length in lengths:
            for start in range(1, len(encoded) - length):
                gram = tuple(encoded[start : start + length])
                if gram in grams:
                    for side, place in zip(sides, (start - 1, start + length), strict=True):
                        near = side.setdefault(gram, {})
                        # An edge is a neighbour of its own: it gets a number of its own.
                        code = encoded[place] if encoded[place] != _BREAK else -1 - len(near)
                        near[code] = near.get(code, 0) + 1
    return {gram: min(_entropy(side[gram].values()) for side in sides) for gram in grams}


def _entropy(counts: Iterable[int]) -> float:
    share = np.array(sorted(counts), dtype=float)
    share /= share.sum()
    return float(-(share * np.log2(share)).sum()) + 0.0
