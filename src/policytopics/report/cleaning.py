"""The cleaning report: of every document what was found, kept, dropped, repaired, how sure.

A reader should be able to judge the text of a document without opening it, and to know which lines
to look at: those with a doubtful reading, and what was dropped though it is long.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from policytopics.labels import REASON_LABELS
from policytopics.report.formats import shorten
from policytopics.report.names import DisplayName, DisplayNames, records
from policytopics.tables.corpus import LEAST_KEPT, NAMED_REASONS

__all__ = ["MOST", "Cleaning", "Dropped", "PlaceToLook", "Repair", "cleanings", "little_kept"]

# Documents whose cleaning is told; of others the tables tell. A page of thousands opens in no
# browser, so that those with most to look at come first.
MOST = 60
_EXAMPLES, _PLACES = 4, 8
_CHARACTERS = 70
_KEPT = ("heading", "body")
# A part less sure than this is to be looked at.
_PART_SURE = 0.6


@dataclass(frozen=True)
class Dropped:
    """What was not kept for one reason: paragraphs, characters, the longest as (line, text)."""

    reason: str
    n_paragraphs: int
    n_characters: int
    examples: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Repair:
    """One kind of repair: changes, how sure at least, examples as (line, before, after)."""

    kind: str
    n_changes: int
    lowest: float
    examples: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class PlaceToLook:
    """A paragraph to look at: line, why, its text, and the hash that a correction names."""

    line: int
    why: str
    text: str
    text_hash: str


@dataclass(frozen=True)
class Cleaning:
    """One document's cleaning.

    Attributes
    ----------
    document : mapping
        Its row of ``documents``.
    region : DisplayName
        Its region.
    found : tuple of (str, int)
        Part → paragraphs kept, in the order of the report.
    headings : int
        How many headings were found.
    dropped, repairs, places : tuples
        What was dropped, repaired, and is to be looked at.
    n_places : int
        How many places there are to look at; ``places`` are the first of them.
    """

    document: Mapping[str, Any]
    region: DisplayName
    found: tuple[tuple[str, int], ...]
    headings: int
    dropped: tuple[Dropped, ...]
    repairs: tuple[Repair, ...]
    places: tuple[PlaceToLook, ...]
    n_places: int


def cleanings(
    documents: pd.DataFrame, paragraphs: pd.DataFrame, repairs: pd.DataFrame, names: DisplayNames
) -> list[Cleaning]:
    """Return the cleaning of each document, by region and year; of many those to look at first.

    Parameters
    ----------
    documents, paragraphs, repairs : DataFrame
        Tables of these names.
    names : DisplayNames
        How regions are called.
    """
    order = ["region_id", "year", "file"]
    rows = _rows(documents.sort_values(order, na_position="last"))
    ordered = paragraphs.sort_values(["document_id", "line", "paragraph_id"])
    texts: dict[Any, pd.DataFrame] = dict(tuple(ordered.groupby("document_id", sort=False)))
    changes: dict[Any, pd.DataFrame] = dict(tuple(repairs.groupby("document_id", sort=False)))
    found = [
        _cleaning(
            row,
            texts.get(row["document_id"], paragraphs.iloc[:0]),
            changes.get(row["document_id"], repairs.iloc[:0]),
            names,
        )
        for row in rows
    ]
    if len(found) <= MOST:
        return found
    return sorted(found, key=lambda one: (-len(one.document["warnings"]), -one.n_places))[:MOST]


def little_kept(documents: pd.DataFrame, paragraphs: pd.DataFrame) -> list[tuple[str, float]]:
    """Return the documents of which too little is kept for no reason that is named, and how much.

    Parameters
    ----------
    documents, paragraphs : DataFrame
        Tables of these names.

    Returns
    -------
    list of (str, float)
        File, and the share kept of what is no title, glossary, furniture and the like; by file.
    """
    own = paragraphs[~paragraphs["reason"].isin(NAMED_REASONS)]
    sizes = own["text"].str.len()
    total = sizes.groupby(own["document_id"]).sum()
    kept = sizes.where(own["reason"] == "kept", 0).groupby(own["document_id"]).sum()
    rows = sorted(zip(documents["file"], documents["document_id"], strict=True))
    shares = [
        (str(file), float(kept.get(name, 0) / max(1, total.get(name, 0)))) for file, name in rows
    ]
    return [(file, share) for file, share in shares if share < LEAST_KEPT]


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table whose types its contract has settled."""
    return [dict(row) for row in records(frame)]


def _cleaning(
    row: dict[str, Any], own: pd.DataFrame, changes: pd.DataFrame, names: DisplayNames
) -> Cleaning:
    """Return one document's cleaning."""
    kept = own[own["role"].isin(_KEPT)]
    places = _places(own)
    region = str(row["region_id"])
    parts = kept.groupby("part", sort=False).size()
    return Cleaning(
        document=row,
        region=names.regions.get(region, DisplayName(region, "", "")),
        found=tuple((str(part), int(n)) for part, n in parts.items()),
        headings=int((own["role"] == "heading").sum()),
        dropped=_dropped(own[~own["role"].isin(_KEPT)]),
        repairs=_repairs(changes),
        places=tuple(places[:_PLACES]),
        n_places=len(places),
    )


def _dropped(own: pd.DataFrame) -> tuple[Dropped, ...]:
    """Return what was dropped, by reason, with the longest paragraphs."""
    return tuple(
        Dropped(
            reason=REASON_LABELS.get(str(reason), (str(reason),))[0],
            n_paragraphs=len(group),
            n_characters=int(group["text"].str.len().sum()),
            examples=tuple(
                (int(one["line"]), shorten(str(one["text"]), _CHARACTERS))
                for one in _rows(
                    group.assign(size=-group["text"].str.len())
                    .sort_values(["size", "line"])
                    .head(_EXAMPLES)
                )
            ),
        )
        for reason, group in own.groupby("reason", sort=True)
    )


def _repairs(changes: pd.DataFrame) -> tuple[Repair, ...]:
    """Return the repairs by kind, the least sure examples first."""
    return tuple(
        Repair(
            kind=str(kind),
            n_changes=int(group["n_changes"].sum()),
            lowest=float(group["confidence"].min()),
            examples=tuple(
                (
                    int(one["line"]),
                    shorten(str(one["before"]), _CHARACTERS),
                    shorten(str(one["after"]), _CHARACTERS),
                )
                for one in _rows(group.sort_values(["confidence", "line", "before"]))[:_EXAMPLES]
            ),
        )
        for kind, group in changes.groupby("kind", sort=True)
    )


def _places(own: pd.DataFrame) -> list[PlaceToLook]:
    """Return the paragraphs that a person should look at, the gravest first."""
    rows = _rows(own)
    whys = {
        "a reading the bytes do not settle": [row for row in rows if row["doubtful"]],
        "its part is unsure": [
            row for row in rows if row["role"] == "body" and row["confidence"] < _PART_SURE
        ],
        "dropped, though long": [
            row
            for row in rows
            if row["role"] == "boilerplate" and len(str(row["text"])) > 2 * _CHARACTERS
        ],
    }
    return [
        PlaceToLook(
            line=int(row["line"]),
            why=why,
            text=shorten(str(row["text"]), _CHARACTERS),
            text_hash=str(row["text_hash"]),
        )
        for why, found in whys.items()
        for row in found
    ]
