"""The draft of documents.csv keeps what a person wrote."""

import pandas as pd

from policytopics.commands.manifest import merged


def sheet(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=str)


FOUND = sheet(file=["a.txt", "b.txt"], region=["甲县", ""], year=["2024", ""],
              confidence=["0.99", "0.00"], evidence=["line 1", ""])  # fmt: skip


def test_a_first_draft_is_what_was_found() -> None:
    assert merged(FOUND, None).equals(FOUND)


def test_a_person_s_cells_are_kept_and_empty_ones_filled() -> None:
    old = sheet(file=["a.txt", "b.txt"], region=["丙县", "乙县"], year=["", "2023"],
                confidence=["1", "1"], evidence=["old", "old"])  # fmt: skip
    again = merged(FOUND, old)
    assert again["region"].tolist() == ["丙县", "乙县"]
    assert again["year"].tolist() == ["2024", "2023"]
    assert again["evidence"].tolist() == ["line 1", ""]


def test_new_documents_are_added_and_further_columns_kept() -> None:
    old = sheet(file=["b.txt", "gone.txt"], region=["乙县", "丁县"], note=["mine", ""])
    again = merged(FOUND, old).set_index("file")
    assert list(again.index) == ["a.txt", "b.txt", "gone.txt"]
    assert again.loc["b.txt", "note"] == "mine"
    assert again.loc["a.txt", "region"] == "甲县"
    assert again.loc["gone.txt", "region"] == "丁县"


def test_drafting_twice_changes_nothing() -> None:
    once = merged(FOUND, None)
    assert merged(FOUND, once).equals(once)
