"""The tokens of a corpus as numbers, which are counted and compared far faster than words."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["GAP", "Codes", "encode"]

GAP = 0  # the code of what stands between two words


class Codes(NamedTuple):
    """The tokens of a corpus.

    Attributes
    ----------
    words : list of str
        The word of each code; the first is empty, a gap.
    parts : list of ndarray of int32
        For each part of the corpus the codes of its tokens in order, a gap round each unit. Four
        bytes a token: 13,000 reports take half a gigabyte.
    counts : ndarray of int, shape (words,)
        How often each word occurs.
    """

    words: list[str]
    parts: list[npt.NDArray[np.int32]]
    counts: npt.NDArray[np.intp]


def encode(parts: Iterable[pd.DataFrame]) -> Codes:
    """Return the tokens as numbers, words in the order of their first occurrence.

    Parameters
    ----------
    parts : iterable of DataFrame
        Column ``tokens`` of the units, in parts; an empty token stands for a sign.

    Examples
    --------
    >>> words, parts, counts = encode([pd.DataFrame({"tokens": [["农业", "", "水利"], ["农业"]]})])
    >>> words, parts[0].tolist(), counts.tolist()
    (['', '农业', '水利'], [0, 1, 0, 2, 0, 1, 0], [4, 2, 1])
    """
    gap = ("",)
    codes: defaultdict[str, int] = defaultdict(None, {"": GAP})
    codes.default_factory = codes.__len__  # a new word gets the next number
    encoded = []
    for part in parts:
        tokens = chain(gap, chain.from_iterable(chain(held, gap) for held in part["tokens"]))
        encoded.append(np.fromiter(map(codes.__getitem__, tokens), dtype=np.int32))
    counts = np.zeros(len(codes), dtype=np.intp)
    for part in encoded:
        counts += np.bincount(part, minlength=len(codes))
    return Codes([*codes], encoded, counts)
