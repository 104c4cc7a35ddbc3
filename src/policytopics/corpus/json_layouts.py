"""The records in a JSON value, whichever way it is laid out: no text in it is passed over.

A list of objects; columns of values; an object of objects; names that lead to texts (region → year
→ text), whose keys are then what is said of each text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policytopics.corpus.characters import count_han
from policytopics.corpus.columns import LONG_CELL, role_of
from policytopics.corpus.unreadable import UnreadableError

__all__ = ["objects"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?:年度?)?")
_EDGES = " _-—·/.,，、|"
_PLACES = ("region", "province", "city", "county", "code")
# Deeper than any table is laid out.
_DEEPEST = 8
_Keys = tuple[str, ...]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON value.

    Raises
    ------
    UnreadableError
        If it holds none.

    Examples
    --------
    >>> long = "全县经济运行平稳。" * 12
    >>> [(one["region"], one["year"]) for one in objects({"甲县": {"2019": long, "2020": long}})]
    [('甲县', '2019'), ('甲县', '2020')]
    """
    found = list(_of(value, ()))
    if not found:
        raise UnreadableError(
            "JSON, but no list of objects", 'give it the form [{"region": …, "text": …}, …]'
        )
    yield from found


def _of(value: Any, keys: _Keys) -> Iterator[dict[str, Any]]:
    """Yield the records of a value that keys lead to."""
    if len(keys) > _DEEPEST:
        return
    if isinstance(value, list):
        yield from _of_list(value, keys)
    elif isinstance(value, dict):
        yield from _of_object(value, keys)
    elif _is_text(value):
        yield _with_keys({"text": value}, keys)


def _of_list(values: Sequence[Any], keys: _Keys) -> Iterator[dict[str, Any]]:
    """Yield the records of a list: of objects, of rows below their names, or of texts."""
    if values and all(isinstance(each, list) for each in values):
        header, *rows = values
        if any(isinstance(name, str) and role_of(name) for name in header):
            for row in rows:
                yield _with_keys(dict(zip(map(str, header), row, strict=False)), keys)
            return
    for each in values:
        if isinstance(each, dict):
            yield from _of_object(each, keys)
        else:
            yield from _of(each, keys)


def _of_object(value: dict[str, Any], keys: _Keys) -> Iterator[dict[str, Any]]:
    """Yield the records of an object: it is one, has columns, or leads to others."""
    inner = [each for each in value.values() if isinstance(each, list)]
    named = any(role_of(name) for name in value)
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        yield from _of_list([value["columns"], *value["data"]], keys)
    elif value and all(isinstance(each, dict) for each in value.values()) and _by_column(value):
        for key in dict.fromkeys(key for each in value.values() for key in each):
            yield _with_keys({name: each.get(key) for name, each in value.items()}, keys)
    elif inner and len(inner) == len(value) and named and not _holds_objects(inner):
        for i in range(max(map(len, inner))):
            row = {name: each[i] if i < len(each) else None for name, each in value.items()}
            yield _with_keys(row, keys)
    elif named and not _leads_on(value):
        yield _with_keys(value, keys)
    else:
        yield from _below(value, keys)


def _by_column(value: Mapping[str, Mapping[str, Any]]) -> bool:
    """Return whether an object of objects is one of columns, as pandas saves them."""
    first = next(iter(value.values()))
    return any(role_of(name) for name in value) and not any(map(role_of, first))


def _holds_objects(lists: Sequence[Sequence[Any]]) -> bool:
    """Return whether lists hold records, not values."""
    return any(isinstance(one, (dict, list)) for each in lists for one in each[:1])


def _leads_on(value: Mapping[str, Any]) -> bool:
    """Return whether the texts of an object lie deeper: it is the wrapper of an answer."""
    deeper = [each for each in value.values() if isinstance(each, (dict, list))]
    own = any(role_of(name) == "text" and _is_text(each) for name, each in value.items())
    return not own and any(True for each in deeper for _ in _of(each, ()))


def _below(value: Mapping[str, Any], keys: _Keys) -> Iterator[dict[str, Any]]:
    """Yield the records that an object's keys lead to; itself if they lead to none."""
    # Beside texts an empty one is a row too: that it has no text is said.
    texts = any(map(_is_text, value.values()))
    found = False
    for name, each in value.items():
        wrapper = isinstance(each, list) and len(value) == 1
        more = keys if wrapper else (*keys, name)
        leaf = texts and (each is None or isinstance(each, str))
        for record in [_with_keys({"text": each}, more)] if leaf else _of(each, more):
            found = True
            yield record
    if not found and any(map(role_of, value)):
        yield _with_keys(dict(value), keys)


def _with_keys(record: dict[str, Any], keys: _Keys) -> dict[str, Any]:
    """Return a record with what the keys say that lead to it, where it does not say so itself."""
    if not keys:
        return record
    roles = {role_of(name) for name in record}
    said = " ".join(keys)
    years = dict.fromkeys(found.group()[:4] for found in _YEAR.finditer(said))
    name = _YEAR.sub(" ", said).strip(_EDGES)
    added: dict[str, Any] = {}
    if len(years) == 1 and "year" not in roles:
        added["year"] = next(iter(years))
    if count_han(name) and not roles & set(_PLACES):
        added["region"] = name
    return {**added, **record}


def _is_text(value: Any) -> bool:
    """Return whether a value is a report's text, not a name or a title."""
    return isinstance(value, str) and count_han(value) >= LONG_CELL
