"""Documents that repeat another one's text, word for word, with whatever small changes.

Of each text the runs of `_RUN` characters are hashed, and those hashes kept that are 0 modulo
`_ONE_IN`: the same runs in every document, as the choice rests on the run alone. Two documents
share what hashes they share, so that the work grows with the text and not with the pairs of
documents. Runs that many documents have are matched with the first few of these only.

References
----------
U. Manber (1994). Finding similar files in a large file system. USENIX Winter, 1-10.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from policytopics.corpus.characters import HAN

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


@dataclass(frozen=True)
class Twin:
    """Another document that repeats one.

    Attributes
    ----------
    place : int
        Of the other in the sequence of texts.
    share : float
        How much of this document's text the other has too, in (0, 1].
    """

    place: int
    share: float


def twins(texts: Sequence[str]) -> list[Twin | None]:
    """Return for each text the one that has most of it, if that is more than half.

    Parameters
    ----------
    texts : sequence of str
        What was kept of each document.

    Examples
    --------
    >>> text = "".join(chr(0x4E00 + 7 * n * n % 9000) for n in range(400))
    >>> found = twins([text, text[:300] + "全县经济平稳增长", "一二三四五六七八九十" * 40])
    >>> [one and (one.place, one.share >= 0.5) for one in found]
    [(1, True), (0, True), None]
    """
    hashes = [_hashes(text) for text in texts]
    owners = np.repeat(np.arange(len(texts)), [len(each) for each in hashes])
    seen = pd.DataFrame({"hash": np.concatenate(hashes) if hashes else [], "owner": owners})
    seen = seen.sort_values(["hash", "owner"], kind="stable")
    seen["turn"] = seen.groupby("hash").cumcount()
    shared = seen[seen.duplicated("hash", keep=False)]
    pairs = shared.merge(shared[shared["turn"] < _MOST_MATCHED], on="hash", suffixes=("", "_other"))
    pairs = pairs[pairs["owner"] != pairs["owner_other"]]
    common = pairs.groupby(["owner", "owner_other"]).size().reset_index(name="number")
    found: list[Twin | None] = [None] * len(texts)
    ranked = common.sort_values(["owner", "number", "owner_other"], ascending=[True, False, True])
    for owner, other, number in ranked.drop_duplicates("owner").itertuples(index=False):
        total = len(hashes[owner])
        if total >= _LEAST_HASHES and number > _LEAST_SHARE * total:
            found[owner] = Twin(int(other), float(number / total))
    return found


def _hashes(text: str) -> np.ndarray:
    """Return the sampled hashes of a text's runs of Han characters, each once; uint64."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    codes = codes[_is_han(codes)]
    n_runs = len(codes) - _RUN + 1
    if n_runs < 1:
        return np.empty(0, dtype=np.uint64)
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
