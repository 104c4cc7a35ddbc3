"""What all tables of reports share: rows of cells, and cells as text."""

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from policytopics.corpus.decode import decode
from policytopics.corpus.unreadable import UnreadableError

__all__ = ["Row", "as_text", "damaged"]


class Row(NamedTuple):
    """A row: how a person finds it in the file, and its cells."""

    label: str
    cells: Sequence[str]


def damaged(what: str, error: BaseException) -> UnreadableError:
    """Return the error for a table that its reader gives up."""
    return UnreadableError(
        f"the {what} is damaged ({type(error).__name__})", "save it again, for instance as .csv"
    )


def as_text(value: object) -> str:
    r"""Return a cell's value as text: whole numbers without a point, nothing for no value.

    Examples
    --------
    >>> as_text(2024.0), as_text(None), as_text(["甲", "乙"]), as_text(date(2024, 1, 2))
    ('2024', '', '甲\n乙', '2024-01-02')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10] if str(value) != "NaT" else ""
    if isinstance(value, bytes):
        decoded = decode(value)
        return decoded.text if decoded else ""
    if isinstance(value, (list, tuple)):
        return "\n".join(map(as_text, value))
    if isinstance(value, dict):
        return "\n".join(map(as_text, value.values()))
    text = str(value)
    return "" if text in ("<NA>", "NaT") else text
