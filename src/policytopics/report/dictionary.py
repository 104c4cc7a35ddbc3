"""The data dictionary: what every column of every table means, from the contracts themselves.

The tables' modules are the one source; this one only lays them out, so that the dictionary cannot
fall behind the data.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from itertools import groupby

from policytopics.tables.contract import Column, Table
from policytopics.tables.rooms import ROOMS

__all__ = ["Entry", "dictionary_as_csv", "dictionary_as_markdown", "entries"]

_KINDS = {"strings": "list of strings"}


@dataclass(frozen=True)
class Entry:
    """One column of one table; ``key`` says whether it belongs to what identifies a row."""

    room: str
    table: str
    row: str
    column: str
    type: str
    meaning: str
    values: str
    key: bool


def entries() -> tuple[Entry, ...]:
    """Return an entry per column, in the order of the stages, tables and columns."""
    return tuple(
        _entry(room, table, column)
        for room, tables in ROOMS.items()
        for table in tables
        for column in table.columns
    )


def _entry(room: str, table: Table, column: Column) -> Entry:
    return Entry(
        room=room,
        table=table.name,
        row=table.row,
        column=column.name,
        type=_KINDS.get(column.kind, column.kind),
        meaning=column.meaning,
        values=_values(column),
        key=column.name in table.key,
    )


def _values(column: Column) -> str:
    """Return what is allowed.

    Examples
    --------
    >>> _values(Column("share", "number", "A share.", low=0, high=1, empty=True))
    '0 to 1; may be empty'
    >>> _values(Column("n", "integer", "How many.", low=1))
    'at least 1'
    """
    bounds = {
        (True, True): f"{column.low} to {column.high}",
        (True, False): f"at least {column.low}",
        (False, True): f"at most {column.high}",
        (False, False): ", ".join(column.values),
    }[column.low is not None, column.high is not None]
    return "; ".join(filter(None, [bounds, "may be empty" if column.empty else ""]))


def dictionary_as_csv(dictionary: Iterable[Entry]) -> str:
    """Return the dictionary as CSV, with the byte-order mark that spreadsheets need."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Entry)])
    for entry in dictionary:
        writer.writerow([*astuple(entry)[:-1], "yes" if entry.key else ""])
    return "\ufeff" + text.getvalue()


def dictionary_as_markdown(dictionary: Iterable[Entry]) -> str:
    """Return the dictionary as Markdown: a section per stage, a table per table."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from the tables' contracts. A key's columns are bold.",
    ]
    for room, of_room in groupby(dictionary, key=lambda entry: entry.room):
        lines += ["", f"## {room}"]
        for (table, row), columns in groupby(of_room, key=lambda entry: (entry.table, entry.row)):
            lines += ["", f"### {table}", "", f"One row per {row}.", ""]
            lines += ["| column | type | meaning | values |", "|---|---|---|---|"]
            lines += [_markdown_row(entry) for entry in columns]
    return "\n".join(lines) + "\n"


def _markdown_row(entry: Entry) -> str:
    name = f"**`{entry.column}`**" if entry.key else f"`{entry.column}`"
    cells = (name, entry.type, entry.meaning, entry.values)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
