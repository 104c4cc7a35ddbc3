"""How regions, topics and sources are called on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from policytopics.report.formats import missing
from policytopics.report.inputs import Inputs

__all__ = ["CRITERIA", "DOCUMENT_KINDS", "FLAGS", "PARTS", "Name", "Names", "named", "records"]


@dataclass(frozen=True)
class Name:
    """A name in both languages; where one lacks, it is empty. Topics bear their stability."""

    key: str
    zh: str
    en: str
    stability: float | None = None

    @property
    def label(self) -> str:
        """The English name, or whatever else there is."""
        return self.en or self.zh or self.key


PARTS = {
    "review": ("review", "回顾"),
    "problems": ("problems", "问题"),
    "plan": ("plan", "部署"),
    "closing": ("closing", "结束语"),
    "other": ("other", "其他"),
}
DOCUMENT_KINDS = {
    "work_report": "work report",
    "five_year_plan": "five-year plan",
    "other": "other document",
}
FLAGS = {
    "other_kind": "compares different kinds of document",
    "other_year": "compares different years",
    "insufficient": "too little text for a claim",
    "fragment": "a document is a fragment",
    "unstable": "unstable over the ensemble",
    "one_document": "mostly one document",
    "one_region": "mostly one region",
}
CRITERIA = {
    "error": "reconstruction error",
    "held_out": "held-out error",
    "least_silhouette": "least silhouette",
    "subsample_stability": "stability over subsamples",
    "npmi_window": "NPMI, window of 10",
    "c_v": "C_v",
    "umass": "UMass",
    "inverted_rbo": "inverted RBO",
    "exclusivity": "exclusivity",
    "npmi": "coherence (NPMI)",
    "diversity": "diversity",
    "stability": "stability",
    "silhouette": "silhouette",
}


@dataclass(frozen=True)
class Names:
    """Look-ups from the tables' keys to what a reader wants to see."""

    regions: Mapping[str, Name]
    topics: Mapping[str, Name]
    glosses: Mapping[str, str]
    files: Mapping[str, str]
    lines: Mapping[str, int]

    def source(self, document_id: str, paragraph_id: str) -> str:
        """Return ``file:line`` of a paragraph."""
        return f"{self.files.get(document_id, document_id)}:{self.lines.get(paragraph_id, '?')}"


def named(inputs: Inputs) -> Names:
    """Return the look-ups; regions without a document are left out, the order is by key."""
    present = inputs.regions[inputs.regions["region_id"].isin(inputs.documents["region_id"])]
    regions = present.assign(
        zh=present["short_zh"].where(present["short_zh"] != "", present["name_zh"])
    )
    vocabulary = inputs.vocabulary[inputs.vocabulary["gloss_en"] != ""]
    return Names(
        regions=_names(regions, "region_id", "zh"),
        topics=_topics(inputs.topic_summary),
        glosses=dict(zip(vocabulary["term"], vocabulary["gloss_en"], strict=True)),
        files=dict(zip(inputs.documents["document_id"], inputs.documents["file"], strict=True)),
        lines={
            paragraph: int(line)
            for paragraph, line in zip(
                inputs.paragraphs["paragraph_id"], inputs.paragraphs["line"], strict=True
            )
        },
    )


def _names(frame: pd.DataFrame, key: str, zh: str) -> dict[str, Name]:
    rows = frame.sort_values(key)[[key, zh, "name_en"]].itertuples(index=False)
    return {row[0]: Name(*row) for row in rows}


def _topics(summary: pd.DataFrame) -> dict[str, Name]:
    """Return the topics' names with their stability, which goes where the name goes."""
    stability = dict(zip(summary["topic_id"], summary["stability"], strict=True))
    return {
        key: replace(name, stability=stability[key])
        for key, name in _names(summary, "topic_id", "name_zh").items()
    }


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows as plain values, None where one is empty."""
    rows = frame.astype(object).to_dict("records")
    return [
        {str(key): None if missing(value) else value for key, value in row.items()} for row in rows
    ]
