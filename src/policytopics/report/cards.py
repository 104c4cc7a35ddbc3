"""What the page says of each topic and of each region."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from policytopics.report.formats import TextRun, highlight, sentence_with
from policytopics.report.inputs import Inputs, Picture
from policytopics.report.names import DisplayName, DisplayNames, records

__all__ = ["Exemplar", "RegionCard", "TopicCard", "groups", "region_cards", "topic_cards"]

_FREX_TERMS = 8
_DISTINCTIVE_TERMS = 10
_EXAMPLE_CHARACTERS = 36


@dataclass(frozen=True)
class Exemplar:
    """A unit, its topic's terms marked, and where it stands."""

    spans: tuple[TextRun, ...]
    region: DisplayName
    year: int | None
    source: str


@dataclass(frozen=True)
class TopicCard:
    """A topic: a row of ``topic_summary``, terms with their glosses, exemplars."""

    name: DisplayName
    summary: Mapping[str, Any]
    terms: tuple[tuple[str, str], ...]
    exclusive: tuple[str, ...]
    largest_document: str
    exemplars: tuple[Exemplar, ...]


def topic_cards(inputs: Inputs, names: DisplayNames, *, exemplars: int) -> tuple[TopicCard, ...]:
    """Return one card per topic, in the topics' order.

    Parameters
    ----------
    inputs : Inputs
        All tables.
    names : DisplayNames
        How things are called.
    exemplars : int
        Most exemplars per topic.
    """
    wanted = {unit for units in inputs.topic_summary["exemplars"] for unit in units[:exemplars]}
    shown = inputs.units[inputs.units["unit_id"].isin(wanted)]
    units = {str(row["unit_id"]): row for row in records(shown)}
    cards = []
    for row in records(inputs.topic_summary.sort_values("topic_id")):
        terms = [str(term) for term in _list(row["terms"])]
        found = [units[unit] for unit in _list(row["exemplars"])[:exemplars] if unit in units]
        cards.append(
            TopicCard(
                name=names.categories[str(row["topic_id"])],
                summary=row,
                terms=tuple((term, names.glosses.get(term, "")) for term in terms),
                exclusive=_exclusive(inputs.topics, str(row["topic_id"])),
                largest_document=names.files.get(str(row["largest_document_id"]), ""),
                exemplars=tuple(_exemplar(unit, terms, names) for unit in found),
            )
        )
    return tuple(cards)


def _list(value: Any) -> Sequence[Any]:
    return list(value)


def _exclusive(topics: pd.DataFrame, topic_id: str) -> tuple[str, ...]:
    """Return the terms of highest FREX."""
    rows = topics[topics["topic_id"] == topic_id]
    ordered = rows.sort_values(["frex", "rank", "term"], ascending=[False, True, True])
    return tuple(ordered["term"].head(_FREX_TERMS))


def _exemplar(unit: Mapping[str, Any], terms: Sequence[str], names: DisplayNames) -> Exemplar:
    region = str(unit["region_id"])
    return Exemplar(
        spans=highlight(str(unit["text"]), terms),
        region=names.regions.get(region, DisplayName(region, "", "")),
        year=unit["year"],
        source=names.source(str(unit["document_id"]), str(unit["paragraph_id"])),
    )


@dataclass(frozen=True)
class RegionCard:
    """A region: its figure, its distinctive terms, its spread, the regions nearest to it."""

    name: DisplayName
    figure: Picture | None
    n_documents: int
    n_units: int
    terms: tuple[Mapping[str, Any], ...]
    entropy: Mapping[str, Any] | None
    nearest: tuple[tuple[DisplayName, Mapping[str, Any]], ...]


def region_cards(inputs: Inputs, names: DisplayNames) -> tuple[RegionCard, ...]:
    """Return one card per region, in the regions' order."""
    entropy = {str(row["region_id"]): row for row in records(inputs.entropy)}
    return tuple(
        RegionCard(
            name=name,
            figure=inputs.figures["regions"].get(region),
            n_documents=int((inputs.documents["region_id"] == region).sum()),
            n_units=int((inputs.units["region_id"] == region).sum()),
            terms=tuple(_distinctive(inputs.distinctive_terms, region, inputs.units, names)),
            entropy=entropy.get(region),
            nearest=_nearest(inputs.similarity, region, names),
        )
        for region, name in names.regions.items()
    )


def groups(
    clusters: pd.DataFrame, names: DisplayNames
) -> tuple[tuple[tuple[DisplayName, ...], Mapping[str, Any]], ...]:
    """Return the groups of regions in the dendrogram, the closest first, with their rows."""
    return tuple(
        (tuple(names.regions[str(region)] for region in _list(row["region_ids"])), row)
        for row in records(clusters.sort_values("cluster_id"))
    )


def _distinctive(
    terms: pd.DataFrame, region: str, units: pd.DataFrame, names: DisplayNames
) -> list[dict[str, Any]]:
    """Return the region's most distinctive terms, each with gloss and source."""
    rows = terms[terms["region_id"] == region].sort_values(["rank", "term"])
    top = rows.head(_DISTINCTIVE_TERMS).merge(
        units[["unit_id", "document_id", "paragraph_id", "text"]], on="unit_id", how="left"
    )
    return [
        {
            **row,
            "gloss": names.glosses.get(str(row["term"]), ""),
            "source": names.source(str(row["document_id"]), str(row["paragraph_id"]))
            if row["document_id"]
            else "",
            "example": _example(str(row["term"]), str(row["text"])) if row["text"] else (),
        }
        for row in records(top)
    ]


def _example(term: str, text: str) -> tuple[TextRun, ...]:
    """Return the sentence of a text that holds a term, the term marked."""
    return highlight(sentence_with(term, text, most=_EXAMPLE_CHARACTERS), [term])


def _nearest(
    similarity: pd.DataFrame, region: str, names: DisplayNames
) -> tuple[tuple[DisplayName, Mapping[str, Any]], ...]:
    """Return the other regions, the most similar first."""
    pairs = [
        (str(other), row)
        for row in records(similarity)
        for other, this in (
            (row["other_region_id"], row["region_id"]),
            (row["region_id"], row["other_region_id"]),
        )
        if this == region
    ]
    ordered = sorted(pairs, key=lambda pair: (-float(str(pair[1]["similarity"])), pair[0]))
    return tuple((names.regions[other], row) for other, row in ordered)
