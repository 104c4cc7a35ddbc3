"""What moves: shares over the years, and what is promised against what was reported.

Both compare texts of one region with each other, as `contrast` does those of several: intervals
hold together over all regions and categories of a table. Review and plan are of given documents:
the numbers speak of what these reports say. Years are a region's sample: a change over three or
more is one that their scatter does not explain (module ``year_regression``). Where no region has
three, the scatter is unknown and the two documents are given as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from policytopics.arrays import BoolArray, FloatArray
from policytopics.member_shares import MemberShares
from policytopics.regions.contrast import Contrast, contrast
from policytopics.regions.dispersion import design_effect, sampling
from policytopics.regions.flags import FlagsByRegion, flags_of_text, region_flags
from policytopics.regions.share import (
    MeasuredUnits,
    RegionText,
    measure_units,
    part_name,
    texts_of,
)
from policytopics.regions.uncertainty import Estimate, estimate
from policytopics.regions.year_regression import around_lines, slope
from policytopics.study.regions import RegionsSettings
from policytopics.tables.regions import REVIEW_PLAN, TRENDS
from policytopics.tables.schemes import UNRANKED

__all__ = ["Changes", "change_per_year", "measure_changes"]


class Changes(NamedTuple):
    """The tables of these names."""

    trends: pd.DataFrame
    review_plan: pd.DataFrame


def _unlike(units: pd.DataFrame, texts: str, column: str) -> set[str]:
    """Return the regions whose compared texts are not all of the same kinds, or years."""
    found = set()
    for region, of_region in units.groupby("region_id"):
        sets = {frozenset(text[column].dropna()) for _, text in of_region.groupby(texts)}
        if len(sets) > 1:
            found.add(str(region))
    return found


def _said(
    flags: FlagsByRegion, units: pd.DataFrame, texts: str, columns: Mapping[str, str]
) -> FlagsByRegion:
    """Return the regions' flags, with those of texts that differ in what they are."""
    found = {flag: _unlike(units, texts, column) for flag, column in columns.items()}
    return {
        region: [*(flag for flag, regions in found.items() if region in regions), *said]
        for region, said in flags.items()
    }


def _compare(
    groups: Mapping[str, Mapping[str, RegionText]],
    weights: Mapping[str, FloatArray],
    settings: RegionsSettings,
    purpose: str,
    effect: float,
    ranked: BoolArray | None,
    beyond: FloatArray | float = 0.0,
) -> tuple[Estimate, Contrast]:
    """Return the estimate of all texts of all regions, and one weighted sum for each region."""
    texts = [
        # The name of its random numbers.
        replace(text, region_id=f"{region} {name}")
        for region, group in groups.items()
        for name, text in group.items()
    ]
    found = estimate(texts, settings, purpose, effect=effect, across_documents=False, beyond=beyond)
    spread = np.zeros((len(groups), len(texts)))
    start = 0
    for row, (region, group) in enumerate(groups.items()):
        spread[row, start : start + len(group)] = weights[region]
        start += len(group)
    return found, contrast(found, spread, settings.level, ranked)


def change_per_year(
    groups: Mapping[str, Mapping[str, RegionText]],
    effect: float,
    settings: RegionsSettings,
    ranked: BoolArray | None = None,
) -> Contrast:
    """Return how the shares of each region change per year, with intervals that hold together.

    Parameters
    ----------
    groups : mapping of region_id to mapping of year to RegionText
        Two years or more of each.
    effect : float
        Design effect of the paragraphs, from `design_effect`.
    settings : RegionsSettings
        Draws, level and seed.
    ranked : array of bool, k, optional
        Categories that can be a priority: the others' changes are NaN. None: all can.
    """
    years = [[int(year) for year in group] for group in groups.values()]
    texts = [text for group in groups.values() for text in group.values()]
    ends = np.cumsum([len(known) for known in years])[:-1]
    shares = np.split(np.stack([text.share for text in texts]), ends)
    varies = np.split(sampling(texts, effect, across_documents=False).dispersion, ends)
    weights = {region: slope(known) for region, known in zip(groups, years, strict=True)}
    scatter = around_lines(years, shares, varies)
    return _compare(groups, weights, settings, "trends", effect, ranked, scatter)[1]


