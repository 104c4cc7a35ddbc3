"""Reading and writing of the tables between stages: typed Parquet, with a CSV for people.

Every file is written under a temporary name and renamed, so that a killed run leaves no half file.
The bytes depend on the content alone: no dates, rounded numbers, rows in the order given.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from policytopics.tables.contract import Table, check

__all__ = [
    "FailedSpecificationError",
    "atomic",
    "read",
    "read_arrays",
    "read_lists",
    "read_parts",
    "write",
    "write_arrays",
    "write_failure",
    "write_parts",
    "write_sheet",
    "write_text",
]

_FAILURE = b"policytopics: this specification failed\n"


class FailedSpecificationError(Exception):
    """Raised by readers where an earlier stage of this specification has failed."""


@contextmanager
def atomic(path: Path) -> Iterator[Path]:
    """Yield a temporary name beside ``path``; rename it to ``path`` if all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.tmp{path.suffix}")
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write(frame: pd.DataFrame, table: Table, path: str | Path) -> None:
    """Check ``frame`` against its contract and write it; a CSV beside it if people open it.

    Raises
    ------
    ValueError
        If the frame breaks the contract (a fault of ours, so no `Problem`).
    """
    checked, path = check(frame, table), Path(path)
    metadata = {b"table": table.name.encode(), b"version": str(table.version).encode()}
    arrow = pa.Table.from_pandas(checked, schema=table.arrow_schema(), preserve_index=False)
    with atomic(path) as temporary:
        pq.write_table(arrow.replace_schema_metadata(metadata), temporary)
    if table.csv:
        with atomic(path.with_suffix(".csv")) as temporary:
            _for_people(checked).to_csv(
                temporary, index=False, encoding="utf-8-sig", lineterminator="\n"
            )


def write_parts(parts: Iterable[pd.DataFrame], table: Table, path: str | Path) -> None:
    """Write a table that need not fit into memory, part after part; no CSV.

    Raises
    ------
    ValueError
        If a part breaks the contract.
    """
    metadata = {b"table": table.name.encode(), b"version": str(table.version).encode()}
    schema = table.arrow_schema().with_metadata(metadata)
    with atomic(Path(path)) as temporary, pq.ParquetWriter(temporary, schema) as writer:
        for part in parts:
            checked = check(part, table)
            writer.write_table(pa.Table.from_pandas(checked, schema=schema, preserve_index=False))


def write_sheet(frame: pd.DataFrame, path: Path) -> None:
    """Write a CSV for people to open and fill in: nothing in it is run by a spreadsheet."""
    with atomic(path) as temporary:
        plain = _for_people(frame)
        plain.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\n")


def _for_people(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with lists joined by ``|`` and nothing a spreadsheet would run."""

    def plain(value: Any) -> Any:
        if isinstance(value, list | np.ndarray):
            value = "|".join(map(str, value))
        # A cell that begins so is a formula to spreadsheets; the apostrophe makes it text.
        if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
            return "'" + value
        return value

    text = frame.select_dtypes(exclude=["number", "bool", "boolean"]).columns
    return frame.assign(**{name: frame[name].map(plain) for name in text})


def read(path: str | Path, columns: list[str] | None = None) -> pd.DataFrame:
    """Return a table written by `write`; lists come back as lists.

    Raises
    ------
    FailedSpecificationError
        If an earlier stage of this specification has failed.
    """
    _stop_at_failure(Path(path))
    return _frame(pq.read_table(path, columns=columns))


def read_parts(path: str | Path, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
    """Yield the parts of a table as `write_parts` wrote them; a table of `write` is one part.

    Raises
    ------
    FailedSpecificationError
        If an earlier stage of this specification has failed.
    """
    _stop_at_failure(Path(path))
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield _frame(file.read_row_group(number, columns=columns))


def read_lists(path: str | Path, column: str) -> Iterator[tuple[list[str], np.ndarray, np.ndarray]]:
    """Yield, for each part of a table, a column of lists of strings as numbers.

    Returns
    -------
    words : list of str
        The different strings, in any order.
    codes : ndarray of int
        Of all lists, one behind the other, the place of each string in ``words``.
    bounds : ndarray of int, shape (rows + 1,)
        Where each list begins, and where the last one ends.

    Raises
    ------
    FailedSpecificationError
        If an earlier stage of this specification has failed.
    """
    _stop_at_failure(Path(path))
    with pq.ParquetFile(path, read_dictionary=[f"{column}.list.element"]) as file:
        for number in range(file.num_row_groups):
            lists = file.read_row_group(number, columns=[column])[column]
            pieces = pa.chunked_array(
                [chunk.flatten() for chunk in lists.chunks], pa.dictionary(pa.int32(), pa.string())
            )
            strings = pieces.unify_dictionaries().combine_chunks()
            sizes = np.concatenate([np.diff(chunk.offsets.to_numpy()) for chunk in lists.chunks])
            bounds = np.append(0, np.cumsum(sizes))
            yield strings.dictionary.to_pylist(), strings.indices.to_numpy().astype(int), bounds


def _frame(arrow: pa.Table) -> pd.DataFrame:
    """Return an Arrow table as a frame with our types."""
    frame: pd.DataFrame = arrow.to_pandas(integer_object_nulls=True)
    for field in arrow.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(arrow[field.name].to_pylist(), dtype=object)
        elif pa.types.is_integer(field.type):
            frame[field.name] = frame[field.name].astype("Int64")
        elif pa.types.is_string(field.type):
            frame[field.name] = frame[field.name].fillna("").astype("str")
    return frame


def write_arrays(path: str | Path, **arrays: np.ndarray) -> None:
    """Write named arrays as ``.npz``, the same bytes for the same content."""
    with atomic(Path(path)) as temporary, open(temporary, "wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def read_arrays(path: str | Path) -> dict[str, np.ndarray]:
    """Return the named arrays of an ``.npz`` file (never pickles).

    Raises
    ------
    FailedSpecificationError
        If an earlier stage of this specification has failed.
    """
    _stop_at_failure(Path(path))
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def write_text(path: str | Path, text: str) -> None:
    """Write ``text`` as UTF-8 with Unix line ends."""
    with atomic(Path(path)) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def write_failure(path: Path, reason: str) -> None:
    """Leave the reason of a failure where a sweep's result should be."""
    with atomic(path) as temporary:
        temporary.write_bytes(_FAILURE + reason.encode("utf-8"))


def _stop_at_failure(path: Path) -> None:
    with open(path, "rb") as file:
        if file.read(len(_FAILURE)) == _FAILURE:
            raise FailedSpecificationError(file.read().decode("utf-8"))
