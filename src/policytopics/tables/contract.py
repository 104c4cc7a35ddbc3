"""What a table between stages must be: its columns, their types and bounds, its key.

The room modules beside this one declare the tables; the data dictionary is generated from them.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa

__all__ = ["Column", "Table", "check"]

Kind = Literal["string", "integer", "number", "boolean", "strings", "integers"]
_ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "strings": pa.list_(pa.string()),
    "integers": pa.list_(pa.int64()),
}


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    name, kind : str
        ``strings`` and ``integers`` are lists.
    meaning : str
        One sentence for the data dictionary, with the unit.
    empty : bool
        Whether a value may be missing (strings: the empty string is always allowed).
    values : tuple of str
        The values allowed, of a list for each of its strings; empty: any.
    low, high : float or None
        Bounds of a number, inclusive.
    decimals : int
        To how many decimals a number is rounded when written.
    """

    name: str
    kind: Kind
    meaning: str
    empty: bool = False
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    decimals: int = 6


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes
    ----------
    name, row : str
        What it is called, and what a row of it is.
    columns, key : tuple
        All columns in order, and the names of those that identify a row.
    version : int
        Of the contract.
    csv : bool
        Whether a CSV for people lies beside it.
    by_scheme : bool
        Whether there is one for each scheme, in a folder of the scheme's name.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    version: int = 1
    csv: bool = True
    by_scheme: bool = False

    @property
    def names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]

    def arrow_schema(self) -> pa.Schema:
        """Return the Parquet schema."""
        return pa.schema([pa.field(column.name, _ARROW[column.kind]) for column in self.columns])


def check(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return ``frame`` in the contract's column order and types, numbers rounded.

    Raises
    ------
    ValueError
        If a column is missing or unknown, a value is out of bounds, or the key is not unique.
    """
    if set(frame.columns) != set(table.names):
        missing = set(table.names) - set(frame.columns)
        extra = set(frame.columns) - set(table.names)
        raise ValueError(f"{table.name}: missing {sorted(missing)}, unknown {sorted(extra)}")
    checked = pd.DataFrame(
        {column.name: _cast(frame[column.name], column, table.name) for column in table.columns}
    )
    twice = checked.duplicated(list(table.key)) if table.key else pd.Series(dtype=bool)
    if twice.any():
        raise ValueError(f"{table.name}: key {table.key} repeats: {checked[twice].head(3)}")
    return checked.reset_index(drop=True)


def _cast(values: pd.Series, column: Column, table: str) -> pd.Series:
    """Return one column in its type, or say which value breaks which rule."""
    if column.kind == "integers":
        return values.map(list)
    if column.kind == "strings":
        lists = values.map(list)
        _check_values({each for listed in lists for each in listed}, column, table)
        return lists
    if column.kind == "string":
        text = values.fillna("").astype("str")
        _check_values(set(text) - {""}, column, table)
        return text
    if column.kind == "boolean":
        return values.astype(bool)
    number = pd.to_numeric(values)
    if number.isna().any() and not column.empty:
        raise ValueError(f"{table}.{column.name}: empty values in a column that must be filled")
    low = -np.inf if column.low is None else column.low - 1e-9
    high = np.inf if column.high is None else column.high + 1e-9
    outside = ~number.dropna().astype(float).between(low, high)
    if outside.any():
        raise ValueError(f"{table}.{column.name}: {number.dropna()[outside].head(3).tolist()}")
    if column.kind == "integer":
        return number.astype("Int64")
    # + 0.0 turns -0.0 into 0.0: the same number, but not the same bytes.
    return number.astype("float64").round(column.decimals) + 0.0


def _check_values(found: set[str], column: Column, table: str) -> None:
    """Refuse values of a column that its contract does not list."""
    if column.values and (wrong := sorted(found - set(column.values))):
        raise ValueError(f"{table}.{column.name}: {wrong} not in {column.values}")
