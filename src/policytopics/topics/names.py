"""Names that people give to topics: ``topics.yaml``, a list of names with the terms they mean.

Topics have no lasting number: another setting, and t03 is t05. So a name is tied to terms, and goes
to the topic that shares the most of them.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import yaml
import yaml.reader
from scipy.optimize import linear_sum_assignment

from policytopics.problems import Problem, ProblemsError, suggestion
from policytopics.sheets import read_text

__all__ = ["Assigned", "Name", "assign", "read_names", "warnings"]

_SHARED = 3  # terms that a name and its topic must share at least
_TOP = 20  # terms of a topic that count
_KEYS = ("name_zh", "name_en", "terms")
_EXAMPLE = "write `- {name_zh: 水利, name_en: Water, terms: [水利, 防洪, 河道]}`"


class Name(NamedTuple):
    """A person's name for a topic, and the terms by which the topic is known."""

    name_zh: str
    name_en: str
    terms: tuple[str, ...]


class Assigned(NamedTuple):
    """Which topic bears which name.

    Attributes
    ----------
    given : dict
        Topic id → name. One to one, with the most terms shared in all; at least three each.
    left : list of Name
        Names that no topic bears.
    moved : dict
        Topic id → the name's terms that the topic lacks, for names that have half of their terms
        or more elsewhere now.
    """

    given: dict[str, Name]
    left: list[Name]
    moved: dict[str, list[str]]


def read_names(path: str | Path) -> list[Name]:
    """Return the names of ``topics.yaml``, in its order.

    Raises
    ------
    ProblemsError
        With every entry that is no name: keys that lack or are unknown, fewer than three terms,
        a name that stands twice.
    """
    text = read_text(path)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"holds a control character, U+{int(error.character):04X}"
        raise ProblemsError([Problem(f"{path}:{line}", what, "delete it")]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"is not YAML: {error.problem}"
        raise ProblemsError([Problem(f"{path}:{line}", what, _EXAMPLE)]) from None
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise ProblemsError([Problem(f"{path}:1", "is not a list of names", _EXAMPLE)])
    entries = [(f"{path}:{node.start_mark.line + 1}", _plain(node)) for node in root.value]
    problems = [problem for where, entry in entries for problem in _check(where, entry)]
    problems += _repeated(entries)
    if problems:
        raise ProblemsError(problems)
    return [
        Name(entry["name_zh"].strip(), entry["name_en"].strip(), tuple(entry["terms"]))
        for _, entry in entries
    ]


def assign(names: Sequence[Name], topics: pd.DataFrame) -> Assigned:
    """Return which topic bears which name, which names no topic bears, and which have moved.

    Parameters
    ----------
    names : sequence of Name
    topics : DataFrame
        As the table ``topics``.
    """
    tops = topics[topics["rank"] <= _TOP].groupby("topic_id", sort=True)["term"].agg(set)
    shared = np.array([[len(top.intersection(name.terms)) for top in tops] for name in names])
    if not shared.size:
        return Assigned({}, list(names), {})
    shared[shared < _SHARED] = 0
    pairs = zip(*linear_sum_assignment(shared, maximize=True), strict=True)
    given = {str(tops.index[topic]): names[name] for name, topic in pairs if shared[name, topic]}
    lost = {
        topic: [term for term in name.terms if term not in tops[topic]]
        for topic, name in given.items()
    }
    moved = {t: gone for t, gone in lost.items() if 2 * len(gone) >= len(given[t].terms)}
    return Assigned(given, [name for name in names if name not in given.values()], moved)


def warnings(found: Assigned, path: str | None) -> list[str]:
    """Return what a person should look at again in ``topics.yaml``, one line each."""
    moved = [
        f"{path}: {found.given[topic].name_zh} now names {topic}, which lacks "
        f"{', '.join(gone)}: it may have become another topic"
        for topic, gone in sorted(found.moved.items())
    ]
    return moved + [
        f"{path}: no topic has {_SHARED} of the terms listed for {name.name_zh}"
        for name in found.left
    ]


def _plain(node: yaml.Node) -> Any:
    """Return what a node says; numbers and booleans as they are written."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    return node.value


def _check(where: str, entry: Any) -> Iterator[Problem]:
    if not isinstance(entry, dict):
        yield Problem(where, "is not a name with terms", _EXAMPLE)
        return
    for key in entry:
        if key not in _KEYS:
            yield Problem(f"{where}: {key}", "is not a key", suggestion(str(key), _KEYS))
    for key in _KEYS[:2]:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            yield Problem(f"{where}: {key}", "is missing or empty", _EXAMPLE)
    terms = entry.get("terms")
    terms = terms if isinstance(terms, list) else []
    if len({term for term in terms if isinstance(term, str) and term}) < max(_SHARED, len(terms)):
        fix = f"list {_SHARED} or more of the topic's {_TOP} heaviest terms"
        yield Problem(f"{where}: terms", f"is not a list of {_SHARED} different terms or more", fix)


def _repeated(entries: Sequence[tuple[str, Any]]) -> list[Problem]:
    """Return a problem for each name that an earlier entry bears."""
    seen: set[tuple[str, str]] = set()
    problems = []
    for where, entry in entries:
        for key in _KEYS[:2]:
            name = entry.get(key) if isinstance(entry, dict) else None
            if isinstance(name, str) and (key, name) in seen:
                problems.append(Problem(f"{where}: {key}", f"{name} stands twice", "rename one"))
            seen.add((key, str(name)))
    return problems
