"""Documents that repeat another document's text, word for word, with whatever small changes.

Of each text the runs of `_RUN` characters are hashed, and those hashes kept that are 0 modulo
`_ONE_IN`: the same runs in every document, as the choice rests on the run alone. Two documents
share what hashes they share, so that the work grows with the text and not with the pairs of
documents. Runs that many documents have are matched with the first few of these only.

References
----------
U. Manber (1994). Finding similar files in a large file system. USENIX Winter, 1-10.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from policytopics.corpus.characters import HAN, codes_of

__all__ = ["Twin", "twins"]

_RUN = 10
_ONE_IN = 8
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MOST_MATCHED = 20
# ASSUME: who shares more than this with another document is a near-duplicate. Reports of one region
# in following years share below a tenth.
_LEAST_SHARE = 0.5
# A text of fewer hashes is too short to tell.
_LEAST_HASHES = 8
_NONE = np.empty(0, dtype=np.uint64)


@dataclass(frozen=True)
class Twin:
    """A document that repeats another's text.

    Attributes
    ----------
    place : int
        Of the other in the sequence of texts.
    share : float
        How much of this document's text the other has too, in (0, 1].
    """

    place: int
    share: float


def twins(texts: Iterable[str]) -> list[Twin | None]:
    """Return for each text the text that has most of it, if that is more than half.

    Parameters
    ----------
    texts : iterable of str
        What was kept of each document; one is held at a time.

    Examples
    --------
    >>> text = "".join(chr(0x4E00 + 7 * n * n % 9000) for n in range(400))
    >>> found = twins([text, text[:300] + "全县经济平稳增长", "一二三四五六七八九十" * 40])
    >>> [one and (one.place, one.share >= 0.5) for one in found]
    [(1, True), (0, True), None]
    """
    hashes = [_hashes(text) for text in texts]
    holds, first_holders = _holders(hashes)
    found: list[Twin | None] = []
    for place, own in enumerate(hashes):
        # One document at a time: all pairs at once would fill the memory of a large corpus.
        common = (holds[[place]] @ first_holders).toarray()[0]
        common[place] = 0
        other = int(common.argmax())
        enough = len(own) >= _LEAST_HASHES and common[other] > _LEAST_SHARE * len(own)
        found.append(Twin(other, float(common[other] / len(own))) if enough else None)
    return found


def _holders(hashes: Sequence[np.ndarray]) -> tuple[csr_array, csr_array]:
    """Return which hashes each text holds, and which of the first few texts hold each hash.

    Shapes are (texts, hashes) and (hashes, texts), values 1.
    """
    different, column = np.unique(np.concatenate([*hashes, _NONE]), return_inverse=True)
    bounds = np.append(0, np.cumsum([len(each) for each in hashes]))
    shape = len(hashes), len(different)
    holds = csr_array((np.ones(len(column), dtype=np.int32), column, bounds), shape)
    holders = holds.T.tocsr()
    turn = np.arange(holders.nnz) - np.repeat(holders.indptr[:-1], np.diff(holders.indptr))
    holders.data[turn >= _MOST_MATCHED] = 0
    return holds, holders


def _hashes(text: str) -> np.ndarray:
    """Return the sampled hashes of a text's runs of Han characters, each once; uint64."""
    codes = codes_of(text).astype(np.uint64)
    codes = codes[_is_han(codes)]
    n_runs = len(codes) - _RUN + 1
    if n_runs < 1:
        return _NONE
    found = np.zeros(n_runs, dtype=np.uint64)
    for place in range(_RUN):
        found = found * _FACTOR + codes[place : place + n_runs]
    # Low bits of a product depend on low bits alone: the high ones are mixed in before the choice.
    found ^= found >> np.uint64(29)
    return np.unique(found[found % np.uint64(_ONE_IN) == 0])


def _is_han(codes: np.ndarray) -> np.ndarray:
    """Return which code points are Han characters: marks and figures are where copies differ."""
    found = np.zeros(len(codes), dtype=bool)
    for place in range(0, len(HAN), 3):
        found |= (codes >= ord(HAN[place])) & (codes <= ord(HAN[place + 2]))
    return found
