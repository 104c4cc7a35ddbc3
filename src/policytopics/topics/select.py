"""How many topics: the panel of criteria over the candidates, and the written rule.

The rule. ``topics.number``, if it is set. Otherwise the candidates whose silhouette lies within one
standard error of the best silhouette are admissible: the data do not tell them apart. Of these the
one with the most coherent topics (NPMI) is chosen, of equals the smallest. The silhouette is that
of the topics of all members clustered into k; in corpora with a planted number of topics it found
that number where coherence alone did not. Standard errors are over members, by the jackknife where
a criterion is no mean of members.

All criteria are written, with one standard error to either side, for the choice to be judged.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
from scipy import sparse

from policytopics.matching import FloatArray
from policytopics.study.topics import TopicsSettings
from policytopics.topics.ensemble import Ensemble, fit_ensemble, jackknife, separation
from policytopics.topics.factorize import reproducibly, svd
from policytopics.topics.matrix import Matrix
from policytopics.topics.quality import diversity, npmi, seed_stability, top_terms

__all__ = ["choose", "panel", "scan"]

_DECIMALS = 6  # as the table is written: what is decided can be recomputed from it


def scan(
    matrix: Matrix, settings: TopicsSettings, *, cores: int = 1
) -> tuple[pd.DataFrame, Ensemble]:
    """Return the table of candidates and the ensemble of the number chosen.

    Parameters
    ----------
    matrix : Matrix
    settings : TopicsSettings
    cores : int
        Ensembles fitted at a time; the result does not depend on it. Threads suffice: the
        solver's inner loops release the interpreter lock (two cores: 1.7 times as fast).

    Returns
    -------
    candidates : DataFrame
        As the table ``candidates``.
    ensemble : Ensemble
    """
    candidates = settings.candidates if settings.number == "auto" else [settings.number]
    numbers = sorted(set(candidates), reverse=True)  # the longest fits first
    X, presence = matrix.to_fit(), matrix.presence()
    regions = matrix.units["region_id"].to_numpy(str)[matrix.fitted]
    with reproducibly(), ThreadPoolExecutor(cores) as threads:
        triplets = svd(X, max(numbers))
        fitted = threads.map(lambda k: fit_ensemble(X, regions, triplets, k, settings), numbers)
        ensembles = dict(zip(numbers, fitted, strict=True))
        panels = [panel(ensemble, presence) for ensemble in ensembles.values()]
    table = choose(pd.concat(panels, ignore_index=True))
    return table, ensembles[int(table.loc[table["chosen"], "k"].iloc[0])]


def panel(ensemble: Ensemble, presence: sparse.csr_matrix) -> pd.DataFrame:
    """Return mean and standard error of every criterion over the members of an ensemble.

    Parameters
    ----------
    ensemble : Ensemble
    presence : csr_matrix, shape (units, terms)
        1 where the unit holds the term.

    Returns
    -------
    DataFrame
        Columns k, criterion, value, low, high; rounded as they are written.
    """
    H, errors = ensemble
    tops = np.array([top_terms(run) for run in H])
    values = {
        "error": _mean(errors),
        "npmi": _mean(np.array([npmi(run, presence).mean() for run in tops])),
        "diversity": _mean(np.array([diversity(run) for run in tops])),
        "stability": _agreement(seed_stability(tops)),
        "silhouette": separation(H),
    }
    rows = [
        (H.shape[1], criterion, value, value - error, value + error)
        for criterion, (value, error) in values.items()
    ]
    return pd.DataFrame(rows, columns=["k", "criterion", "value", "low", "high"]).round(_DECIMALS)


def choose(candidates: pd.DataFrame) -> pd.DataFrame:
    """Return the candidates with the columns chosen and admissible, by the module's rule.

    Parameters
    ----------
    candidates : DataFrame
        Columns k, criterion, value, low, high; criteria silhouette and npmi at least.

    Returns
    -------
    DataFrame
        Sorted by k; ``chosen`` is true for one k.

    Examples
    --------
    Seven topics separate best, six nearly as well; six are more coherent:

    >>> value = {5: (0.60, 0.30), 6: (0.79, 0.28), 7: (0.80, 0.25)}
    >>> rows = [
    ...     (k, criterion, mean, mean - 0.02, mean + 0.02)
    ...     for k, means in value.items()
    ...     for criterion, mean in zip(["silhouette", "npmi"], means)
    ... ]
    >>> table = choose(pd.DataFrame(rows, columns=["k", "criterion", "value", "low", "high"]))
    >>> table.loc[table["admissible"], "k"].unique().tolist()
    [6, 7]
    >>> table.loc[table["chosen"], "k"].unique().tolist()
    [6]
    """
    silhouette = candidates[candidates["criterion"] == "silhouette"].set_index("k").sort_index()
    best = int(silhouette["value"].argmax())
    admissible = silhouette.index[silhouette["value"] >= silhouette["low"].iloc[best]]
    coherence = candidates[candidates["criterion"] == "npmi"].set_index("k")["value"]
    chosen = coherence.loc[admissible].idxmax()  # of equals the first, which is the smallest
    return candidates.assign(
        chosen=candidates["k"] == chosen, admissible=candidates["k"].isin(admissible)
    ).sort_values("k", kind="stable", ignore_index=True)


def _mean(members: FloatArray) -> tuple[float, float]:
    """Return the mean over members and its standard error."""
    return float(members.mean()), float(members.std(ddof=1) / np.sqrt(len(members)))


def _agreement(members: FloatArray) -> tuple[float, float]:
    """Return the mean agreement of pairs, from each member's with the others, and its error."""
    n = len(members)
    with_others = members * (n - 1)
    # Without a member its pairs lack: they are in its own sum and once in each other's.
    without = (with_others.sum() - 2 * with_others) / ((n - 1) * (n - 2))
    return float(members.mean()), jackknife(without)
