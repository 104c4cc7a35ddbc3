"""A draft of ``documents.csv``: what was recognised of each document, for a person to complete.

A cell holds what is sure; guesses stand beside, likeliest first, for a person to choose from. The
column ``recognised`` keeps what the program wrote, so that it never takes its own cells for a
person's when it reads the sheet again (`policytopics.corpus.manifest`).
"""

from collections.abc import Mapping

import pandas as pd

from policytopics.corpus.places import Places
from policytopics.corpus.recognise import SURE, Identity, recognised

__all__ = ["CELLS", "DRAFT_COLUMNS", "STATES", "as_written", "manifest_frame", "written"]

# The cells that the program fills, and that a person may.
CELLS = ("region", "region_code", "year", "period", "kind")
DRAFT_COLUMNS = (
    "file", *CELLS, "checked", "status", "guesses", "confidence", "evidence", "recognised",
)  # fmt: skip
# Nothing to do; something to choose; nothing known.
STATES = ("sure", "guessed", "unknown")
_BETWEEN = "; "


def manifest_frame(
    sources: pd.DataFrame,
    paragraphs: pd.DataFrame,
    places: Places,
    known: Mapping[str, Identity] | None = None,
) -> pd.DataFrame:
    """Return a manifest to be checked by a person: what was recognised, and from what.

    Parameters
    ----------
    sources, paragraphs : pd.DataFrame
        Tables of these names.
    places : Places
        The regions known.
    known : mapping of str to Identity, or None
        What was recognised already (`recognised`).

    Returns
    -------
    pd.DataFrame
        Columns `DRAFT_COLUMNS`, all strings. A cell that is not sure is empty; ``status`` is the
        region's (`STATES`); ``guesses`` tells what region and year may be. Sorted by file.
    """
    known = recognised(sources, paragraphs, places) if known is None else known
    files = sorted(zip(sources["file"], sources["document_id"], strict=True))
    rows = [_row(file, known[name], places) for file, name in files if name in known]
    return pd.DataFrame(rows, columns=list(DRAFT_COLUMNS), dtype="str")


def _row(file: str, known: Identity, places: Places) -> dict[str, str]:
    """Return a document's row."""
    sure = known.region.confidence >= SURE
    place = places.by_key.get(known.region.value) if sure else None
    cells = {
        "region": place.name_zh if place else "",
        "region_code": place.code if place else "",
        "year": known.year.value,
        "period": known.period.value,
        "kind": known.kind.value,
    }
    guesses = _guesses(known, places)
    state = "sure" if sure else "guessed" if known.region.value else "unknown"
    return {
        "file": file,
        **cells,
        "checked": "",
        "status": state,
        "guesses": guesses,
        "confidence": f"{known.confidence:.2f}",
        "evidence": evidence(known),
        "recognised": as_written(cells),
    }


def _guesses(known: Identity, places: Places) -> str:
    """Return what region and year may be, where they are not sure."""
    told = []
    if known.region.confidence < SURE:
        keys = dict.fromkeys(filter(None, (known.region.value, *known.region.rivals)))
        named = [_shown(key, places) for key in keys if key in places.by_key]
        told += [f"region: {' | '.join(named)}"] if named else []
    if not known.year.value and known.year.rivals:
        told.append(f"year: {' | '.join(known.year.rivals)}")
    return _BETWEEN.join(told)


def _shown(key: str, places: Places) -> str:
    """Return a place's name with what is above it and its code."""
    place = places.by_key[key]
    return f"{''.join(place.parents)}{place.name_zh} {place.code}".strip()


def evidence(known: Identity) -> str:
    """Return what region, year and kind were read from."""
    found = {"region": known.region, "year": known.year, "kind": known.kind}
    return _BETWEEN.join(f"{name}: {one.evidence}" for name, one in found.items() if one.evidence)


def as_written(cells: Mapping[str, str]) -> str:
    """Return cells as one text, by which they are later distinguished from a person's.

    Examples
    --------
    >>> as_written({"region": "合肥市", "year": ""})
    'region=合肥市'
    """
    return _BETWEEN.join(f"{name}={value}" for name, value in cells.items() if value)


def written(recognised: str) -> dict[str, str]:
    """Return the cells that the program wrote.

    Examples
    --------
    >>> written("region=合肥市; year=2021")
    {'region': '合肥市', 'year': '2021'}
    """
    pairs = (one.split("=", 1) for one in recognised.split(_BETWEEN.strip()) if "=" in one)
    return {name.strip(): value.strip() for name, value in pairs}