def _trends(
    measured: MeasuredUnits, flags: FlagsByRegion, settings: RegionsSettings
) -> pd.DataFrame:
    """Return the table ``trends`` without ``covers``."""
    inside = measured.units["part"].isin(settings.parts)
    of_region: dict[str, dict[str, RegionText]] = {}
    for year in sorted(set(measured.units.loc[inside, "year"].dropna())):
        mask = inside & measured.units["year"].eq(year).fillna(False)
        for text in texts_of(measured.select(mask.to_numpy(dtype=bool))):
            of_region.setdefault(text.region_id, {})[str(year)] = text
    groups = {
        region: of_region[region] for region in sorted(of_region) if len(of_region[region]) > 1
    }
    if not groups:
        return pd.DataFrame(columns=TRENDS.names)
    effect = design_effect(texts_of(measured.select(inside.to_numpy(dtype=bool))))
    change = change_per_year(groups, effect, settings, measured.ranked)
    flags = _said(flags, measured.units[inside], "year", {"other_kind": "kind"})
    frames = []
    for row, (region, group) in enumerate(groups.items()):
        frame = _rows(region, measured.category_ids, group, flags, settings)
        frame["distinct"] &= change.excludes_zero[row]
        frames.append(
            frame.assign(
                part=part_name(settings.parts),
                first_year=min(map(int, group)),
                last_year=max(map(int, group)),
                n_years=len(group),
                change=change.difference[row],
                change_low=change.low[row],
                change_high=change.high[row],
                n_units=min(text.n_units for text in group.values()),
            )
        )
    return _of_ranked(pd.concat(frames, ignore_index=True))


def _of_ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of what can be a priority."""
    return table[table["category_id"] != UNRANKED].reset_index(drop=True)


def _rows(
    region: str,
    category_ids: Sequence[str],
    texts: Mapping[str, RegionText],
    flags: FlagsByRegion,
    settings: RegionsSettings,
) -> pd.DataFrame:
    """Return a row for each category with the region's flags, distinct where text suffices."""
    said = flags_of_text(flags[region], texts.values(), settings)
    frame = pd.DataFrame({"region_id": region, "category_id": list(category_ids)})
    frame["distinct"] = "insufficient" not in said
    return frame.assign(flags=pd.Series([said] * len(frame), dtype=object))


def _review_plan(
    measured: MeasuredUnits, flags: FlagsByRegion, settings: RegionsSettings
) -> pd.DataFrame:
    """Return the table ``review_plan`` without ``covers``."""
    review, plan = (
        {
            text.region_id: text
            for text in texts_of(measured.select((measured.units["part"] == part).to_numpy(bool)))
        }
        for part in ("review", "plan")
    )
    groups = {
        region: {"review": review[region], "plan": plan[region]}
        for region in sorted(review.keys() & plan.keys())
    }
    if not groups:
        return pd.DataFrame(columns=REVIEW_PLAN.names)
    weights = dict.fromkeys(groups, np.array([-1.0, 1.0]))
    effect = max(design_effect(list(part.values())) for part in (review, plan))
    found, difference = _compare(groups, weights, settings, "review_plan", effect, measured.ranked)
    either = measured.units["part"].isin(["review", "plan"])
    unlike = {"other_kind": "kind", "other_year": "year"}
    flags = _said(flags, measured.units[either], "part", unlike)
    frames = []
    for row, (region, group) in enumerate(groups.items()):
        frame = _rows(region, measured.category_ids, group, flags, settings)
        frame["distinct"] &= difference.excludes_zero[row]
        frames.append(
            frame.assign(
                review=found.share[2 * row],
                plan=found.share[2 * row + 1],
                difference=difference.difference[row],
                difference_low=difference.low[row],
                difference_high=difference.high[row],
                n_units_review=group["review"].n_units,
                n_units_plan=group["plan"].n_units,
            )
        )
    return _of_ranked(pd.concat(frames, ignore_index=True))


def measure_changes(
    units: pd.DataFrame,
    unit_shares: pd.DataFrame,
    members: MemberShares | None,
    documents: pd.DataFrame,
    settings: RegionsSettings,
) -> Changes:
    """Return the tables ``trends`` and ``review_plan``.

    Regions with one known year have no trend, those without a review or without a plan no contrast
    of the two; where that is all of them a table is empty.

    Parameters
    ----------
    units, unit_shares, members, documents, settings
        As for `policytopics.regions.priorities.measure_priorities`.

    Raises
    ------
    ProblemsError
        If no region has text in the parts that count.
    """
    measured = measure_units(units, unit_shares, members, settings)
    flags = {
        region: [flag for flag in said if flag == "fragment"]
        for region, said in region_flags(documents).items()
    }
    return Changes(
        _trends(measured, flags, settings).assign(covers=measured.covers),
        _review_plan(measured, flags, settings).assign(covers=measured.covers),
    )
