"""What a card says of a topic: its share, its heaviest terms, a typical passage."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from policytopics.figures.compare import rows_of
from policytopics.figures.comparison import Category
from policytopics.figures.style import Style

__all__ = ["MOST_TERMS_SHOWN", "Card", "Term", "cards"]

MOST_TERMS_SHOWN = 8


class Term(NamedTuple):
    """A term of a topic: its weight there, its rate over all text (NaN: unknown), its English."""

    term: str
    weight: float
    rate: float
    gloss: str = ""


@dataclass(frozen=True)
class Card:
    """What is known of a topic.

    Attributes
    ----------
    topic : Category
    mass : float
        Its share of all text, in [0, 1].
    terms : tuple of Term
        The heaviest, by rank.
    stability : float
        How far it is found again in the ensemble, in [0, 1].
    passage, source : str
        A typical passage and where it stands; empty if there is none.
    flags : tuple of str
        What a reader should know: unstable, one_document, one_region.
    """

    topic: Category
    mass: float
    stability: float
    terms: tuple[Term, ...]
    passage: str
    source: str
    flags: tuple[str, ...] = ()


def cards(
    topic_summary: pd.DataFrame,
    topics: pd.DataFrame,
    units: pd.DataFrame,
    regions: pd.DataFrame,
    glosses: Mapping[str, str],
    style: Style,
) -> list[Card]:
    """Return a card per topic, by falling mass.

    Parameters
    ----------
    topic_summary, topics, units, regions : DataFrame
        Tables of these names.
    glosses : mapping
        Term → English.
    style : Style
        Its language names the source.
    """
    wanted = {exemplar for some in topic_summary["exemplars"] for exemplar in some}
    typical = _by("unit_id", units[units["unit_id"].isin(wanted)])
    places = _by("region_id", regions)
    found = []
    for row in _by("topic_id", topic_summary).values():
        topic = Category(row["topic_id"], row["name_zh"], row["name_en"] or row["name_zh"])
        terms = _terms(topics[topics["topic_id"] == topic.category_id], glosses)
        unit = _typical([typical[exemplar] for exemplar in row["exemplars"]], terms)
        found.append(
            Card(
                topic=topic,
                mass=float(row["mass"]),
                stability=float(row["stability"]),
                terms=terms,
                passage=unit["text"] if unit else "",
                source=_source(unit, places[unit["region_id"]], style) if unit else "",
                flags=tuple(sorted(row["flags"])),
            )
        )
    return sorted(found, key=lambda card: (-round(card.mass, 9), card.topic.category_id))


def _by(key: str, table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by their key."""
    return {row[key]: row for row in rows_of(table)}


def _terms(rows: pd.DataFrame, glosses: Mapping[str, str]) -> tuple[Term, ...]:
    """Return the heaviest terms; the rate over all text is weight over lift."""
    heaviest = rows.sort_values(["rank", "term"]).head(MOST_TERMS_SHOWN)
    return tuple(
        Term(term, weight, weight / lift if lift > 0 else math.nan, glosses.get(term, ""))
        for term, weight, lift in zip(
            heaviest["term"], heaviest["weight"], heaviest["lift"], strict=True
        )
    )


def _typical(units: Sequence[Mapping[str, Any]], terms: Sequence[Term]) -> Mapping[str, Any]:
    """Return the unit that holds most of the terms, of equals the most typical; empty for none."""

    def held(unit: Mapping[str, Any]) -> int:
        return sum(term.term in unit["text"] for term in terms)

    return max(units, key=held, default={})


def _source(unit: Mapping[str, Any], place: Mapping[str, Any], style: Style) -> str:
    """Return where a unit stands, such as 云溪区 2023 ¶41."""
    zh = place["short_zh"] or place["name_zh"]
    name = (place["name_en"] or zh) if style.language == "en" else zh
    year = "" if pd.isna(unit["year"]) else str(int(unit["year"]))
    paragraph = "¶" + unit["paragraph_id"].rsplit(":", 1)[-1].lstrip("0")
    return " ".join(filter(None, [name, year, paragraph]))
