"""Documents shared among processes: the answer is that of one."""

import pandas as pd
import pytest

from policytopics.corpus import by_document
from policytopics.corpus.by_document import each, rows_by_document


@pytest.mark.parametrize("processes", [1, 2])
def test_many_documents_come_back_in_their_order(
    processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_document, "_LEAST_TASKS", 20)
    tasks = ["某" * (40 - n) for n in range(40)]
    assert list(each(len, tasks, processes)) == list(range(40, 0, -1))


def test_few_documents_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_document, "ProcessPoolExecutor", None)
    assert list(each(len, ["一", "二二"], 2)) == [1, 2]


def test_rows_that_stand_apart_are_of_one_document() -> None:
    table = pd.DataFrame({"document_id": ["b", "a", "b"], "line": [1, 1, 2]})
    assert rows_by_document(table, ["line"]) == {"b": {"line": [1, 2]}, "a": {"line": [1]}}
