"""The order in which regions and topics stand, so that a pattern is seen and not searched."""

import math
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform

from policytopics.figures.comparison import Pair

__all__ = ["MAJORITY", "Bracket", "Tree", "order_rows", "pair_distances", "tree"]

# A group that fewer resamples have is not shown as found: the majority rule of consensus trees.
MAJORITY = 0.5
# Height of a tree by its pair_distances, of a bracket with a number on it and without above the one
# below at least, and space below the feet; in mm.
_TALL, _APART, _LEAST, _FEET = 8.0, 2.9, 0.8, 1.0


class Bracket(NamedTuple):
    """Two branches joined.

    Attributes
    ----------
    left, right : float
        Where its legs stand, in leaves: the middle of the first is 0.5.
    feet : tuple of float
        Where the legs begin, in mm above the leaves.
    top : float
        Where they are joined.
    support : float
        Share of the resamples that have this group, too; NaN where unknown.
    whole : bool
        Whether it joins all leaves, which says nothing.
    """

    left: float
    right: float
    feet: tuple[float, float]
    top: float
    support: float
    whole: bool

    @property
    def supported(self) -> bool:
        """Return whether most resamples have this group."""
        return self.support >= MAJORITY

    @property
    def labelled(self) -> bool:
        """Return whether its support is worth a number."""
        return self.supported and not self.whole


class Tree(NamedTuple):
    """A clustering drawn from left to right.

    Attributes
    ----------
    leaves : tuple of str
        The items in the order in which neighbours are most alike.
    brackets : tuple of Bracket
        From the leaves up. None for two items, which have no structure, and for items all equal.
    """

    leaves: tuple[str, ...]
    brackets: tuple[Bracket, ...]

    @property
    def height(self) -> float:
        """Return the height in mm, with the space below."""
        return max((bracket.top for bracket in self.brackets), default=-_FEET) + _FEET


def pair_distances(pairs: Sequence[Pair]) -> tuple[list[str], NDArray[np.float64]]:
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


def tree(
    pairs: Sequence[Pair], support: Mapping[frozenset[str], float] = MappingProxyType({})
) -> Tree:
    """Return the average-linkage clustering in optimal leaf order; no pairs give an empty tree.

    Parameters
    ----------
    pairs : sequence of Pair
        Every two items once.
    support : mapping of frozenset of str to float
        Share of the resamples in which a group of items is found again.

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
    items, square = pair_distances(pairs)
    condensed = squareform(square, checks=False)
    merges = optimal_leaf_ordering(linkage(condensed, "average"), condensed)
    leaves = tuple(items[leaf] for leaf in leaves_list(merges))
    structured = len(items) > 2 and merges[-1, 2] > 0
    return Tree(leaves, _brackets(merges, items, leaves, support) if structured else ())


def _brackets(
    merges: NDArray[np.float64],
    items: Sequence[str],
    leaves: Sequence[str],
    support: Mapping[frozenset[str], float],
) -> tuple[Bracket, ...]:
    """Return the brackets: as high as the distance, but apart where a number stands on them."""
    # Of every group its place, its top, its items, its support; leaves first.
    groups = [(leaves.index(item) + 0.5, 0.0, frozenset([item]), math.nan) for item in items]
    brackets = []
    for one, other, distance, _ in merges:
        left, right = sorted((groups[int(one)], groups[int(other)]), key=lambda group: group[0])
        members = left[2] | right[2]
        whole = len(members) == len(items)
        # All without a group is the same split as that group.
        sure = max((left[3], right[3]), key=_known) if whole else support.get(members, math.nan)
        labelled = sure >= MAJORITY and not whole
        top = max(left[1], right[1]) + (_APART if labelled else _LEAST)
        top = max(top, distance / merges[-1, 2] * _TALL)
        brackets.append(Bracket(left[0], right[0], (left[1], right[1]), top, sure, whole))
        groups.append(((left[0] + right[0]) / 2, top, members, sure))
    return tuple(brackets)


def _known(support: float) -> float:
    """Return a support, less than any where it is unknown."""
    return -1.0 if math.isnan(support) else support


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
