"""Tables and arrays on disk: what is written is read back, the same bytes for the same content."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from policytopics.files import (
    FailedSpecificationError,
    atomic,
    read,
    read_arrays,
    read_lists,
    write,
    write_arrays,
    write_failure,
    write_parts,
    write_text,
)
from policytopics.tables.contract import Column, Table

TABLE = Table(
    name="examples",
    row="example",
    columns=(
        Column("name", "string", "Its name."),
        Column("year", "integer", "Its year.", empty=True),
        Column("share", "number", "Its share.", low=0, high=1, empty=True),
        Column("fine", "boolean", "Whether it is fine."),
        Column("words", "strings", "Its words."),
    ),
    key=("name",),
)
FRAME = pd.DataFrame(
    {
        "words": [["甲", "乙"], []],
        "name": ["=1+1", "乙"],
        "year": [2024, None],
        "share": [0.12345678, None],
        "fine": [True, False],
    }
)


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    write(FRAME, TABLE, tmp_path / "t.parquet")
    back = read(tmp_path / "t.parquet")
    assert list(back.columns) == ["name", "year", "share", "fine", "words"]
    assert back["words"].tolist() == [["甲", "乙"], []]
    assert back["share"].iloc[0] == 0.123457
    assert back["year"].tolist() == [2024, pd.NA]
    assert back["name"].tolist() == ["=1+1", "乙"]


def test_the_bytes_depend_on_the_content_alone(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(
            FRAME[sorted(FRAME.columns, reverse=name == "a")], TABLE, tmp_path / f"{name}.parquet"
        )
    for suffix in (".parquet", ".csv"):
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_the_csv_is_for_people_and_runs_no_formula(tmp_path: Path) -> None:
    write(FRAME, TABLE, tmp_path / "t.parquet")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # the mark by which Excel knows UTF-8
    assert raw.decode("utf-8-sig").splitlines()[1] == "'=1+1,2024,0.123457,True,甲|乙"


def test_negative_numbers_stay_numbers_in_the_csv(tmp_path: Path) -> None:
    table = Table("t", "row", (Column("x", "number", "A number."),), key=())
    write(pd.DataFrame({"x": [-0.5, -0.0]}), table, tmp_path / "t.parquet")
    assert (tmp_path / "t.csv").read_text("utf-8-sig").split() == ["x", "-0.5", "0.0"]


def test_only_wanted_columns_are_read(tmp_path: Path) -> None:
    write(FRAME, TABLE, tmp_path / "t.parquet")
    assert list(read(tmp_path / "t.parquet", ["name"]).columns) == ["name"]


def test_arrays_come_back_and_repeat_their_bytes(tmp_path: Path) -> None:
    arrays = {"h": np.arange(6.0).reshape(2, 3), "terms": np.array(["甲", "乙丙"])}
    write_arrays(tmp_path / "a.npz", **arrays)
    write_arrays(tmp_path / "b.npz", **arrays)
    back = read_arrays(tmp_path / "a.npz")
    assert back["terms"].tolist() == ["甲", "乙丙"]
    assert np.array_equal(back["h"], arrays["h"])
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_pickles_are_never_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="allow_pickle"):
        write_arrays(tmp_path / "a.npz", x=np.array([{}], dtype=object))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("reader", [read, read_arrays])
def test_a_failure_travels_in_place_of_the_result(tmp_path: Path, reader) -> None:
    write_failure(tmp_path / "x", "太少的单元")
    with pytest.raises(FailedSpecificationError, match="太少的单元"):
        reader(tmp_path / "x")


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    write_text(path, "old")

    def interrupted() -> None:
        with atomic(path) as temporary:
            temporary.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.txt"]


def test_lists_are_read_as_numbers_part_after_part(tmp_path: Path) -> None:
    parts = [
        FRAME,
        FRAME.assign(name=["丙", "丁"], words=[["乙"], ["丁", "", "丁"]]),
        FRAME[:0],
    ]
    write_parts(parts, TABLE, tmp_path / "table.parquet")
    lists = []
    for words, codes, bounds in read_lists(tmp_path / "table.parquet", "words"):
        assert len(words) == len({*words})
        flat = [words[code] for code in codes]
        lists += [flat[start:end] for start, end in pairwise(bounds)]
    assert lists == [["甲", "乙"], [], ["乙"], ["丁", "", "丁"]]


def test_no_lists_are_read_where_a_specification_failed(tmp_path: Path) -> None:
    write_failure(tmp_path / "table.parquet", "no term is left")
    with pytest.raises(FailedSpecificationError, match="no term is left"):
        next(read_lists(tmp_path / "table.parquet", "words"))
