"""Every criterion over the candidate numbers of topics, and the ensemble of the number chosen.

All criteria are measured on BM25 weights, whatever the model's own, and on units as they are. BM25
all but leaves out what most units say, so that errors and silhouettes speak of topics. Balance
multiplies the units of regions with little text, and with them their noise, which then looks like
topics. (On planted corpora with regions of 5 to 45 % of the text, bi-cross-validation was two or
more too high with balance, and half as often right on tf-idf.) The ensemble of the number chosen is
weighted and balanced as asked. How the number is chosen: `policytopics.topics.choice`.

Standard errors are over members of the ensemble, by the jackknife where a criterion is no mean of
members; that of the held-out error is over blocks, of the difference to the least.
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from policytopics.matching import FloatArray, IntArray
from policytopics.problems import Problem, ProblemsError
from policytopics.study.topics import TopicsSettings
from policytopics.topics.choice import DECIMALS, choose, wider
from policytopics.topics.coherence import (
    CV_WINDOW,
    NPMI_WINDOW,
    Cooccurrence,
    c_v,
    count_cooccurrence,
    npmi,
    umass,
    window_cooccurrence,
)
from policytopics.topics.ensemble import Ensemble, fit_ensemble, jackknife, separation
from policytopics.topics.factorize import reproducibly, svd
from policytopics.topics.held_out import HeldOut, held_out
from policytopics.topics.matrix import Matrix, different_rows, most_topics
from policytopics.topics.quality import (
    diversity,
    exclusivity,
    inverted_rbo,
    seed_stability,
    subsample_stability,
    top_terms,
)

__all__ = ["Scan", "fit_candidates", "panel", "scan", "workers"]

_ROUGH = 10  # times the tolerance at which the fits of a scan stop: its criteria hardly change
_COLUMNS = ["k", "criterion", "value", "low", "high"]


class Scan(NamedTuple):
    """What a scan over numbers of topics finds.

    Attributes
    ----------
    candidates, choice : DataFrame
        As the tables.
    ensemble : Ensemble
        Of the number chosen.
    warning : str
        What was asked for and could not be tried; or nothing.
    """

    candidates: pd.DataFrame
    choice: pd.DataFrame
    ensemble: Ensemble
    warning: str


def scan(matrix: Matrix, settings: TopicsSettings, *, cores: int = 1) -> Scan:
    """Return every criterion of every candidate, the choice, and the ensemble chosen.

    Parameters
    ----------
    matrix : Matrix
    settings : TopicsSettings
    cores : int
        Ensembles fitted at a time; the result does not depend on it.

    Returns
    -------
    Scan
    """
    given = settings.number != "auto"
    numbers, warning = _numbers(matrix, settings)
    most = most_topics(matrix.counts[matrix.fitted], settings)
    with reproducibly(), workers(cores) as pool:
        criteria = _measure(pool, matrix, numbers, settings)
        while more := [] if given else wider(criteria.table(), most):
            criteria = criteria.joined(_measure(pool, matrix, more, settings))
        table, choice = choose(criteria.table(), given=given)
        chosen = int(choice["k"].iloc[0])
        (ensemble,) = fit_candidates(pool, matrix.to_fit(), matrix, [chosen], settings)
    return Scan(table, choice, ensemble, warning)


class _Criteria(NamedTuple):
    """Criteria of some candidates: those over members, and the held-out errors."""

    members: pd.DataFrame
    held_out: HeldOut

    def table(self) -> pd.DataFrame:
        """Return all as the table, but for what is chosen."""
        rows = pd.concat([self.members, _held_out_rows(self.held_out)])
        return rows.sort_values("k", kind="stable", ignore_index=True)

    def joined(self, other: "_Criteria") -> "_Criteria":
        """Return these and those of other candidates."""
        members = pd.concat([self.members, other.members], ignore_index=True)
        return _Criteria(members, self.held_out.joined(other.held_out))


def _measure(
    pool: Executor, matrix: Matrix, numbers: Sequence[int], settings: TopicsSettings
) -> _Criteria:
    """Return the criteria of these numbers; of any numbers from the same blocks and streams."""
    rough = settings.model_copy(update={"tolerance": settings.tolerance * _ROUGH})
    X, rng = matrix.to_scan(), np.random.default_rng(settings.seed)
    predicted = pool.submit(held_out, X, numbers, rng, splits=settings.splits)
    ensembles = fit_candidates(pool, X, matrix, numbers, rough)
    return _Criteria(panel(matrix, ensembles), predicted.result())


def _numbers(matrix: Matrix, settings: TopicsSettings) -> tuple[list[int], str]:
    """Return the numbers of topics to try, rising, and what is said if not all asked for are.

    A text too small for a number gets fewer topics, not none: the largest number that it can have
    is tried if all asked for are too many. A number beyond the units themselves is a mistake.

    Raises
    ------
    ProblemsError
        If the number given is larger than that of the units.
    """
    auto = settings.number == "auto"
    asked = sorted(set(settings.candidates)) if auto else [int(settings.number)]
    counts = matrix.counts[matrix.fitted]
    if not auto and asked[0] > counts.shape[0]:
        what = f"{asked[0]} topics are more than the {counts.shape[0]} units of text"
        fix = "ask for fewer topics, or give more text"
        raise ProblemsError([Problem("topics.number", what, fix)])
    most = most_topics(counts, settings)
    numbers = [k for k in asked if k <= most] or [most]
    if numbers == asked:
        return numbers, ""
    units = f"{counts.shape[0]} units ({different_rows(counts)} different)"
    too_many = ", ".join(str(k) for k in asked if k > most)
    return numbers, (
        f"{units} are too little text for {too_many} topics: at most {most} are tried "
        f"(topics.{'candidates' if auto else 'number'}); more text makes more topics"
    )


@contextmanager
def workers(cores: int) -> Iterator[Executor]:
    """Yield what works on so many tasks at a time; to be used within `reproducibly`.

    A fit of a few hundred units is thousands of short calls, and threads wait for one another
    between them. So these are processes, forked with everything imported, where that is safe.
    """
    if cores > 1 and sys.platform == "linux":
        with ProcessPoolExecutor(cores, get_context("fork"), initializer=_one_thread) as processes:
            yield processes
    else:
        with ThreadPoolExecutor(cores) as threads:
            yield threads


def _one_thread() -> None:
    """Keep BLAS to one thread in this process: after a fork it may count the cores again."""
    threadpool_limits(1)


def fit_candidates(
    pool: Executor,
    X: sparse.csr_matrix,
    matrix: Matrix,
    numbers: Sequence[int],
    settings: TopicsSettings,
) -> list[Ensemble]:
    """Return the ensembles of all numbers, rising; the longest fits begin first.

    Parameters
    ----------
    pool : Executor
    X : csr_matrix, shape (units, terms)
        The matrix's rows fitted on, balanced or not.
    matrix : Matrix
    numbers : sequence of int
        Rising.
    settings : TopicsSettings
    """
    regions = matrix.units["region_id"].to_numpy(str)[matrix.fitted]
    triplets = svd(X, numbers[-1])
    one = partial(fit_ensemble, X, regions, triplets, settings=settings)
    return list(pool.map(one, numbers[::-1]))[::-1]


def panel(matrix: Matrix, ensembles: Sequence[Ensemble]) -> pd.DataFrame:
    """Return mean and standard error of every criterion over the members of each ensemble.

    Parameters
    ----------
    matrix : Matrix
    ensembles : sequence of Ensemble

    Returns
    -------
    DataFrame
        Columns k, criterion, value, low, high; rounded as they are written. Coherence counts
        co-occurrence in units (npmi, umass) and in windows over whole documents (npmi_window, c_v).
    """
    tops = [np.array([top_terms(run) for run in each.H]) for each in ensembles]
    counted = _Counted.of(matrix, np.unique(np.concatenate([top.ravel() for top in tops])))
    rows = [
        (each.H.shape[1], criterion, value, value - error, value + error)
        for each, top in zip(ensembles, tops, strict=True)
        for criterion, (value, error) in _criteria(each, top, counted).items()
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).round(DECIMALS)


class _Counted(NamedTuple):
    """Where the top terms of all candidates meet."""

    units: Cooccurrence
    narrow: Cooccurrence
    wide: Cooccurrence

    @classmethod
    def of(cls, matrix: Matrix, terms: IntArray) -> "_Counted":
        narrow, wide = (
            window_cooccurrence(matrix.texts, matrix.terms, terms, width)
            for width in (NPMI_WINDOW, CV_WINDOW)
        )
        return cls(count_cooccurrence(matrix.presence(), terms), narrow, wide)


def _criteria(
    ensemble: Ensemble, tops: IntArray, counted: _Counted
) -> dict[str, tuple[float, float]]:
    """Return value and standard error of each criterion."""
    in_units = [counted.units.of(run) for run in tops]
    members = {
        "error": ensemble.errors,
        "npmi": [npmi(shared).mean() for shared in in_units],
        "npmi_window": [npmi(counted.narrow.of(run)).mean() for run in tops],
        "c_v": [c_v(counted.wide.of(run)).mean() for run in tops],
        "umass": [umass(shared, counted.units.places).mean() for shared in in_units],
        "diversity": [diversity(run) for run in tops],
        "inverted_rbo": [inverted_rbo(run) for run in tops],
        "exclusivity": [
            exclusivity(H, run).mean() for H, run in zip(ensemble.H, tops, strict=True)
        ],
        "subsample_stability": subsample_stability(tops),
    }
    return {
        **{name: _mean(np.asarray(values)) for name, values in members.items()},
        "stability": _agreement(seed_stability(tops)),
        **separation(ensemble.H),
    }


def _held_out_rows(found: HeldOut) -> pd.DataFrame:
    """Return the rows of the held-out error: low and high are of the difference to the least."""
    mean, error = found.mean(), found.spread()
    rows = {"value": mean, "low": mean - error, "high": mean + error}
    table = pd.DataFrame({"k": found.numbers, "criterion": "held_out", **rows})
    return table.round(DECIMALS)


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
