"""What limits a region's numbers: unlike documents, fragments, too little text."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from policytopics.regions.share import RegionText
from policytopics.study.regions import RegionsSettings

__all__ = ["LEAST_PARAGRAPHS", "FlagsByRegion", "flags_of_text", "region_flags", "suffices"]

FlagsByRegion = Mapping[str, Sequence[str]]  # of each region, by region_id
# Fewer paragraphs cannot show how much they differ, however many units they are cut into.
LEAST_PARAGRAPHS = 5


def suffices(n_units: int, n_paragraphs: int, settings: RegionsSettings) -> bool:
    """Return whether so much text allows a claim."""
    return n_units >= settings.min_units and n_paragraphs >= LEAST_PARAGRAPHS


def flags_of_text(
    flags: Iterable[str], texts: Iterable[RegionText], settings: RegionsSettings
) -> list[str]:
    """Return the flags of a region, and ``insufficient`` where one of its texts is too short."""
    enough = all(suffices(text.n_units, len(text.tokens), settings) for text in texts)
    return [*flags] if enough else [*flags, "insufficient"]


def _may_be(known: frozenset[object], usual: frozenset[object] | None, unknown: int) -> bool:
    """Return whether ``known`` years and as many ``unknown`` ones may be the usual years."""
    return usual is not None and known <= usual and len(usual - known) <= unknown


def _usual(sets: Iterable[frozenset[object]]) -> frozenset[object] | None:
    """Return the commonest set, or None where there is no single one."""
    common = Counter(sets).most_common(2)
    alone = len(common) == 1 or (len(common) > 1 and common[0][1] > common[1][1])
    return common[0][0] if alone else None


def region_flags(documents: pd.DataFrame) -> dict[str, list[str]]:
    """Return what makes each region's documents unlike the others'.

    ``other_kind`` and ``other_year``: the set of the region's kinds or years is not the commonest
    among the regions; where two sets are equally common there is no usual one, and all are flagged.
    An unknown year is not a difference: it may stand for any year that the usual set has and the
    region lacks, and a region without known years has no say in what is usual. ``fragment``: a
    document lacks its beginning or its end.

    Parameters
    ----------
    documents : DataFrame
        Table ``documents``.

    Returns
    -------
    dict of region_id to list of str

    Examples
    --------
    >>> documents = pd.DataFrame({
    ...     "region_id": ["a", "b", "c"], "kind": ["work_report"] * 2 + ["five_year_plan"],
    ...     "year": [2023, None, 2023],
    ...     "starts_mid_document": [False, True, False], "ends_mid_document": False})
    >>> region_flags(documents)
    {'a': [], 'b': ['fragment'], 'c': ['other_kind']}
    """
    regions = {str(name): frame for name, frame in documents.groupby("region_id", sort=True)}
    kinds = {name: frozenset(frame["kind"]) for name, frame in regions.items()}
    years = {name: frozenset(frame["year"].dropna()) for name, frame in regions.items()}
    unknown = {name: int(frame["year"].isna().sum()) for name, frame in regions.items()}
    usual_kinds = _usual(kinds.values())
    usual_years = _usual(known for known in years.values() if known)
    flags: dict[str, list[str]] = {}
    for name, frame in regions.items():
        found = {
            "other_kind": kinds[name] != usual_kinds,
            "other_year": bool(years[name])
            and not _may_be(years[name], usual_years, unknown[name]),
            "fragment": bool(frame[["starts_mid_document", "ends_mid_document"]].any(axis=None)),
        }
        flags[name] = [flag for flag, holds in found.items() if holds]
    return flags
