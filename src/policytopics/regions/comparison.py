"""How regions compare as wholes: similarity of pairs, evenness, clusters."""

from typing import NamedTuple

import pandas as pd

from policytopics.member_shares import MemberShares
from policytopics.regions.clusters import clusters_table
from policytopics.regions.flags import flags_of_text, region_flags
from policytopics.regions.share import measure_units, texts_of
from policytopics.regions.similarity import entropy_table, estimate_profiles, similarity_table
from policytopics.study.regions import RegionsSettings

__all__ = ["ComparedRegions", "compare_regions"]


class ComparedRegions(NamedTuple):
    """The tables of these names."""

    similarity: pd.DataFrame
    entropy: pd.DataFrame
    clusters: pd.DataFrame


def compare_regions(
    units: pd.DataFrame,
    unit_shares: pd.DataFrame,
    members: MemberShares | None,
    documents: pd.DataFrame,
    settings: RegionsSettings,
) -> ComparedRegions:
    """Return the comparison of all regions that have text in the parts that count.

    Parameters
    ----------
    units, unit_shares, members, documents, settings
        As for `policytopics.regions.priorities.measure_priorities`.

    Raises
    ------
    ProblemsError
        If no region has text in these parts.
    """
    measured = measure_units(units, unit_shares, members, settings)
    inside = measured.units["part"].isin(settings.parts).to_numpy(dtype=bool)
    texts = texts_of(measured.select(inside))
    known = region_flags(documents)
    flags = {
        text.region_id: flags_of_text(known[text.region_id], [text], settings) for text in texts
    }
    profiles = estimate_profiles(texts, settings)
    return ComparedRegions(
        similarity_table(texts, profiles, flags, settings.level).assign(covers=measured.covers),
        entropy_table(texts, profiles, flags, settings.level).assign(covers=measured.covers),
        clusters_table([text.region_id for text in texts], profiles).assign(covers=measured.covers),
    )
