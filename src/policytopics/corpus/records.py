"""The records of Stata, Parquet and JSON files: the names of their columns, then one by one."""

import io
import json
import warnings
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from policytopics.corpus.cells import damaged
from policytopics.corpus.content import Content
from policytopics.corpus.decode import decode, encoding_of
from policytopics.corpus.json_layouts import objects
from policytopics.corpus.unreadable import UnreadableError

__all__ = ["json_records", "parquet_records", "stata_records"]

MOST_JSON = 256_000_000
_SNIFFED = 1 << 20
_BATCH = 200


def stata_records(content: Content) -> Iterator[Sequence[object]]:
    """Yield the names of the columns of a Stata file, then its records."""
    import pandas as pd

    try:
        with warnings.catch_warnings(), content.open() as file:
            warnings.simplefilter("ignore", UnicodeWarning)  # of texts that old Statas saved in GBK
            with pd.read_stata(file, chunksize=_BATCH) as reader:
                named = False
                for frame in reader:
                    if not named:
                        yield [_undo_latin(str(name)) for name in frame.columns]
                        named = True
                    for record in frame.itertuples(index=False, name=None):
                        yield [_undo_latin(one) if isinstance(one, str) else one for one in record]
    except Exception as error:  # of a damaged file nearly any
        raise damaged("Stata file", error) from None


def _undo_latin(text: str) -> str:
    """Return a text that an old Stata saved in GB18030 or UTF-8, and was read as Latin-1."""
    if text.isascii():
        return text
    try:
        decoded = decode(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text
    return decoded.text if decoded else text


def parquet_records(content: Content) -> Iterator[Sequence[object]]:
    """Yield the names of the columns of a Parquet file, then its records."""
    from pyarrow import parquet

    try:
        with content.open() as file:
            table = parquet.ParquetFile(file)
            names = table.schema_arrow.names
            yield names
            for batch in table.iter_batches(batch_size=_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                yield from zip(*columns, strict=True)
    except Exception as error:  # of a damaged file nearly any
        raise damaged("Parquet file", error) from None


def json_records(content: Content) -> Iterator[Sequence[object]]:
    """Yield the names of the columns of a JSON or JSON-lines file, then its records."""
    records = _records(content)
    first = list(islice(records, _BATCH))
    names = list(dict.fromkeys(name for record in first for name in record))
    yield names
    for record in chain(first, records):
        yield [record.get(name) for name in names]


def _records(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON file: a list of them, columns, one object, or one a line."""
    if content.suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(content)
        return
    if content.size > MOST_JSON:
        raise UnreadableError(
            f"{content.size:,} bytes of JSON are too many (at most {MOST_JSON:,} are read)",
            "save it as .jsonl: one object a line",
        )
    decoded = decode(content.data())
    try:
        value = json.loads(decoded.text.lstrip("\ufeff")) if decoded else None
    except (ValueError, RecursionError):
        yield from _json_lines(content)
        return
    yield from objects(value)


def _json_lines(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file with one a line."""
    encoding = encoding_of(content.head(_SNIFFED), whole=content.size <= _SNIFFED) or "utf-8"
    with content.open() as file:
        text = io.TextIOWrapper(file, encoding=encoding, errors="replace")
        for number, line in enumerate(text, start=1):
            if not line.strip("\ufeff \t\r\n"):
                continue
            try:
                value = json.loads(line.lstrip("\ufeff"))
            except (ValueError, RecursionError):
                value = None
            if not isinstance(value, dict):
                raise UnreadableError(
                    f"line {number} is no JSON object", "put one object on each line"
                )
            yield value
