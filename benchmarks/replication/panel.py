"""The coded plans of one level as arrays, and worlds made from them in which nothing is true."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.regions.of_government import Sample
from policytopics.regions.replicates import angle, angle_share

__all__ = ["LEAST_TEXTS", "NONE", "Panel", "equal_governments", "panel_of", "shuffled"]

NONE = "none"  # in the denominator, never tested
_SHORTEST = 1500  # letters of a plan: below it was not found, or the text is none

LEAST_TEXTS = 4  # of a region, so that it has a mean of its own to be judged by

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.intp]


class Panel(NamedTuple):
    """Texts of one level, sorted by region and year.

    Attributes
    ----------
    share : ndarray, shape (texts, categories)
    region, year, fold : ndarray of int, shape (texts,)
        Numbers of regions from 0; the fold of each text's region.
    letters : ndarray, shape (texts,)
    names : tuple of str
        Regions.
    categories : tuple of str
    """

    share: _Floats
    region: _Ints
    year: _Ints
    fold: _Ints
    letters: _Floats
    names: tuple[str, ...]
    categories: tuple[str, ...]

    def sample(self, rows: npt.NDArray[np.intp]) -> tuple[Sample, _Ints]:
        """Return some texts as a sample, and the numbers of its regions in the panel."""
        numbers, region = np.unique(self.region[rows], return_inverse=True)
        return Sample(self.share[rows], region, self.year[rows], self.letters[rows]), numbers


def panel_of(reports: pd.DataFrame, coded: pd.DataFrame, folds: pd.Series, level: str) -> Panel:
    """Return the panel of a level.

    Parameters
    ----------
    reports : DataFrame
        From `texts.reports`.
    coded : DataFrame
        From `coding.coded_plans`.
    folds : Series
        Of each file.
    level : str
        As the index names it.
    """
    of_level = reports[reports["level"] == level].sort_values(["region", "year"])
    long = coded[coded["letters"] >= _SHORTEST]
    table = long.pivot_table(index="file", columns="category_id", values="share")
    wide = table.drop(columns=NONE)
    kept = of_level[of_level["file"].isin(wide.index)]
    kept = kept[kept.groupby("region")["file"].transform("size") >= LEAST_TEXTS]
    letters = long.drop_duplicates("file").set_index("file")["letters"]
    names, region = np.unique(kept["region"].to_numpy(dtype=str), return_inverse=True)
    return Panel(
        share=wide.loc[kept["file"]].to_numpy(),
        region=region,
        year=kept["year"].to_numpy(dtype=np.intp),
        fold=folds.loc[kept["file"]].to_numpy(dtype=np.intp),
        letters=letters.loc[kept["file"]].to_numpy(dtype=float),
        names=tuple(names.tolist()),
        categories=tuple(wide.columns),
    )


def equal_governments(panel: Panel) -> Panel:
    """Return a panel in which each region's own mean over the years is taken out.

    Years and the residuals of a text are kept as they are. Residuals around a mean of n texts are
    too small by √(1 - 1/n), which is given back.
    """
    seen = angle(panel.share)
    _, at = np.unique(panel.year, return_inverse=True)
    left = seen - _means(seen, at)[at]
    counts = np.bincount(panel.region)[panel.region][:, None]
    apart = left - _means(left, panel.region)[panel.region]
    scale = np.sqrt(np.divide(counts, counts - 1, out=np.zeros(counts.shape), where=counts > 1))
    return panel._replace(share=angle_share(_means(seen, at)[at] + apart * scale))


def _means(values: _Floats, group: _Ints) -> _Floats:
    """Return the means of rows by group."""
    counts = np.maximum(np.bincount(group), 1)
    return np.stack([np.bincount(group, column) / counts for column in values.T], axis=1)


def shuffled(panel: Panel, rng: np.random.Generator) -> Panel:
    """Return a panel in which the regions' labels are shuffled within each year.

    A text keeps its length; its region is drawn anew.
    """
    order = np.arange(len(panel.year))
    for year in np.unique(panel.year):
        rows = np.flatnonzero(panel.year == year)
        order[rows] = rng.permutation(rows)
    return panel._replace(share=panel.share[order], letters=panel.letters[order])
