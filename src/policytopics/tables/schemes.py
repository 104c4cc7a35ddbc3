"""Schemes: what turns units into shares of categories that sum to 1.

All that is measured on shares is written once for any scheme and speaks of ``category_id``. A new
scheme is a row here and a rule that writes its two tables.
"""

from dataclasses import dataclass

import pandas as pd

from policytopics.tables import topics
from policytopics.tables.contract import Table

__all__ = ["LEADING_SCHEME", "SCHEMES", "Scheme", "by_category"]


@dataclass(frozen=True)
class Scheme:
    """One way to divide text.

    Attributes
    ----------
    stage : str
        The stage that writes its tables.
    shares : Table
        One row per unit and category, with ``share``; its key names both.
    categories : Table
        One row per category, with ``name_zh`` and ``name_en``.
    members : str
        File of the shares by each member of an ensemble; empty: there is none.
    terms : Table or None
        Weights of terms by which categories of two specifications are matched; None: the
        categories are fixed, and equal ids are equal categories.
    """

    stage: str
    shares: Table
    categories: Table
    members: str = ""
    terms: Table | None = None

    @property
    def category(self) -> str:
        """Name of the column that its own tables give the category."""
        return self.categories.key[0]


SCHEMES = {
    "topics": Scheme(
        stage="topics",
        shares=topics.UNIT_TOPICS,
        categories=topics.TOPIC_SUMMARY,
        members="member_unit_topics.npz",
        terms=topics.TOPICS,
    ),
}
# The scheme that the report leads with.
LEADING_SCHEME = "topics"
_OWN_NAMES = {scheme.category: "category_id" for scheme in SCHEMES.values()}


def by_category(table: pd.DataFrame) -> pd.DataFrame:
    """Return a scheme's table with its own id, such as ``topic_id``, called ``category_id``."""
    return table.rename(columns=_OWN_NAMES)
