"""The page's tables as rows of plain values: priorities, number of topics, specifications, sources.

Each function takes tables of the stages and returns what a template only has to lay out.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from policytopics.report.formats import missing, shorten
from policytopics.report.names import DOCUMENT_KINDS, Name, Names, records

__all__ = [
    "Candidate",
    "Matrix",
    "RepairKind",
    "candidate_rows",
    "document_rows",
    "matrix",
    "repair_kinds",
    "slices",
    "specification_rows",
]

Row = Mapping[str, Any]
_EXAMPLES = 3
_EXAMPLE_CHARACTERS = 70
# Percentage points at which a distinct cell's colour deepens; the legend names them.
TINTS = (0.05, 0.10)


@dataclass(frozen=True)
class Matrix:
    """Regions by topics; a cell is a row of ``priorities`` and its ``tint``, or None."""

    regions: tuple[Name, ...]
    rows: tuple[tuple[Name, tuple[Row | None, ...]], ...]


def matrix(cells: pd.DataFrame, names: Names) -> Matrix:
    """Return the cells laid out, topics down and regions across, both by key."""
    found = {
        (row["region_id"], row["topic_id"]): {**row, "tint": _tint(row)} for row in records(cells)
    }
    regions = tuple(names.regions[key] for key in sorted(set(cells["region_id"])))
    topics = [names.topics[key] for key in sorted(set(cells["topic_id"]))]
    return Matrix(
        regions=regions,
        rows=tuple(
            (topic, tuple(found.get((region.key, topic.key)) for region in regions))
            for topic in topics
        ),
    )


def _tint(row: Row) -> str:
    """Return ``more-1`` … ``less-3`` for a distinct cell, else nothing."""
    difference = row["difference"]
    if not row["distinct"] or missing(difference):
        return ""
    step = 1 + sum(abs(difference) >= bound for bound in TINTS)
    return f"{'more' if difference > 0 else 'less'}-{step}"


def slices(priorities: pd.DataFrame, part: str) -> list[tuple[str, pd.DataFrame]]:
    """Return the other parts' cells over all kinds and years: (part, cells), by part."""
    whole = (priorities["document_kind"] == "") & priorities["year"].isna()
    others = priorities[whole & (priorities["part"] != part)]
    return [(str(name), cells) for name, cells in others.groupby("part", sort=True)]


@dataclass(frozen=True)
class Candidate:
    """A number of topics, and its criteria: name → (value, low, high)."""

    k: int
    chosen: bool
    admissible: bool
    values: Mapping[str, tuple[float, float, float]]


def candidate_rows(candidates: pd.DataFrame) -> tuple[tuple[str, ...], tuple[Candidate, ...]]:
    """Return the criteria, by name, and one row per number of topics."""
    criteria = tuple(sorted(set(candidates["criterion"])))
    rows = []
    for k, group in candidates.sort_values("criterion").groupby("k", sort=True):
        values = zip(group["value"], group["low"], group["high"], strict=True)
        rows.append(
            Candidate(
                k=int(str(k)),
                chosen=bool(group["chosen"].any()),
                admissible=bool(group["admissible"].any()),
                values=dict(zip(group["criterion"], values, strict=True)),
            )
        )
    return criteria, tuple(rows)


def specification_rows(specifications: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the specifications, the study itself first, settings as ``key = value``."""
    rows = records(specifications.sort_values("specification"))
    for row in rows:
        row["changes"] = _changes(str(row["settings"]))
    return sorted(rows, key=lambda row: row["specification"] != "main")


def _changes(settings: str) -> list[str]:
    """Return what differs, one ``key = value`` each.

    Examples
    --------
    >>> _changes('{"topics.number": 8, "topics.weighting": "bm25"}')
    ['topics.number = 8', 'topics.weighting = bm25']
    """
    changes = json.loads(settings or "{}")
    return [
        f"{key} = {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for key, value in sorted(changes.items())
    ]


def document_rows(documents: pd.DataFrame, names: Names) -> list[dict[str, Any]]:
    """Return the documents by region, year and file, each with its region's `Name`."""
    ordered = documents.sort_values(["region_id", "year", "file"], na_position="last")
    return [
        {
            **row,
            "region": names.regions.get(str(row["region_id"]), Name(str(row["region_id"]), "", "")),
            "kind": DOCUMENT_KINDS.get(str(row["kind"]), row["kind"]),
            "kept": _ratio(row["characters_kept"], row["characters_raw"]),
        }
        for row in records(ordered)
    ]


def _ratio(part: Any, whole: Any) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class RepairKind:
    """One kind of repair: how often, where, and examples (source, before, after)."""

    kind: str
    n_changes: int
    n_lines: int
    n_documents: int
    lowest_confidence: float
    examples: tuple[tuple[str, str, str], ...]


def repair_kinds(repairs: pd.DataFrame, names: Names) -> list[RepairKind]:
    """Return the kinds of repair, the most frequent first, with three examples each."""
    kinds = [
        RepairKind(
            kind=str(kind),
            n_changes=int(group["n_changes"].sum()),
            n_lines=len(group[["document_id", "line"]].drop_duplicates()),
            n_documents=group["document_id"].nunique(),
            lowest_confidence=float(group["confidence"].min()),
            examples=tuple(_examples(group, names)),
        )
        for kind, group in repairs.groupby("kind", sort=True)
    ]
    return sorted(kinds, key=lambda each: (-each.n_changes, each.kind))


def _examples(group: pd.DataFrame, names: Names) -> Iterable[tuple[str, str, str]]:
    """Yield different changes, from as many documents as there are."""
    ordered = group.sort_values(["document_id", "line", "before"]).drop_duplicates(
        ["before", "after"]
    )
    turn = ordered.groupby("document_id").cumcount()
    spread = ordered.assign(turn=turn).sort_values(["turn", "document_id"], kind="stable")
    for row in records(spread.head(_EXAMPLES)):
        document = str(row["document_id"])
        source = f"{names.files.get(document, document)}:{row['line']}"
        before, after = (str(row[side]) for side in ("before", "after"))
        yield source, shorten(before, _EXAMPLE_CHARACTERS), shorten(after, _EXAMPLE_CHARACTERS)
