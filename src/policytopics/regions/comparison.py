"""How regions compare as wholes: distinctive terms, similarity of pairs, evenness of each."""

from typing import NamedTuple

import pandas as pd

from policytopics.regions.share import align, headline, texts_of
from policytopics.regions.similarity import entropy_table, estimate_profiles, similarity_table
from policytopics.regions.terms import distinctive_terms
from policytopics.study.regions import RegionsSettings

__all__ = ["Comparison", "compare_regions"]


class Comparison(NamedTuple):
    """The tables of these names."""

    distinctive_terms: pd.DataFrame
    similarity: pd.DataFrame
    entropy: pd.DataFrame


def compare_regions(
    units: pd.DataFrame,
    vocabulary: pd.DataFrame,
    unit_topics: pd.DataFrame,
    settings: RegionsSettings,
) -> Comparison:
    """Return the comparison of all regions that have text in the parts that count.

    Parameters
    ----------
    units, vocabulary, unit_topics : DataFrame
        The tables of these names, in any order of rows.
    settings : RegionsSettings
        Parts, draws, level, seed.

    Raises
    ------
    ProblemsError
        If no region has text in these parts.
    """
    chosen = headline(units, settings.parts)
    measured = align(units, unit_topics)
    headline(measured.units, settings.parts)
    inside = measured.units["part"].isin(settings.parts).to_numpy(dtype=bool)
    texts = texts_of(measured.select(inside))
    region_ids = [text.region_id for text in texts]
    profiles = estimate_profiles(texts, settings)
    return Comparison(
        distinctive_terms(chosen, vocabulary),
        similarity_table(region_ids, profiles, settings),
        entropy_table(region_ids, profiles, settings),
    )
