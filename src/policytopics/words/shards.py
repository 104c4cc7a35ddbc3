"""Shards: a large corpus in parts that fit into memory, by the hash of the document's id.

A new document changes one shard. Shards are ranges of the hash, and units are sorted by it, so the
answer does not depend on their number.
"""

import hashlib
from collections.abc import Iterator, Sequence

import pandas as pd

from policytopics.files import read_lists, read_parts
from policytopics.tables.words import SEGMENTS
from policytopics.words.token_arrays import Tokens, UnitPart

__all__ = [
    "StoredTokens",
    "position",
    "read_units",
    "shard_of",
    "split_paragraphs",
]

_BITS = 32


class StoredTokens:
    """The tokens in tables of units: each time they are gone through, read a part at a time."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths

    def __iter__(self) -> Iterator[Tokens]:
        for path in self._paths:
            yield from (Tokens(*cells) for cells in read_lists(path, "tokens"))


_ROWS = [name for name in SEGMENTS.names if name != "tokens"]


def read_units(paths: Sequence[str], columns: Sequence[str] = _ROWS) -> Iterator[UnitPart]:
    """Yield tables of units in the parts in which they were written.

    Parameters
    ----------
    paths : sequence of str
        Their files, read one after the other.
    columns : sequence of str
        What is wanted beside the tokens.
    """
    for path in paths:
        rows = read_parts(path, [*columns])
        yield from (UnitPart(*both) for both in zip(rows, StoredTokens([path]), strict=True))


def position(document_id: str) -> int:
    """Return the hash of a document's id, below 2³².

    Examples
    --------
    >>> position("jichuan_2024")
    677243423
    """
    return int.from_bytes(hashlib.sha256(document_id.encode()).digest()[: _BITS // 8], "big")


def shard_of(document_id: str, shards: int) -> int:
    """Return the shard of a document, from 0.

    Examples
    --------
    >>> [shard_of("jichuan_2024", shards) for shards in (1, 8, 64)]
    [0, 1, 10]
    """
    return position(document_id) * shards >> _BITS


def split_paragraphs(paragraphs: pd.DataFrame, shards: int) -> list[pd.DataFrame]:
    """Return the paragraphs of each shard, in the order given; a shard may have none."""
    found = paragraphs["document_id"].map(lambda name: shard_of(name, shards))
    return [paragraphs[found == shard] for shard in range(shards)]
