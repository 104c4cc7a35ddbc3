"""Schemes: what turns units into shares of categories that sum to 1.

All that is measured on shares is written once for any scheme and speaks of ``category_id``. A new
scheme is a row here and a rule that writes its two tables. Which of them a study leads with is said
by its key ``regions.scheme``; the others stand beside it.
"""

from dataclasses import dataclass

import pandas as pd

from policytopics.tables import domains, topics
from policytopics.tables.contract import Table

__all__ = ["SCHEMES", "UNRANKED", "Scheme", "by_category", "leading_first"]

# Text of no category, such as general goals: shown and counted, never tested, ranked or claimed.
UNRANKED = "none"


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
    "domains": Scheme(stage="domains", shares=domains.UNIT_DOMAINS, categories=domains.DOMAINS),
    "topics": Scheme(
        stage="topics",
        shares=topics.UNIT_TOPICS,
        categories=topics.TOPIC_SUMMARY,
        members="member_unit_topics.npz",
        terms=topics.TOPICS,
    ),
}
_OWN_NAMES = {scheme.category: "category_id" for scheme in SCHEMES.values()}


def leading_first(leading: str) -> tuple[str, ...]:
    """Return the names of all schemes, the one that a study leads with first.

    Examples
    --------
    >>> leading_first("topics"), leading_first("domains")
    (('topics', 'domains'), ('domains', 'topics'))
    """
    return (leading, *(name for name in SCHEMES if name != leading))


def by_category(table: pd.DataFrame) -> pd.DataFrame:
    """Return a scheme's table with its own id, such as ``topic_id``, called ``category_id``."""
    return table.rename(columns=_OWN_NAMES)
