"""The instrument: which terms speak for which domain, and how much. Numbers only.

It is linear: a sentence's evidence for a domain is a sum over its terms, so what decided can be
listed, and what a domain looks for can be read from a table. The weights are whole numbers from
-127 to 127 times one step per domain.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from policytopics.domains.shapes import Float32Array
from policytopics.domains.terms import apart
from policytopics.files import read_arrays, write_arrays

__all__ = ["Weights", "heaviest", "quantized", "read_weights", "write_weights"]

_ARRAYS = ("rarity", "whole", "step", "usual", "slope", "offset")
_MOST = 127  # of a whole number in eight bits


@dataclass(frozen=True)
class Weights:
    """What training learnt.

    Attributes
    ----------
    domains : tuple of str
        Identifiers, `none` last.
    terms : tuple of str
        At most four characters each.
    rarity : ndarray of float32, shape (terms,)
        Inverse document frequency in the corpus trained on.
    whole : ndarray of int8, shape (terms, domains)
    step : ndarray of float32, shape (domains,)
        What 1 in ``whole`` means.
    usual : ndarray of float32, shape (domains,)
        Evidence of a sentence without terms.
    slope, offset : ndarray of float32, shapes (2,) and (domains,)
        Calibration: evidence is multiplied by slope[0] + slope[1] · ln(1 + number of terms), then
        the offset is added.
    """

    domains: tuple[str, ...]
    terms: tuple[str, ...]
    rarity: Float32Array
    whole: npt.NDArray[np.int8]
    step: Float32Array
    usual: Float32Array
    slope: Float32Array
    offset: Float32Array

    @property
    def matrix(self) -> Float32Array:
        """The weights, shape (terms, domains)."""
        found: Float32Array = self.whole.astype(np.float32) * self.step
        return found


def quantized(matrix: npt.NDArray[np.floating]) -> tuple[npt.NDArray[np.int8], Float32Array]:
    """Return a matrix as whole numbers and the step of each column.

    Examples
    --------
    >>> whole, step = quantized(np.array([[0.254, -1.0], [-0.1, 0.5]]))
    >>> whole.tolist(), [round(float(each), 4) for each in step]
    ([[127, -127], [-50, 64]], [0.002, 0.0079])
    """
    step = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / _MOST
    return np.rint(matrix / step).astype(np.int8), step.astype(np.float32)


def read_weights(path: str | Path) -> Weights:
    """Return weights written by `write_weights`."""
    arrays = read_arrays(path)
    return Weights(
        domains=tuple(arrays["domains"].tolist()),
        terms=tuple(arrays["terms"].tolist()),
        **{name: arrays[name] for name in _ARRAYS},
    )


def write_weights(weights: Weights, path: str | Path) -> None:
    """Write weights as ``.npz``: the same bytes for the same weights."""
    write_arrays(
        path,
        domains=np.array(weights.domains),
        terms=np.array(weights.terms),
        **{name: getattr(weights, name) for name in _ARRAYS},
    )


def heaviest(
    weights: Weights, most: int, words: frozenset[str] = frozenset()
) -> dict[str, list[str]]:
    """Return the terms that speak most for each domain against the mean of all domains.

    Parameters
    ----------
    weights : Weights
    most : int
        Terms of a domain.
    words : frozenset of str
        If any, only terms among them are listed: parts of words tell a reader little.

    Notes
    -----
    In order of what a term adds up to over the sentences trained on: weight · rarity · √frequency.
    """
    spoken = weights.rarity * np.exp(-weights.rarity / 2)
    against = weights.matrix - weights.matrix.mean(axis=1, keepdims=True)
    listed = np.array([not words or term in words for term in weights.terms])
    found = {}
    for domain, column in zip(weights.domains, (against * spoken[:, None]).T, strict=True):
        order = np.argsort(-column, kind="stable")
        terms = (weights.terms[at] for at in order if column[at] > 0 and listed[at])
        found[domain] = apart(terms, most)
    return found
