"""The draft of documents.csv keeps what a person wrote."""

import pandas as pd
import pytest

from policytopics.commands.manifest_draft import merged
from policytopics.problems import ProblemsError


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


def drafted(region: str, year: str) -> pd.DataFrame:
    wrote = "; ".join(f"{k}={v}" for k, v in (("region", region), ("year", year)) if v)
    return sheet(file=["a.txt"], region=[region], year=[year], checked=[""], status=["sure"],
                 confidence=["0.90"], recognised=[wrote])  # fmt: skip


def test_cells_that_the_program_wrote_are_renewed_and_a_person_s_kept() -> None:
    old = drafted("甲县", "2020").assign(year="2021")
    again = merged(drafted("乙县", "2022"), old)
    assert again["region"].tolist() == ["乙县"]
    assert again["year"].tolist() == ["2021"]
    assert again["recognised"].tolist() == ["region=乙县; year=2022"]
    assert merged(drafted("乙县", "2022"), again)["year"].tolist() == ["2021"]


def test_what_a_person_checked_is_kept_whole() -> None:
    again = merged(drafted("乙县", "2022"), drafted("甲县", "2020").assign(checked="yes"))
    assert again[["region", "year", "checked"]].iloc[0].tolist() == ["甲县", "2020", "yes"]


def test_a_bare_name_is_the_document_in_a_subfolder() -> None:
    found = sheet(file=["安徽/a.txt", "x/b.txt", "y/b.txt"], region=["", "", ""])
    again = merged(found, sheet(file=["a.txt", "b.txt"], region=["甲县", "乙县"]))
    rows = again.set_index("file")["region"].to_dict()
    assert rows == {"安徽/a.txt": "甲县", "x/b.txt": "", "y/b.txt": "", "b.txt": "乙县"}


def test_a_sheet_without_the_column_file_is_refused() -> None:
    with pytest.raises(ProblemsError, match="no column file"):
        merged(FOUND, sheet(region=["甲县"]))
