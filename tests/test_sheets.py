"""People's sheets: read whatever program saved them; what cannot be read is told with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.problems import ProblemsError
from policytopics.sheets import (
    column_problems,
    given_sheet,
    numbered_rows,
    parse_sheet,
    read_sheet,
    read_text,
)

SHEET = "file,region,note\na.txt,蘇州,x\n\nb.txt,臺州\n"
ROWS = [["a.txt", "蘇州", "x"], ["b.txt", "臺州", ""]]


def problems(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsError) as error:
        parse_sheet(data, "s.csv")
    return [(problem.where, problem.what) for problem in error.value.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"]
)
def test_one_sheet_saved_in_every_way(codec: str, end: str, delimiter: str) -> None:
    saved = SHEET.replace(",", delimiter).replace("\n", end).encode(codec)
    sheet = parse_sheet(saved, "s.csv")
    assert sheet.columns.tolist() == ["file", "region", "note"]
    assert sheet.to_numpy().tolist() == ROWS
    assert sheet.index.tolist() == [2, 4]


@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "big5"])
def test_a_sheet_of_ascii_alone_is_read(codec: str) -> None:
    assert parse_sheet("file,note\na.txt,b\n".encode(codec), "s").to_numpy().tolist() == [
        ["a.txt", "b"]
    ]


@pytest.mark.parametrize("said", ["sep=;", '"sep=;"', "SEP=;"])
def test_the_delimiter_that_a_first_line_says(said: str) -> None:
    sheet = parse_sheet(f"{said}\na,b,c;d\n1;2\n".encode(), "s.csv")
    assert sheet.to_dict("list") == {"a,b,c": ["1"], "d": ["2"]}
    assert sheet.index.tolist() == [3]
    assert column_problems(sheet, "s.csv", ["e"])[0].where == "s.csv:2"


def test_the_line_of_a_row_is_where_it_begins() -> None:
    sheet = parse_sheet(b'\na,b\n"x\n\ny",1\nz, "2,3"\n', "s.csv")
    assert sheet.to_dict("list") == {"a": ["x\n\ny", "z"], "b": ["1", "2,3"]}
    assert sheet.index.tolist() == [3, 6]


def test_what_spreadsheets_add_is_left_out() -> None:
    sheet = parse_sheet(b"a,b,,\n1,2,,\n,,,\n3\n", "s.csv")
    assert sheet.to_dict("list") == {"a": ["1", "3"], "b": ["2", ""]}


def test_a_cell_has_no_longest_length() -> None:
    assert parse_sheet(b"a,b\n" + b"x" * 200_000 + b",1\n", "s")["a"].str.len().tolist() == [200000]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", [("s.csv", "the file is empty")]),
        (b"\n,,\n", [("s.csv", "the file is empty")]),
        (b"PK\x03\x04\x00\x00\x00\x00\xff\xff", [("s.csv", "not a text file")]),
        (b"\xff\xfea", [("s.csv", "not a text file")]),
        ("n,é\n1,ÿß\n".encode("latin-1"), [("s.csv", "not a text file")]),
        (b"a,b\n1,2,3\n4,5\n6,7,8\n", [("s.csv:2", "more cells than the 2 of the header"),
                                       ("s.csv:4", "more cells than the 2 of the header")]),
        (b"a,b,a\n", [("s.csv:1", "column a stands twice")]),
        (b"a,,b\n", [("s.csv:1", "a column has no name")]),
        (b"a,b\n1,x\x00\n2,y\n", [("s.csv:2", "holds a NUL character")]),
        (b'a,b\n1,2\n"3,4\n5,6\n', [("s.csv:3", "a quotation mark of this row is never closed")]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(data: bytes, told: list[tuple[str, str]]) -> None:
    assert problems(data) == told


def test_unknown_and_missing_columns_are_each_told() -> None:
    sheet = parse_sheet(b"flie,colour\n", "s.csv")
    told = column_problems(sheet, "s.csv", ["file", "year"], ["file", "year", "note"])
    assert [(each.what, each.fix) for each in told] == [
        ("unknown column flie", "did you mean file?"),
        ("unknown column colour", "choose one of: file, note, year"),
        ("no column file", "add it"),
        ("no column year", "add it"),
    ]
    assert column_problems(sheet, "s.csv", ["flie"]) == []


def test_files_are_called_by_name_or_by_path(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(b"a,a\n")
    for read, where in ((read_sheet, "s.csv:1"), (given_sheet, f"{path}:1")):
        with pytest.raises(ProblemsError) as error:
            read(path)
        assert error.value.problems[0].where == where
    assert read_sheet(None) is None
    with pytest.raises(ProblemsError, match="cannot be read"):
        given_sheet(tmp_path / "none.csv")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gb18030"])
def test_lists_are_read_as_sheets_are(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "lexicon.txt"
    path.write_bytes("河长制\r\n一网通办\r".encode(codec))
    assert read_text(path) == "河长制\n一网通办\n"


CELLS = st.text(st.characters(codec="gb18030", exclude_categories=["C", "Z"]))


@given(st.lists(st.lists(CELLS, min_size=1), min_size=1))
def test_rows_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    found = numbered_rows("\n".join(quoted), "s.csv")
    assert found == {line: row for line, row in enumerate(rows, 1) if any(row)}
