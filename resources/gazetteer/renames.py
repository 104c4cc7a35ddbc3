"""Which rows are one division: 吴江县, 吴江市, 吴江区 with five codes, not a code's next bearer.

A row follows another if it begins in the year after the other ended. Each row follows at most one
and is followed by at most one; the surest pairs are joined first.
"""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from policytopics.gazetteer import short_name

__all__ = ["divisions_of"]

# A province that was carved out of another takes its divisions with it.
PARTED = {"46": "44", "50": "51"}
RANKS = {"province": 0, "prefecture": 1, "county": 2}
Row = dict[str, object]


def divisions_of(rows: pd.DataFrame, identities: Mapping[tuple[str, str], str]) -> list[str]:
    """Return an identity for each row: its division's last code, with the year if that is reused.

    Parameters
    ----------
    rows : pd.DataFrame
        Columns code, name_zh, level, from_year, to_year (empty if still borne).
    identities : mapping of (code, name) to str
        The source's own identity of a territory, which also joins a town and the county around it.
    """
    records: list[Row] = rows.to_dict("records")
    follows = _followers(records, identities)
    last = {i: _end(i, follows) for i in range(len(records))}
    return [_key(records, last, i) for i in range(len(records))]


def _followers(records: list[Row], identities: Mapping[tuple[str, str], str]) -> dict[int, int]:
    """Return the row that follows each, where one does."""
    starting: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(records):
        starting[int(str(row["from_year"]))].append(i)
    pairs = []
    for i, row in enumerate(records):
        if pd.isna(row["to_year"]):
            continue
        for j in starting[int(str(row["to_year"])) + 1]:
            if sure := _likeness(row, records[j], identities):
                pairs.append((-sure, i, j))
    follows: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in follows and j not in taken:
            follows[i] = j
            taken.add(j)
    return follows


def _likeness(row: Row, other: Row, identities: Mapping[tuple[str, str], str]) -> int:
    """Return how sure it is that ``other`` is the same division a year later; 0 if it is not."""
    name, later = str(row["name_zh"]), str(other["name_zh"])
    if _province(row) != _province(other):
        return 0
    if row["level"] != other["level"]:
        # A county-level city made a prefecture, a city made a municipality: after all others.
        risen = RANKS[str(other["level"])] < RANKS[str(row["level"])]
        return int(risen and name == later)
    same = identities.get((str(row["code"]), name)) == identities.get((str(other["code"]), later))
    if name == later:
        return 5 if same else 4
    if short_name(name) == short_name(later):
        return 3
    return 2 if same else 0


def _province(row: Row) -> str:
    """Return the first digits of the province a row lay in before provinces were parted."""
    digits = str(row["code"])[:2]
    return PARTED.get(digits, digits)


def _end(i: int, follows: Mapping[int, int]) -> int:
    """Return the last row of a chain."""
    while i in follows:
        i = follows[i]
    return i


def _key(records: list[Row], last: Mapping[int, int], i: int) -> str:
    """Return the identity of a row's division."""
    end = records[last[i]]
    code = str(end["code"])
    rivals = {last[j] for j, row in enumerate(records) if records[last[j]]["code"] == code}
    latest = max(rivals, key=lambda j: _until(records[j]))
    return code if latest == last[i] else f"{code}_{end['to_year']}"


def _until(row: Row) -> int:
    """Return the last year of a row, one beyond all for what is still borne."""
    return 9999 if pd.isna(row["to_year"]) else int(str(row["to_year"]))
