"""Studies of one, three and five years by a rule, each region judged by what others taught."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from benchmarks.replication.panel import Panel
from policytopics.regions.discovery import q_values
from policytopics.regions.drafting import learn_drafting
from policytopics.regions.moderation import fit_prior, moderated
from policytopics.regions.of_government import Drafting, Sample, government_answers
from policytopics.regions.replicates import Texts, angle, region_means

__all__ = [
    "LEAST_REGIONS",
    "Found",
    "Rule",
    "Study",
    "limma",
    "ours",
    "plain_references",
    "references",
    "run",
    "windows",
]

LEAST_REGIONS = 6  # of a study

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.intp]


class Found(NamedTuple):
    """What a rule makes of a sample, each of shape (regions, categories).

    Attributes
    ----------
    q : ndarray
        Smallest false discovery rate at which the cell is claimed.
    strength : ndarray
        p-values, weighed as the rule weighs them: what its order of claims goes by.
    difference : ndarray
        Its sign is what is claimed.
    """

    q: _Floats
    strength: _Floats
    difference: _Floats


class Study(NamedTuple):
    """What a rule made of one study: its years, its regions' numbers in the panel, the cells."""

    years: tuple[int, ...]
    regions: _Ints
    found: Found


# From a sample and what others taught to the cells.
Rule = Callable[[Sample, Drafting], Found]


def ours(sample: Sample, taught: Drafting, *, beyond: bool = False) -> Found:
    """Return what this project's rule finds."""
    found = government_answers(sample, taught, beyond=beyond)
    # The tail of an adjusted interval is the weight times what all cells have in common.
    weight = found.tail / found.tail.mean()
    return Found(found.q, found.p / np.maximum(weight, 1e-12), found.difference)


def limma(sample: Sample, taught: Drafting) -> Found:
    """Return what plain limma finds: angle ~ region + year, moderated t with trend, FDR.

    With one text each there is no residual: the moderated variances are those that other regions
    taught, by the same model.
    """
    number = int(sample.region.max()) + 1
    even = Texts(angle(sample.share), sample.region, sample.year, np.ones(len(sample.year)))
    means = region_means(even, years=1e3)
    variance, df = taught.variance, taught.df
    if means.df > 0:
        left = means.df - (len(np.unique(sample.year)) - 1)
        own = means.variance * means.df / left
        prior = fit_prior(own, left, means.effect.mean(axis=0))
        variance, df = moderated(own, left, prior), left + prior.df
    weights = np.eye(number) - (1 - np.eye(number)) / (number - 1)
    apart = weights @ means.effect
    spread = np.sqrt(np.diag(weights @ means.covariance @ weights.T)[:, None] * variance)
    p = 2 * student.sf(np.abs(apart) / spread, df)
    return Found(q_values(p), p, apart)


def plain(panel: Panel, rows: _Ints) -> Drafting:
    """Return what limma's model learns from regions: no lengths, no year beyond its effect."""
    sample, _ = panel.sample(rows)
    even = Texts(angle(sample.share), sample.region, sample.year, np.ones(len(rows)))
    means = region_means(even, years=1e3)
    left = means.df - (len(np.unique(sample.year)) - 1)
    own = means.variance * means.df / left
    prior = fit_prior(own, left, means.effect.mean(axis=0))
    return Drafting(
        variance=moderated(own, left, prior),
        lasting=np.full(len(own), np.nan),
        df=left + min(prior.df, 1e6),
        letters=1.0,
    )


def references(panel: Panel, lasting: Panel | None = None) -> dict[int, Drafting]:
    """Return by fold what the regions of the other folds teach.

    Parameters
    ----------
    panel : Panel
    lasting : Panel, optional
        Where what lasts is learnt from, if elsewhere.
    """
    found = {}
    for fold in np.unique(panel.fold):
        rows = np.flatnonzero(panel.fold != fold)
        taught = learn_drafting(panel.sample(rows)[0]).drafting
        if lasting is not None:
            believed = learn_drafting(lasting.sample(rows)[0]).drafting.lasting
            taught = taught._replace(lasting=believed)
        found[int(fold)] = taught
    return found


def plain_references(panel: Panel) -> dict[int, Drafting]:
    """Return the same for limma."""
    folds = np.unique(panel.fold)
    return {int(fold): plain(panel, np.flatnonzero(panel.fold != fold)) for fold in folds}


def windows(panel: Panel, length: int, since: int) -> Iterator[tuple[tuple[int, ...], _Ints]]:
    """Yield runs of years and the rows of the regions that have all of them."""
    last = int(panel.year.max())
    for first in range(since, last - length + 2):
        years = tuple(range(first, first + length))
        rows = np.flatnonzero(np.isin(panel.year, years))
        counts = np.bincount(panel.region[rows], minlength=len(panel.names))
        rows = rows[counts[panel.region[rows]] == length]
        if len(np.unique(panel.region[rows])) >= LEAST_REGIONS:
            yield years, rows


def run(
    panel: Panel, taught: dict[int, Drafting], rule: Rule, length: int, since: int
) -> list[Study]:
    """Return all studies of so many years; a region's cells are by what the others taught."""
    return [_study(panel, taught, rule, *each) for each in windows(panel, length, since)]


def _study(
    panel: Panel, taught: dict[int, Drafting], rule: Rule, years: tuple[int, ...], rows: _Ints
) -> Study:
    sample, numbers = panel.sample(rows)
    fold = panel.fold[rows][np.unique(sample.region, return_index=True)[1]]
    cells = np.zeros((3, len(numbers), sample.share.shape[1]))
    # Folds that were taught the same are answered together.
    for one in {id(taught[int(each)]): taught[int(each)] for each in fold}.values():
        own = np.array([taught[int(each)] is one for each in fold])
        cells[:, own] = np.stack(rule(sample, one))[:, own]
    return Study(years, numbers, Found(*cells))
