"""The order in which regions and topics stand, so that a pattern is seen and not searched."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import dendrogram, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform

from policytopics.figures.comparison import Pair

__all__ = ["Tree", "distances", "order_rows", "tree"]


@dataclass(frozen=True)
class Tree:
    """A clustering drawn from left to right.

    Attributes
    ----------
    leaves : tuple of str
        The items in the order in which neighbours are most alike.
    strokes : tuple of (xs, ys)
        The brackets: x in leaves (the middle of the first is 0.5), y from 0 to 1. None for two
        items, which have no structure, and for items all equal.
    """

    leaves: tuple[str, ...]
    strokes: tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]


def distances(pairs: Sequence[Pair]) -> tuple[list[str], NDArray[np.float64]]:
    """Return the items in order and their square matrix of 1 - similarity.

    Raises
    ------
    ValueError
        If a pair is missing.
    """
    items = sorted({item for pair in pairs for item in (pair.one, pair.other)})
    place = {item: number for number, item in enumerate(items)}
    square = np.full((len(items), len(items)), np.nan)
    np.fill_diagonal(square, 0.0)
    for pair in pairs:
        i, j = place[pair.one], place[pair.other]
        square[i, j] = square[j, i] = max(0.0, 1 - pair.similarity)
    if np.isnan(square).any():
        raise ValueError("similarity: a pair of regions is missing")
    return items, square


def tree(pairs: Sequence[Pair]) -> Tree:
    """Return the average-linkage clustering in optimal leaf order; no pairs give an empty tree.

    Parameters
    ----------
    pairs : sequence of Pair
        Every two items once.

    References
    ----------
    Z. Bar-Joseph, D. Gifford, T. Jaakkola (2001). Fast optimal leaf ordering for hierarchical
    clustering. Bioinformatics 17. https://doi.org/10.1093/bioinformatics/17.suppl_1.S22

    Examples
    --------
    >>> alike = {("far", "here"): 0.1, ("far", "near"): 0.2, ("here", "near"): 0.9}
    >>> tree([Pair(a, b, s, s, s) for (a, b), s in alike.items()]).leaves
    ('far', 'near', 'here')
    """
    if not pairs:
        return Tree((), ())
    items, square = distances(pairs)
    condensed = squareform(square, checks=False)
    merges = optimal_leaf_ordering(linkage(condensed, "average"), condensed)
    drawn = dendrogram(merges, no_plot=True)
    highest = max(max(ys) for ys in drawn["dcoord"])
    strokes = [
        # scipy puts leaf i at 5 + 10 i.
        (tuple(x / 10 for x in xs), tuple(y / highest for y in ys))
        for xs, ys in zip(drawn["icoord"], drawn["dcoord"], strict=True)
        if highest > 0 and len(items) > 2
    ]
    return Tree(tuple(items[leaf] for leaf in drawn["leaves"]), tuple(strokes))


def order_rows(values: Mapping[str, Sequence[float]], last: Collection[str] = ()) -> list[str]:
    """Return the rows by the column in which they peak, then by falling peak: a diagonal.

    Parameters
    ----------
    values : mapping of str to sequence of float
        Rows with their values, columns in their final order; NaN is never a peak.
    last : collection of str
        Rows that stay at the end.

    Examples
    --------
    >>> order_rows({"x": [1, 2], "y": [5, 0], "z": [9, 3]})
    ['z', 'y', 'x']
    """

    def key(row: str) -> tuple[bool, int, float, str]:
        filled = [-math.inf if math.isnan(value) else value for value in values[row]]
        return row in last, int(np.argmax(filled)), -max(filled), row

    return sorted(values, key=key)
