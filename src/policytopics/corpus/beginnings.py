"""Where in a text any of many names may begin, by their first two characters, all at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policytopics.corpus.characters import codes_of

__all__ = ["Beginnings"]


@dataclass(frozen=True)
class Beginnings:
    """Names of two characters and more by their first two.

    Attributes
    ----------
    names : dict of str to tuple of str
        Longest first.
    pairs : ndarray of uint64
        The beginnings as `_pairs` writes them, sorted.
    """

    names: dict[str, tuple[str, ...]]
    pairs: npt.NDArray[np.uint64]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Beginnings":
        """Return the beginnings of names."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=lambda one: (-len(one), one)):
            if len(name) > 1:
                found[name[:2]].append(name)
        pairs = np.unique(_pairs("".join(found))[::2])
        return cls({beginning: tuple(own) for beginning, own in found.items()}, pairs)

    def places_in(self, text: str) -> list[int]:
        """Return where in a text a name may begin, in order.

        Examples
        --------
        >>> Beginnings.of(["合肥市", "苏州"]).places_in("从合肥到苏州，再到合川")
        [1, 4]
        """
        pairs = _pairs(text)
        if not len(self.pairs):
            return []
        near = np.searchsorted(self.pairs, pairs).clip(max=len(self.pairs) - 1)
        return np.flatnonzero(self.pairs[near] == pairs).tolist()


def _pairs(text: str) -> npt.NDArray[np.uint64]:
    """Return each two neighbouring characters of a text as one number."""
    codes = codes_of(text).astype(np.uint64)
    return (codes[:-1] << np.uint64(32)) | codes[1:]
