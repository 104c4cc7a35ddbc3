"""Two copies of one report, of one region and year, are one piece of evidence and counted once."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from policytopics.problems import Problem

__all__ = ["counted_once"]

_SAME = ["region_id", "year", "period", "kind"]
_MARK = "near-duplicate"


def counted_once(documents: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the documents without copies of a fuller document, and a problem for each copy.

    Parameters
    ----------
    documents : pd.DataFrame
        Table of this name: ``near_duplicate_of`` names what has most of a document's text. Only
        documents of one region, year, period and kind are copies of each other; a report that
        repeats last year's, or a neighbour's, is evidence of its own.

    Returns
    -------
    documents : pd.DataFrame
        Of each group of copies the one with most characters kept, the first by file of two alike.
    copies : list of Problem
        The others: file, which is kept in its place, and how to keep both.
    """
    rows = documents.to_dict("records")
    place = {row["document_id"]: i for i, row in enumerate(rows)}
    pairs = [(i, place.get(row["near_duplicate_of"], i)) for i, row in enumerate(rows)]
    alike = [(i, other) for i, other in pairs if i != other and _alike(rows[i], rows[other])]
    members = defaultdict(list)
    for i, group in enumerate(_groups(alike, len(rows))):
        members[group].append(i)
    copies, dropped = [], set()
    for places in members.values():
        fullest = min(places, key=lambda i: (-rows[i]["characters_kept"], rows[i]["file"]))
        for i in sorted(set(places) - {fullest}):
            dropped.add(i)
            copies.append(_copy(rows[i], rows[fullest]))
        if len(places) > 1:
            _settle(rows[fullest], len(places) - 1)
    copies.sort(key=lambda one: one.where)
    kept = [row for i, row in enumerate(rows) if i not in dropped]
    return pd.DataFrame(kept, columns=documents.columns).astype(documents.dtypes), copies


def _groups(pairs: list[tuple[int, int]], number: int) -> list[int]:
    """Return the group of each of some things, of which pairs belong together."""
    left, right = zip(*pairs, strict=True) if pairs else ((), ())
    joined = coo_array((np.ones(len(pairs)), (left, right)), (number, number))
    return list(connected_components(joined, directed=False)[1])


def _alike(one: dict[Hashable, Any], other: dict[Hashable, Any]) -> bool:
    """Return whether two documents are of one region, year, period and kind, with a year."""
    known = not pd.isna(one["year"]) or bool(one["period"])
    return known and all(str(one[name]) == str(other[name]) for name in _SAME)


def _copy(row: dict[Hashable, Any], fullest: dict[Hashable, Any]) -> Problem:
    """Return what is said of a copy."""
    return Problem(
        str(row["file"]),
        f"a copy of {fullest['file']} (same region and year), which is fuller: counted once",
        "set corpus.copies: keep if both are evidence, or correct region or year in documents.csv",
    )


def _settle(row: dict[Hashable, Any], number: int) -> None:
    """Fill in that the other copies of a document are gone."""
    others = [one for one in row["warnings"] if not str(one).startswith(_MARK)]
    told = f"{number} cop{'y' if number == 1 else 'ies'} of it left out: counted once"
    row |= {"near_duplicate_of": "", "near_duplicate_share": 0.0, "warnings": [*others, told]}
