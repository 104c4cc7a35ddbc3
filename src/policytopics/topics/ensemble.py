"""An ensemble of factorizations with one number of topics, and how far its members agree.

Member 0 starts exactly and sees all units; the others start at random and see a subsample. Every
member draws its random numbers from its own stream, so that members can be fitted in any order.
Topics of different members that are versions of one another are found by clustering (as cNMF [1]_).

References
----------
.. [1] D. Kotliar et al. (2019). Identifying gene expression programs of cell-type identity and
   cellular activity with single-cell RNA-Seq. eLife 8:e43803. doi:10.7554/eLife.43803
.. [2] R. Vangara et al. (2021). Finding the Number of Latent Topics With Semantic Non-Negative
   Matrix Factorization. IEEE Access 9, 117217. doi:10.1109/ACCESS.2021.3106879
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policytopics.arrays import BoolArray
from policytopics.matching import FloatArray, IntArray, unit_rows
from policytopics.study.topics import TopicsSettings
from policytopics.topics.factorize import Svd, exact_start, fit, random_start
from policytopics.topics.quality import relative_error

__all__ = ["Ensemble", "cluster", "fit_ensemble", "jackknife", "separation"]

TextArray = npt.NDArray[np.str_]


class Ensemble(NamedTuple):
    """Members with one number of topics.

    Attributes
    ----------
    H : ndarray, shape (runs, topics, terms)
        Topics as rows of length 1.
    errors : ndarray, shape (runs,)
        Relative error of each member on the units it saw.
    """

    H: FloatArray
    errors: FloatArray


def fit_ensemble(
    X: sparse.csr_matrix, regions: TextArray, triplets: Svd, k: int, settings: TopicsSettings
) -> Ensemble:
    """Return the ensemble of ``settings.runs`` members with ``k`` topics.

    Parameters
    ----------
    X : csr_matrix, shape (units, terms)
        Rows in an order that depends on their content alone.
    regions : ndarray of str, shape (units,)
        Subsamples hold the same share of every region.
    triplets : Svd
        Of ``X``, at least ``k``.
    k : int
    settings : TopicsSettings

    Returns
    -------
    Ensemble
    """
    topics, errors = [], []
    for run in range(settings.runs):
        if run == 0:
            seen, start = X, exact_start(triplets, k)
        else:
            rng = np.random.default_rng([settings.seed, k, run])
            seen = X[subsample(regions, settings.subsample, rng)]
            start = random_start(seen, k, rng)
        W, H = fit(
            seen,
            start,
            loss=settings.loss,
            max_iterations=settings.max_iterations,
            tolerance=settings.tolerance,
        )
        topics.append(unit_rows(H))
        errors.append(relative_error(seen, W, H))
    return Ensemble(np.array(topics), np.array(errors))


def subsample(regions: TextArray, share: float, rng: np.random.Generator) -> IntArray:
    """Return sorted rows: this share of every region's, and of each region one at least."""
    groups = (np.flatnonzero(regions == region) for region in np.unique(regions))
    chosen = [rng.choice(rows, max(1, round(share * len(rows))), replace=False) for rows in groups]
    return np.sort(np.concatenate(chosen))


def distances(rows: FloatArray) -> FloatArray:
    """Return the cosine distance of every topic to every other.

    Parameters
    ----------
    rows : ndarray, shape (topics, terms)
        Of length 1.

    Returns
    -------
    ndarray, shape (topics, topics)
        In [0, 1]; rounded, so that the last bits cannot decide which of two equal pairs is nearer.
    """
    apart: FloatArray = np.clip(1 - rows @ rows.T, 0, None).round(9)
    np.fill_diagonal(apart, 0)
    return apart


def cluster(apart: FloatArray, number: int) -> IntArray:
    """Return the cluster of each topic, by average linkage: unlike k-means without a random start.

    Parameters
    ----------
    apart : ndarray, shape (topics, topics)
        Distances.
    number : int
        Number of clusters.

    Returns
    -------
    ndarray of int, shape (topics,)
        Clusters from 0, numbered as they come first.

    Examples
    --------
    >>> cluster(distances(np.array([[1.0, 0.0], [0.0, 1.0], [0.1, 0.9], [1.0, 0.0]])), 2).tolist()
    [0, 1, 1, 0]
    """
    from sklearn.cluster import AgglomerativeClustering

    tree = AgglomerativeClustering(number, metric="precomputed", linkage="average")
    found = tree.fit_predict(apart)
    _, first, labels = np.unique(found, return_index=True, return_inverse=True)
    numbered: IntArray = np.argsort(np.argsort(first))[labels]
    return numbered


def separation(H: FloatArray) -> dict[str, tuple[float, float]]:
    """Return how far the topics of an ensemble, clustered, lie apart, with standard errors.

    Parameters
    ----------
    H : ndarray, shape (runs, topics, terms)
        Rows of length 1; three runs at least.

    Returns
    -------
    dict
        ``silhouette``, the mean over topics, and ``least_silhouette``, the least mean of a cluster
        (NMFk's criterion [2]_): (value, standard error) each.

    Notes
    -----
    The error is the jackknife's: members are left out in turn and the rest is clustered anew. The
    spread of the members' own silhouettes says too little, for they share their clusters: where
    other seeds moved the mean by 0.03 to 0.06, it said 0.02, the jackknife 0.04 to 0.06.
    """
    from sklearn.metrics import silhouette_samples

    runs, topics, terms = H.shape
    apart, owner = distances(H.reshape(-1, terms)), np.repeat(np.arange(runs), topics)

    def measure(kept: BoolArray) -> tuple[float, float]:
        among = apart[np.ix_(kept, kept)]
        labels = cluster(among, topics)
        each = silhouette_samples(among, labels, metric="precomputed")
        clusters = np.bincount(labels, weights=each) / np.bincount(labels)
        return float(each.mean()), float(clusters.min())

    value = measure(owner >= 0)
    without = np.array([measure(owner != run) for run in range(runs)])
    names = ("silhouette", "least_silhouette")
    return {name: (value[i], jackknife(without[:, i])) for i, name in enumerate(names)}


def jackknife(without: FloatArray) -> float:
    """Return the standard error of a statistic from its values with each member left out.

    Examples
    --------
    For a mean it is the usual one: the values 1, 2, 3 have mean 2 and error ``1 / √3``.

    >>> round(jackknife(np.array([2.5, 2.0, 1.5])), 4)
    0.5774
    """
    n = len(without)
    return float(np.sqrt((n - 1) / n * np.sum((without - without.mean()) ** 2)))
