"""Shares of texts as arrays, and which texts can speak for their governments.

Those are whole reports of the commonest kind and level. Five-year plans, fragments, other bodies'
reports and texts with a third of the categories at zero are measured against them, and answer for
themselves alone.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from policytopics.arrays import BoolArray, FloatArray, IntArray
from policytopics.regions.cautions import sparse

__all__ = [
    "TextShares",
    "other_regions",
    "region_shares",
    "replicates",
    "text_shares",
    "texts_used",
    "years_of",
]

_SHORT = 1.0  # letters of a text without any: it has no share to speak of


class TextShares(NamedTuple):
    """A table of shares as arrays.

    Attributes
    ----------
    share, variance : ndarray, shape (texts, categories)
    texts : DataFrame
        A row per text: region_id, level, kind, year, fragment, letters, tokens, enough.
    regions, categories : tuple of str
        Sorted.
    """

    share: FloatArray
    variance: FloatArray
    texts: pd.DataFrame
    regions: tuple[str, ...]
    categories: tuple[str, ...]

    @property
    def region(self) -> IntArray:
        """Number of each text's region."""
        return np.asarray(np.searchsorted(np.array(self.regions, dtype=str), self._names))

    @property
    def _names(self) -> npt.NDArray[np.str_]:
        return self.texts["region_id"].to_numpy(dtype=str)


def text_shares(shares: pd.DataFrame) -> TextShares:
    """Return the table as arrays; a text given twice counts once."""
    rows = shares.sort_values(["document_id", "category_id"])
    share, variance = (
        rows.pivot_table(index="document_id", columns="category_id", values=name)
        for name in ("share", "variance")
    )
    columns = ["region_id", "level", "kind", "year", "fragment", "letters", "tokens", "enough"]
    texts = rows.drop_duplicates("document_id").set_index("document_id")[columns]
    texts = texts.loc[share.index]
    keys = pd.concat([texts[["region_id", "year"]], share], axis=1)
    once = ~keys.duplicated().to_numpy()
    return TextShares(
        share.to_numpy()[once],
        variance.to_numpy()[once],
        texts[once],
        tuple(sorted(set(texts["region_id"]))),
        tuple(share.columns),
    )


def _commonest(values: pd.Series) -> str:
    """Return the commonest value; of equals the first in order."""
    counts = values.value_counts()
    return str(min(counts.index[counts == counts.max()]))


def replicates(cube: TextShares) -> tuple[BoolArray, list[list[str]]]:
    """Return which texts speak for their governments, and why the other texts do not."""
    texts = cube.texts
    because = {
        "other_kind": texts["kind"] != _commonest(texts["kind"]),
        "other_level": texts["level"] != _commonest(texts["level"]),
        "fragment": texts["fragment"].astype(bool),
        "sparse": pd.Series(
            sparse(cube.share, texts["letters"].to_numpy(dtype=float)), index=texts.index
        ),
    }
    too_little = ~texts["enough"].astype(bool)
    columns = [each.to_numpy(dtype=bool) for each in (*because.values(), too_little)]
    speaks: BoolArray = ~np.asarray(np.column_stack(columns).any(axis=1))
    region = cube.region
    flags = []
    for number in range(len(cube.regions)):
        own = region == number
        said = [] if (speaks & own).any() else [k for k, v in because.items() if v[own].any()]
        flags.append(said)
    return speaks, flags


def texts_used(cube: TextShares, speaks: BoolArray) -> BoolArray:
    """Return the texts that make a region's share: those that speak, else all of it."""
    region = cube.region
    has = np.isin(region, region[speaks])
    return np.asarray(speaks | ~has)


def region_shares(cube: TextShares, used: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Return the shares of regions' texts together, by tokens, and their variances."""
    region = cube.region[used]
    tokens = np.maximum(cube.texts["tokens"].to_numpy(dtype=float)[used], _SHORT)
    weight = tokens / np.bincount(region, tokens)[region]
    return (
        _sums(weight[:, None] * cube.share[used], region),
        _sums(weight[:, None] ** 2 * cube.variance[used], region),
    )


def _sums(values: FloatArray, group: IntArray) -> FloatArray:
    """Return the sums of rows by group."""
    sums = [np.bincount(group, column) for column in values.T]
    return np.stack(sums, axis=1).astype(np.float64)


def other_regions(cube: TextShares, speaks: BoolArray) -> FloatArray:
    """Return the weights of the regions that each is compared with, shape (regions, regions)."""
    number = len(cube.regions)
    if number < 2:
        return np.full((1, 1), np.nan)
    counted = np.isin(np.arange(number), cube.region[speaks])
    if counted.sum() < 2:
        enough = cube.texts["enough"].to_numpy(dtype=bool)
        counted = np.isin(np.arange(number), cube.region[enough])
    if counted.sum() < 2:
        counted[:] = True
    others = counted & ~np.eye(number, dtype=bool)
    return np.asarray(others / others.sum(axis=1, keepdims=True))


def years_of(year: pd.Series) -> IntArray:
    """Return years as numbers; an unknown one is like no other."""
    known = pd.to_numeric(year).to_numpy(dtype=float, na_value=np.nan)
    unknown = -1 - np.arange(len(known))
    return np.where(np.isfinite(known), np.nan_to_num(known), unknown).astype(np.intp)
