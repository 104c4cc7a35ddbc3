"""The contracts between stages: broken ones are refused, kept ones are typed and rounded."""

import pandas as pd
import pytest

from policytopics.tables import corpus, domains, regions, robustness, topics, words
from policytopics.tables.contract import Column, Table, check

ROOMS = {"corpus": corpus, "words": words, "domains": domains, "topics": topics,
         "regions": regions,
         "robustness": robustness}  # fmt: skip
TABLE = Table(
    "t",
    "row",
    (
        Column("kind", "string", "Kind.", values=("a", "b")),
        Column("n", "integer", "Number.", low=1),
        Column("share", "number", "Share.", low=0, high=1, empty=True, decimals=3),
    ),
    key=("kind", "n"),
)
GOOD = pd.DataFrame({"kind": ["a", "b"], "n": [1, 2], "share": [0.12345, None]})


def test_a_good_frame_is_ordered_typed_and_rounded() -> None:
    checked = check(GOOD[["share", "n", "kind"]], TABLE)
    assert list(checked.columns) == ["kind", "n", "share"]
    assert checked["n"].dtype == "Int64"
    assert checked["share"].iloc[0] == 0.123


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (GOOD.drop(columns="n"), r"missing \['n'\]"),
        (GOOD.assign(extra=1), r"unknown \['extra'\]"),
        (GOOD.assign(kind=["a", "c"]), r"t\.kind: \['c'\] not in"),
        (GOOD.assign(n=[0, 2]), r"t\.n: \[0\]"),
        (GOOD.assign(n=[1, None]), r"t\.n: empty"),
        (GOOD.assign(share=[1.1, 0]), r"t\.share: \[1\.1\]"),
        (pd.concat([GOOD, GOOD]), r"key .* repeats"),
    ],
)
def test_a_broken_frame_is_refused(frame: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check(frame, TABLE)


def test_a_float_that_overshoots_by_rounding_is_no_breach() -> None:
    assert check(GOOD.assign(share=[1 + 1e-12, 0]), TABLE)["share"].iloc[0] == 1.0


def test_no_minus_zero_is_written() -> None:
    assert str(check(GOOD.assign(share=[-1e-10, 0]), TABLE)["share"].iloc[0]) == "0.0"


@pytest.mark.parametrize("room", ROOMS)
def test_every_declared_table_is_sound(room: str) -> None:
    for table in ROOMS[room].TABLES:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))
        assert set(table.key) <= set(names)
        assert all(column.meaning.endswith((".", "…")) for column in table.columns)
        empty = pd.DataFrame(columns=table.names)
        assert list(check(empty, table).columns) == names


def test_flags_are_checked_against_their_list() -> None:
    table = Table("t", "row", (Column("flags", "strings", "Flags.", values=("short",)),), key=())
    frame = pd.DataFrame({"flags": [["short"], []]})
    assert check(frame, table)["flags"].tolist() == [["short"], []]
    with pytest.raises(ValueError, match=r"t\.flags: \['long'\] not in \('short',\)"):
        check(pd.DataFrame({"flags": [["short", "long"]]}), table)
