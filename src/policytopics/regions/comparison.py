"""How regions compare as wholes: distinctive terms, similarity of pairs, evenness, clades."""

from typing import NamedTuple

import pandas as pd

from policytopics.member_shares import MemberShares
from policytopics.regions.clades import clades_table
from policytopics.regions.flags import flags_of_text, region_flags
from policytopics.regions.share import align, covers, headline, texts_of
from policytopics.regions.similarity import entropy_table, estimate_profiles, similarity_table
from policytopics.regions.terms import distinctive_terms
from policytopics.study.regions import RegionsSettings

__all__ = ["Comparison", "compare_regions"]


class Comparison(NamedTuple):
    """The tables of these names."""

    distinctive_terms: pd.DataFrame
    similarity: pd.DataFrame
    entropy: pd.DataFrame
    clades: pd.DataFrame


def compare_regions(
    units: pd.DataFrame,
    vocabulary: pd.DataFrame,
    unit_topics: pd.DataFrame,
    members: MemberShares,
    documents: pd.DataFrame,
    settings: RegionsSettings,
) -> Comparison:
    """Return the comparison of all regions that have text in the parts that count.

    Parameters
    ----------
    units, vocabulary, unit_topics, documents : DataFrame
        The tables of these names, in any order of rows.
    members : mapping of arrays
        ``shares`` (members x units x topics, NaN: unmatched), ``unit_ids``, ``topic_ids``.
    settings : RegionsSettings
        Parts, draws, level, smallest number of units, seed.

    Raises
    ------
    ProblemsError
        If no region has text in these parts.
    """
    chosen = headline(units, settings.parts)
    named = covers(members, settings)
    measured = align(units, unit_topics, members if named == "sampling+model" else None)
    headline(measured.units, settings.parts)
    inside = measured.units["part"].isin(settings.parts).to_numpy(dtype=bool)
    texts = texts_of(measured.select(inside))
    known = region_flags(documents)
    flags = {
        text.region_id: flags_of_text(known[text.region_id], [text], settings) for text in texts
    }
    profiles = estimate_profiles(texts, settings)
    return Comparison(
        distinctive_terms(chosen, vocabulary),
        similarity_table(texts, profiles, flags, settings.level).assign(covers=named),
        entropy_table(texts, profiles, flags, settings.level).assign(covers=named),
        clades_table([text.region_id for text in texts], profiles).assign(covers=named),
    )
