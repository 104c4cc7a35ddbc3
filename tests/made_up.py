"""Rows of made-up tables: what a test says, the rest neutral, by the tables' own contracts."""

from collections.abc import Iterable
from typing import Any

from policytopics.tables import regions, robustness, topics
from policytopics.tables.contract import Column, Table

_NEUTRAL = {"string": "", "integer": 0, "number": 0.0, "boolean": False}


def row(table: Table, **given: Any) -> dict[str, Any]:
    """Return a row of a table; a new column of its contract changes no test that ignores it."""
    unknown = set(given) - set(table.names)
    if unknown:
        raise KeyError(f"{table.name} has no {sorted(unknown)}")
    return {column.name: _neutral(column) for column in table.columns} | given


def _neutral(column: Column) -> Any:
    if column.kind in ("strings", "integers"):
        return []
    if column.kind in ("integer", "number") and column.low is not None:
        return None if column.empty else column.low
    return None if column.empty else _NEUTRAL[column.kind]


def region_row(slug: str, zh: str, en: str, parents: Iterable[str] = ()) -> dict[str, Any]:
    """Return a county."""
    return {
        "region_id": slug, "region_code": "", "name_zh": zh, "name_en": en, "short_zh": zh,
        "parents": list(parents), "level": "county", "aliases": [],
    }  # fmt: skip


def topic_row(topic_id: str, zh: str, en: str, terms: list[str], **given: Any) -> dict[str, Any]:
    """Return a topic of the summary."""
    named = {"topic_id": topic_id, "name_zh": zh, "name_en": en, "terms": terms}
    usual = {"mass": 0.2, "coherence": 0.2, "stability": 0.9, "largest_document_share": 0.3}
    return row(topics.TOPIC_SUMMARY, **{**usual, **named, **given})


def priority_row(share: float, difference: float, /, **given: Any) -> dict[str, Any]:
    """Return a region's cell of the plan: nothing is known of its government.

    ``share`` and ``difference`` are those of the text; a cell may be given without its share.
    """
    usual = {
        "part": "plan", "share": share, "difference": difference,
        "text_low": max(0.0, share - 0.01), "text_high": min(1.0, share + 0.01),
        "difference_text_low": difference - 0.014, "difference_text_high": difference + 0.014,
        "in_text": abs(difference) > 0.05, "noise": "unknown", "rank_low": 1, "n_documents": 1,
        "covers": "sampling+model",
    }  # fmt: skip
    return row(regions.PRIORITIES, **{**usual, **given})


def specification_row(specification: str, settings: str, **given: Any) -> dict[str, Any]:
    """Return a specification that is done."""
    named = {"specification": specification, "settings": settings, "status": "done"}
    return row(robustness.SPECIFICATIONS, **{**named, **given})
