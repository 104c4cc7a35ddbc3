"""Wilson's score interval of a share, also of one whose variance is not that of a simple count.

References
----------
E. B. Wilson (1927). Probable inference, the law of succession, and statistical inference. JASA
22(158). https://doi.org/10.1080/01621459.1927.10502953
"""

import numpy as np

from policytopics.arrays import FloatArray

__all__ = ["wilson"]


def wilson(
    share: FloatArray | float, dispersion: FloatArray | float
) -> tuple[FloatArray, FloatArray]:
    """Return the ends p of the score interval ``(share - p)^2 = dispersion x p (1 - p)``.

    Parameters
    ----------
    share : array or float
        In [0, 1].
    dispersion : array or float
        Squared critical value x variance of the share over share x (1 - share); of a share of
        ``n`` independent trials, squared critical value / n.

    Returns
    -------
    low, high : array
        In [0, 1].

    Examples
    --------
    Wilson's interval of 0 in 10 at 1.96: dispersion 1.96^2 / 10 = 0.384, ends 0 and 0.384 / 1.384.

    >>> low, high = wilson(np.array([0.0]), np.array([1.96**2 / 10]))
    >>> low.round(3), high.round(3)
    (array([0.]), array([0.278]))
    """
    share, dispersion = np.asarray(share, dtype=float), np.asarray(dispersion, dtype=float)
    middle = share + dispersion / 2
    half = np.sqrt(dispersion * share * (1 - share) + dispersion**2 / 4)
    return (middle - half) / (1 + dispersion), (middle + half) / (1 + dispersion)
