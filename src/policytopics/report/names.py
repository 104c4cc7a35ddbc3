"""How regions, topics and sources are called on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from policytopics.labels import missing
from policytopics.report.inputs import Inputs
from policytopics.tables.schemes import UNRANKED

__all__ = ["DisplayName", "DisplayNames", "display_names", "records"]


@dataclass(frozen=True)
class DisplayName:
    """A name in both languages; where one lacks, it is empty.

    A category knows where the page speaks of it; a topic bears its stability.
    """

    key: str
    zh: str
    en: str
    stability: float | None = None
    anchor: str = ""

    @property
    def label(self) -> str:
        """The English name, or whatever else there is."""
        return self.en or self.zh or self.key


@dataclass(frozen=True)
class DisplayNames:
    """Look-ups from the tables' keys to what a reader wants to see."""

    regions: Mapping[str, DisplayName]
    categories: Mapping[str, DisplayName]
    glosses: Mapping[str, str]
    files: Mapping[str, str]
    lines: Mapping[str, int]

    def source(self, document_id: str, paragraph_id: str) -> str:
        """Return ``file:line`` of a paragraph."""
        return f"{self.files.get(document_id, document_id)}:{self.lines.get(paragraph_id, '?')}"


def display_names(inputs: Inputs) -> DisplayNames:
    """Return the look-ups; categories are those of the inputs' scheme.

    Regions without a document are left out. Regions and topics are in the order of their keys,
    domains by falling share of the text, what is of none last.
    """
    present = inputs.regions[inputs.regions["region_id"].isin(inputs.documents["region_id"])]
    regions = present.assign(
        zh=present["short_zh"].where(present["short_zh"] != "", present["name_zh"])
    )
    vocabulary = inputs.vocabulary[inputs.vocabulary["gloss_en"] != ""]
    return DisplayNames(
        regions=_names(regions, "region_id", "zh"),
        categories=_domains(inputs) if inputs.scheme == "domains" else _topics(inputs),
        glosses=dict(zip(vocabulary["term"], vocabulary["gloss_en"], strict=True)),
        files=dict(zip(inputs.documents["document_id"], inputs.documents["file"], strict=True)),
        lines={
            paragraph: int(line)
            for paragraph, line in zip(
                inputs.paragraphs["paragraph_id"], inputs.paragraphs["line"], strict=True
            )
        },
    )


def _names(frame: pd.DataFrame, key: str, zh: str) -> dict[str, DisplayName]:
    rows = frame.sort_values(key)[[key, zh, "name_en"]].itertuples(index=False)
    return {row[0]: DisplayName(*row) for row in rows}


def _topics(inputs: Inputs) -> dict[str, DisplayName]:
    """Return the topics' names with their stability, which goes where the name goes."""
    summary = inputs.topic_summary
    stability = dict(zip(summary["topic_id"], summary["stability"], strict=True))
    return {
        key: replace(name, stability=stability[key], anchor=f"topic-{key}")
        for key, name in _names(summary, "topic_id", "name_zh").items()
    }


def _domains(inputs: Inputs) -> dict[str, DisplayName]:
    """Return the domains' names, the largest over all regions first."""
    names = _names(inputs.domains, "domain_id", "name_zh")
    share = inputs.headline.groupby("category_id")["share"].mean().fillna(0.0).round(9)
    size = {str(key): float(value) for key, value in share.items()}
    ordered = sorted(names, key=lambda key: (key == UNRANKED, -size.get(key, 0.0), key))
    return {key: replace(names[key], anchor=f"domain-{key}") for key in ordered}


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows as plain values, None where one is empty."""
    rows = frame.astype(object).to_dict("records")
    return [
        {str(key): None if missing(value) else value for key, value in row.items()} for row in rows
    ]
