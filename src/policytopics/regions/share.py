"""How a region's text divides over categories: token-weighted shares, paragraph by paragraph.

A region's share of a category is the mean of its units' shares, each unit weighted by its tokens.
Everything downstream needs only the paragraphs' sums: the mean is a ratio of two sums over
paragraphs, and the paragraph is the block that is resampled.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from policytopics.arrays import BoolArray, FloatArray, IntArray
from policytopics.member_shares import MemberShares
from policytopics.problems import Problem, ProblemsError
from policytopics.study.regions import RegionsSettings
from policytopics.tables.schemes import UNRANKED

__all__ = [
    "MeasuredUnits", "RegionText", "align", "measure_units", "part_name", "texts_of",
    "within_parts",
]  # fmt: skip

_CANONICAL = ["document_id", "order", "unit_id"]


@dataclass(frozen=True)
class MeasuredUnits:
    """Units that have shares of categories, in canonical order.

    Attributes
    ----------
    units : DataFrame, n rows
        Table ``units``, sorted by document and position.
    shares : array, n x k
        Their shares; rows sum to 1.
    category_ids : list of str, length k
        Sorted.
    members : array, members x n x k
        Shares by each member of the model's ensemble, NaN where it lacks the category; may be none.
    errors : array, n x k, or None
        Standard deviations of the shares by their coding alone; None: intervals carry none.
    """

    units: pd.DataFrame
    shares: FloatArray
    category_ids: list[str]
    members: FloatArray
    errors: FloatArray | None = None

    @property
    def covers(self) -> str:
        """What intervals can carry: ``sampling``, and the model's members or errors of coding."""
        if self.errors is not None:
            return "sampling+coding"
        return "sampling+model" if len(self.members) else "sampling"

    @property
    def ranked(self) -> BoolArray:
        """Which categories can be a priority, length k."""
        return np.array([category != UNRANKED for category in self.category_ids])

    def select(self, mask: BoolArray) -> "MeasuredUnits":
        """Return the units where ``mask`` holds."""
        errors = None if self.errors is None else self.errors[mask]
        members = self.members[:, mask]
        return MeasuredUnits(
            self.units[mask], self.shares[mask], self.category_ids, members, errors
        )


@dataclass(frozen=True)
class RegionText:
    """One region's text, as sums over paragraphs.

    Attributes
    ----------
    region_id : str
        The region.
    mass : array, paragraphs x k
        Tokens that each paragraph gives to each category.
    tokens : array, paragraphs
        Tokens of each paragraph, above 0.
    documents : array of int, paragraphs
        Number of the paragraph's document, from 0.
    members : array, members x k
        The region's shares by each member of the ensemble; NaN where it lacks the category.
    n_units : int
        Units behind the sums.
    coding : array, k, or 0
        Variance of the shares by their coding alone.
    """

    region_id: str
    mass: FloatArray
    tokens: FloatArray
    documents: IntArray
    members: FloatArray
    n_units: int
    coding: FloatArray | float = 0.0

    @property
    def share(self) -> FloatArray:
        """Share of the text given to each category; sums to 1."""
        share: FloatArray = self.mass.sum(axis=0) / self.tokens.sum()
        return share

    @property
    def n_documents(self) -> int:
        """Documents behind the sums."""
        return int(self.documents.max()) + 1


def _shares_by_member(
    members: MemberShares | None, unit_ids: pd.Series, shares: FloatArray, category_ids: list[str]
) -> FloatArray:
    """Return the members' shares, members x units x k; lone gaps are filled from ``shares``."""
    if members is None:
        return np.empty((0, *shares.shape))
    given_ids = members["topic_ids"].astype(str)
    if sorted(given_ids) != category_ids:
        raise ValueError(f"the members have topics {list(given_ids)}; need {category_ids}")
    given = members["shares"].astype(float)[:, :, np.argsort(given_ids)]
    lacking = np.isnan(given).all(axis=1)
    rows = pd.Index(members["unit_ids"].astype(str)).get_indexer(pd.Index(unit_ids))
    found = np.where((rows >= 0)[:, None], given[:, rows], np.nan)
    filled = np.where(np.isnan(found), shares, found)
    return np.where(lacking[:, None, :], np.nan, filled)


