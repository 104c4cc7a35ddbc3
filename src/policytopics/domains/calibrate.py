"""From evidence to probability: of the sentences coded with probability p, p are coded right.

Evidence is multiplied by a slope that grows or falls with the number of terms (a short sentence
says less), and each domain has an offset; both are those of the largest likelihood of the readers'
codes on sentences that the weights were not learnt from.

References
----------
.. [1] C. Guo, G. Pleiss, Y. Sun, K. Weinberger (2017). On calibration of modern neural networks.
   ICML. https://arxiv.org/abs/1706.04599
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from policytopics.arrays import FloatArray
from policytopics.domains.code import softmax
from policytopics.domains.learn import Learnt
from policytopics.domains.shapes import Int64Array
from policytopics.domains.vocabulary import Vocabulary
from policytopics.domains.weights import Weights, quantized

__all__ = ["Calibration", "calibrate", "instrument"]

_PENALTY = 2.0  # of an offset's square: a domain of ten sentences is not moved by one


class Calibration(NamedTuple):
    """How evidence becomes probability.

    Attributes
    ----------
    slope : ndarray, shape (2,)
        Evidence is multiplied by slope[0] + slope[1] · ln(1 + number of terms).
    offset : ndarray, shape (domains,)
        Added to the evidence so multiplied.
    """

    slope: FloatArray
    offset: FloatArray

    def shares(self, evidence: FloatArray, number: Int64Array) -> FloatArray:
        """Return the probabilities of sentences with so many terms each."""
        slope = self.slope[0] + self.slope[1] * np.log1p(number)
        return softmax(evidence * slope[:, None] + self.offset)


def calibrate(
    evidence: FloatArray, number: Int64Array, wanted: npt.NDArray[np.floating]
) -> Calibration:
    """Return the calibration that makes the readers' codes most likely.

    Parameters
    ----------
    evidence : ndarray, shape (sentences, domains)
        Of sentences that the weights were not learnt from.
    number : ndarray of int, shape (sentences,)
        Terms of each.
    wanted : ndarray, shape (sentences, domains)
        1 where a reader coded the sentence so.
    """
    size = np.log1p(number)

    def loss(parameters: FloatArray) -> tuple[float, FloatArray]:
        slope, offset = parameters[0] + parameters[1] * size, parameters[2:]
        shares = softmax(evidence * slope[:, None] + offset)
        wrong = shares - wanted
        by_slope = (wrong * evidence).sum(axis=1)
        likely = -float((wanted * np.log(np.maximum(shares, 1e-12))).sum())
        gradient = [by_slope.sum(), by_slope @ size, *(wrong.sum(axis=0) + _PENALTY * offset)]
        return likely + _PENALTY / 2 * float(offset @ offset), np.array(gradient)

    start = np.array([1 / max(float(evidence.std()), 1e-9), 0.0, *np.zeros(evidence.shape[1])])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return Calibration(found[:2], found[2:])


def instrument(
    domains: Iterable[str], words: Vocabulary, learnt: Learnt, calibration: Calibration
) -> Weights:
    """Return learnt weights and their calibration as an instrument of whole numbers."""
    whole, step = quantized(learnt.weights)
    return Weights(
        domains=tuple(domains),
        terms=tuple(words.terms),
        rarity=words.rarity,
        whole=whole,
        step=step,
        usual=learnt.usual.astype(np.float32),
        slope=calibration.slope.astype(np.float32),
        offset=calibration.offset.astype(np.float32),
    )
