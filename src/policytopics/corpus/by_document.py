"""A table's rows by document, as plain lists, and the documents shared among processes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

import pandas as pd

__all__ = ["Rows", "each", "rows_by_document"]

# Of one document: the values of each column.
Rows = dict[str, list[Any]]
_Task = TypeVar("_Task")
_Done = TypeVar("_Done")

# A process takes a second of processor time or more to start: fewer documents do not win that back.
_LEAST_TASKS = 500
_AT_A_TIME = 16


def rows_by_document(table: pd.DataFrame, columns: Sequence[str]) -> dict[str, Rows]:
    """Return columns of a table document by document, in the order in which these come first.

    A frame per document would cost more than all that is done with most documents.

    Examples
    --------
    >>> table = pd.DataFrame({"document_id": ["b", "b", "a"], "line": [1, 2, 1]})
    >>> rows_by_document(table, ["line"])
    {'b': {'line': [1, 2]}, 'a': {'line': [1]}}
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(table["document_id"].tolist()):
        places.setdefault(name, []).append(place)
    values = {column: table[column].tolist() for column in columns}
    return {
        name: {column: [own[place] for place in at] for column, own in values.items()}
        for name, at in places.items()
    }


def each(work: Callable[[_Task], _Done], tasks: Sequence[_Task], processes: int) -> Iterator[_Done]:
    """Yield what a function makes of each task, in their order, by several processes if it pays.

    Parameters
    ----------
    work : callable
        A function of a module, or a `functools.partial` of one: it is sent to other processes.
    tasks : sequence
        What it is called with; one at a time.
    processes : int
        How many at most; 1: none beside this one.
    """
    if processes < 2 or len(tasks) < _LEAST_TASKS:
        yield from map(work, tasks)
        return
    # Started afresh: libraries that run threads do not survive a fork.
    how = get_context("spawn")
    with ProcessPoolExecutor(processes, how, initializer=_learn, initargs=(work,)) as pool:
        yield from pool.map(_do, tasks, chunksize=_AT_A_TIME)


# What a process of its own was started for; with all that it holds, it is sent but once.
_learnt: list[Callable[[Any], Any]] = []


def _learn(work: Callable[[Any], Any]) -> None:
    """Keep what is to be done in this process."""
    _learnt[:] = [work]


def _do(task: Any) -> Any:
    """Return the result of a task."""
    return _learnt[0](task)