def align(
    units: pd.DataFrame, unit_shares: pd.DataFrame, members: MemberShares | None = None
) -> MeasuredUnits:
    """Return the units that have shares, with the shares as matrices, in canonical order.

    Parameters
    ----------
    units : DataFrame
        The table of this name, in any order of rows.
    unit_shares : DataFrame
        ``unit_id``, ``category_id``, ``share`` and, where the scheme tells it, ``error``: the
        units' shares in a scheme, in any order.
    members : mapping of arrays, optional
        ``shares`` (members x units x k, NaN where a member lacks the topic), ``unit_ids`` and
        ``topic_ids``, as the topics stage writes them.

    Raises
    ------
    ValueError
        If a share's unit is not among ``units``, a unit lacks the share of a category, or the
        members have other categories than the final model.
    """
    # Not pivot_table: a unit that had a category twice must fail, not be averaged.
    indexed = unit_shares.set_index(["unit_id", "category_id"])
    wide = indexed["share"].unstack().sort_index(axis=1)  # noqa: PD010
    unknown = wide.index.difference(pd.Index(units["unit_id"]))
    if len(unknown) or wide.isna().to_numpy().any():
        raise ValueError(f"need every category of known units; unknown: {list(unknown[:3])}")
    ordered = units.sort_values(_CANONICAL, ignore_index=True)
    # A unit without tokens has no weight, one without kept terms no shares: neither is measured.
    kept = ordered[ordered["unit_id"].isin(wide.index) & (ordered["n_tokens"] > 0)]
    kept = kept.reset_index(drop=True)
    shares = wide.loc[kept["unit_id"]].to_numpy(dtype=float)
    category_ids = [str(category) for category in wide.columns]
    by_member = _shares_by_member(members, kept["unit_id"], shares, category_ids)
    errors = None
    if "error" in indexed:
        of_units = indexed["error"].unstack().sort_index(axis=1)  # noqa: PD010
        errors = of_units.loc[kept["unit_id"]].to_numpy(dtype=float)
    return MeasuredUnits(kept, shares, category_ids, by_member, errors)


def measure_units(
    units: pd.DataFrame,
    unit_shares: pd.DataFrame,
    members: MemberShares | None,
    settings: RegionsSettings,
) -> MeasuredUnits:
    """Return the aligned units, with what intervals shall carry beside the sampling of text.

    Parameters
    ----------
    units, unit_shares, members
        As for `align`. A single member has nothing to differ from, and is left out.
    settings : RegionsSettings
        Parts, and whether intervals carry the ensemble's disagreement or the error of coding.

    Raises
    ------
    ProblemsError
        If no region has text in the parts that count.
    """
    several = members is not None and len(members["shares"]) > 1
    measured = align(
        units, unit_shares, members if several and settings.model_uncertainty else None
    )
    if not settings.model_uncertainty:
        measured = replace(measured, errors=None)
    within_parts(measured.units, settings.parts)
    return measured


def _text(region_id: str, measured: MeasuredUnits, rows: IntArray) -> RegionText:
    """Return one region's sums over paragraphs."""
    units = measured.units.iloc[rows]
    tokens: FloatArray = units["n_tokens"].to_numpy(dtype=float)
    paragraph, names = pd.factorize(units["paragraph_id"])
    mass = np.zeros((len(names), measured.shares.shape[1]))
    np.add.at(mass, paragraph, tokens[:, None] * measured.shares[rows])
    first = pd.Series(paragraph).drop_duplicates().index
    documents = np.asarray(pd.factorize(units["document_id"])[0][first])
    members = np.einsum("u,muk->mk", tokens / tokens.sum(), measured.members[:, rows])
    sums = np.asarray(np.bincount(paragraph, tokens), dtype=float)
    coding: FloatArray | float = 0.0
    if measured.errors is not None:
        coding = (tokens / tokens.sum()) ** 2 @ measured.errors[rows] ** 2
    return RegionText(region_id, mass, sums, documents, members, len(rows), coding)


def texts_of(measured: MeasuredUnits) -> list[RegionText]:
    """Return the text of each region that has any, by region_id.

    Examples
    --------
    Two units of 30 and 10 tokens in one paragraph give (30 x 1 + 10 x 0.2) / 40 to t01:

    >>> units = pd.DataFrame({"region_id": "a", "document_id": "d", "paragraph_id": "d:1",
    ...                       "n_tokens": [30, 10]})
    >>> shares = np.array([[1.0, 0.0], [0.2, 0.8]])
    >>> measured = MeasuredUnits(units, shares, ["t01", "t02"], np.empty((0, 2, 2)))
    >>> [text.share.round(3).tolist() for text in texts_of(measured)]
    [[0.8, 0.2]]
    """
    groups = measured.units.groupby("region_id", sort=True).indices
    return [_text(str(region), measured, np.asarray(rows)) for region, rows in groups.items()]


def part_name(parts: Collection[str]) -> str:
    """Return the name of several parts taken together, whatever their order.

    Examples
    --------
    >>> part_name(["review", "plan"])
    'plan+review'
    """
    return "+".join(sorted(set(parts)))


def within_parts(units: pd.DataFrame, parts: Collection[str]) -> pd.DataFrame:
    """Return the units of the parts that count as priority.

    Raises
    ------
    ProblemsError
        If no region has text in these parts.
    """
    chosen = units[units["part"].isin(list(parts))]
    if chosen.empty:
        present = ", ".join(sorted(set(units["part"]) - {""})) or "none"
        what = f"no document has text in {part_name(parts)}"
        fix = f"choose parts that hold text ({present}), or correct the parts in corrections.csv"
        raise ProblemsError([Problem("regions.parts", what, fix)])
    return chosen
