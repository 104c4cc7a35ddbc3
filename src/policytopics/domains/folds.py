"""Folds by region, near-duplicate sentences in one fold: what is judged was never learnt from."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from policytopics.domains.shapes import Int64Array
from policytopics.domains.terms import TermFinder

__all__ = ["near_duplicates", "region_folds"]

_ALIKE = 0.5  # of the runs of three letters that either sentence has, both have


def region_folds(
    regions: Sequence[str], texts: Sequence[str], *, number: int, rng: np.random.Generator
) -> Int64Array:
    """Return the fold of each sentence, folds about equally large.

    Parameters
    ----------
    regions, texts : sequence of str
        Of each sentence.
    number : int
        Folds.
    rng : Generator
        For the order in which regions are dealt.

    Notes
    -----
    A region's sentences are in one fold, but for a near-duplicate of another region's: that one is
    in the other's fold.
    """
    names, group = np.unique(np.array(regions, dtype=str), return_inverse=True)
    # From the last to the first, so that a chain of duplicates ends where it begins.
    for one, other in reversed(near_duplicates(texts)):
        group[other] = group[one]
    sizes = np.bincount(group, minlength=len(names))
    fold, load = np.zeros(len(names), dtype=np.int64), np.zeros(number)
    for region in rng.permutation(len(names)):
        fold[region] = load.argmin()
        load[fold[region]] += sizes[region]
    dealt: Int64Array = fold[group]
    return dealt


def near_duplicates(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of texts that are much the same, in order, the earlier first.

    Examples
    --------
    >>> near_duplicates(["全面推行河长制工作", "新建中小学校十所", "全面推行河长制"])
    [(0, 2)]
    """
    runs = sorted({text[at : at + 3] for text in texts for at in range(len(text) - 2)})
    held = TermFinder([run for run in runs if run.isalpha() and not run.isascii()]).count(texts)
    held.data[:] = 1
    shared = sparse.triu(held @ held.T, k=1).tocoo()
    size = np.diff(held.indptr)
    either = size[shared.row] + size[shared.col] - shared.data
    alike = shared.data > _ALIKE * either
    return sorted(zip(shared.row[alike].tolist(), shared.col[alike].tolist(), strict=True))
