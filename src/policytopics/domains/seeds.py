"""Coding by seed words alone: where a codebook has no coded sentences to learn from.

A sentence that names seeds of one domain more often than those of any other is taken for that
domain's; learning then widens the seeds by the terms that stand beside them.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from policytopics.domains.shapes import Float32Array

__all__ = ["count_seeds", "seeded"]

_TAKEN = 0.8  # probability of the domain that a sentence's seeds point to
_UNKNOWN = 2.0  # times any domain's probability has `none`, where no seed stands


def count_seeds(texts: Sequence[str], seeds: Mapping[str, Sequence[str]]) -> Float32Array:
    """Return how often each text names each domain's seeds, shape (texts, domains).

    A seed inside a longer one of any domain is not counted: of 教育 and 国防教育 the longer.

    Examples
    --------
    >>> count_seeds(["加强国防教育"], {"school": ["教育"], "army": ["国防教育"]}).tolist()
    [[0.0, 1.0]]
    """
    owners: dict[str, list[int]] = {}
    for at, words in enumerate(seeds.values()):
        for word in words:
            owners.setdefault(word, []).append(at)
    counts = np.zeros((len(texts), len(seeds)), dtype=np.float32)
    if not owners:
        return counts
    longest = sorted(owners, key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, longest)))
    for row, text in enumerate(texts):
        for word in pattern.findall(text):
            counts[row, owners[word]] += 1
    return counts


def seeded(counts: Float32Array) -> Float32Array:
    """Return the probability of each domain, `none` last, by seed words alone.

    Parameters
    ----------
    counts : ndarray, shape (texts, domains)
        From `count_seeds`.

    Examples
    --------
    Where seeds point to one domain it has .8, and the rest is spread; a tie is shared. Where none
    stand, hardly anything is known: a sentence's neighbours tell more.

    >>> shares = seeded(np.array([[2, 1], [1, 1], [0, 0]], dtype=np.float32))
    >>> (100 * shares).round().tolist()
    [[87.0, 7.0, 7.0], [47.0, 47.0, 7.0], [25.0, 25.0, 50.0]]
    """
    number = counts.shape[1]
    if not number:
        return np.ones((len(counts), 1), dtype=np.float32)
    best = counts == counts.max(axis=1, keepdims=True)
    named = counts.max(axis=1) > 0
    shares = np.full((len(counts), number + 1), (1 - _TAKEN) / (number + 1), dtype=np.float32)
    shares[:, :-1] += np.where(best, _TAKEN / best.sum(axis=1, keepdims=True), 0)
    shares[~named] = 1 / (number + _UNKNOWN)
    shares[~named, -1] *= _UNKNOWN
    return shares
