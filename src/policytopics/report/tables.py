"""The page's tables as rows of plain values: priorities, number of topics, specifications, sources.

Each function takes tables of the stages and returns what a template only has to lay out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from policytopics.labels import DOCUMENT_KINDS, changed_keys, missing
from policytopics.report.formats import shorten
from policytopics.report.names import DisplayName, DisplayNames, records
from policytopics.tables.robustness import MAIN

__all__ = [
    "Candidate",
    "CellMatrix",
    "RepairKind",
    "candidate_rows",
    "document_rows",
    "matrix",
    "repair_kinds",
    "slices",
    "specification_rows",
]

_EXAMPLES = 3
_EXAMPLE_CHARACTERS = 70
# Percentage points at which a distinct cell's colour deepens; the legend names them.
TINTS = (0.05, 0.10)


@dataclass(frozen=True)
class CellMatrix:
    """Regions by categories; a cell is a row of ``priorities`` and its ``tint``, or None."""

    regions: tuple[DisplayName, ...]
    rows: tuple[tuple[DisplayName, tuple[Mapping[str, Any] | None, ...]], ...]


def matrix(cells: pd.DataFrame, names: DisplayNames) -> CellMatrix:
    """Return the cells laid out: categories down as the names are ordered, regions by key."""
    found = {
        (row["region_id"], row["category_id"]): {**row, "tint": _tint(row)}
        for row in records(cells)
    }
    regions = tuple(names.regions[key] for key in sorted(set(cells["region_id"])))
    present = set(cells["category_id"])
    categories = [name for key, name in names.categories.items() if key in present]
    return CellMatrix(
        regions=regions,
        rows=tuple(
            (category, tuple(found.get((region.key, category.key)) for region in regions))
            for category in categories
        ),
    )


def _tint(row: Mapping[str, Any]) -> str:
    """Return ``more-1`` … ``less-3`` for a distinct cell, else nothing."""
    difference = row["difference"]
    if not row["distinct"] or missing(difference):
        return ""
    step = 1 + sum(abs(difference) >= bound for bound in TINTS)
    return f"{'more' if difference > 0 else 'less'}-{step}"


def slices(priorities: pd.DataFrame, part: str) -> list[tuple[str, pd.DataFrame]]:
    """Return the other parts' cells over all kinds and years: (part, cells), by part."""
    whole = (priorities["kind"] == "") & priorities["year"].isna()
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
        row["changes"] = changed_keys(str(row["settings"]))
    return sorted(rows, key=lambda row: row["specification"] != MAIN)


def document_rows(documents: pd.DataFrame, names: DisplayNames) -> list[dict[str, Any]]:
    """Return the documents by region, year and file, each with its region's `DisplayName`."""
    ordered = documents.sort_values(["region_id", "year", "file"], na_position="last")
    return [
        {
            **row,
            "region": names.regions.get(
                str(row["region_id"]), DisplayName(str(row["region_id"]), "", "")
            ),
            "kind": DOCUMENT_KINDS[str(row["kind"])][0],
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


def repair_kinds(repairs: pd.DataFrame, names: DisplayNames) -> list[RepairKind]:
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


def _examples(group: pd.DataFrame, names: DisplayNames) -> Iterable[tuple[str, str, str]]:
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
