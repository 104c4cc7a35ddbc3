from pathlib import Path

import pandas as pd
import pytest

from policytopics.problems import ProblemsError
from policytopics.tables.contract import check
from policytopics.tables.topics import VALIDATION
from policytopics.topics.validate import read_gold, validate

GOLD = pd.DataFrame(
    [
        ("a.txt", "title", "other", "", "某市报告"),
        ("a.txt", "heading", "plan", "", "一、工作"),
        ("a.txt", "body", "plan", "water", "兴修水利。"),
        ("a.txt", "body", "plan", "school", "新建学校ＡＢ。"),
        ("a.txt", "body", "review", "general", "去年好。"),
        ("a.txt", "body", "plan", "water", "已经丢失的段落"),
        ("b.txt", "body", "plan", "school", "兴修水利。"),
    ],
    columns=["file", "role", "part", "domain", "text"],
)
DOCUMENTS = pd.DataFrame({"document_id": ["a", "b"], "file": ["a.txt", "b.txt"]})
PARAGRAPHS = pd.DataFrame(
    [
        ("a", "a:1", 1, "plan", "一、 工作"),
        ("a", "a:2", 2, "plan", "兴修水利，"),
        ("a", "a:3", 3, "plan", "新建学校AB"),
        ("a", "a:4", 4, "plan", "去年好。"),
        ("b", "b:1", 1, "plan", "兴修水利。"),
    ],
    columns=["document_id", "paragraph_id", "line", "part", "text"],
)


def tables(**topics: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One unit per paragraph, named as it; its largest topic."""
    paragraphs = [name.replace("_", ":") for name in topics]
    units = pd.DataFrame(
        {"unit_id": [f"{p}:0" for p in paragraphs], "paragraph_id": paragraphs, "part": "plan"}
    )
    shares = [
        (f"{p}:0", topic, 0.7 if topic == largest else 0.3)
        for p, largest in zip(paragraphs, topics.values(), strict=True)
        for topic in ("t01", "t02")
    ]
    return units, pd.DataFrame(shares, columns=["unit_id", "topic_id", "share"])


def measures(**topics: str) -> dict[str, tuple[float, int]]:
    found = check(validate(GOLD, DOCUMENTS, PARAGRAPHS, *tables(**topics)), VALIDATION)
    return {row.measure: (row.value, row.n) for row in found.itertuples()}


def test_paragraphs_are_found_by_file_and_letters() -> None:
    assert measures(a_2="t01")["paragraphs_found"] == (pytest.approx(5 / 6), 6)


def test_parts_are_weighted_by_characters() -> None:
    # 3 + 4 + 6 + 4 characters right, 去年好 is not
    assert measures(a_2="t01")["part_accuracy"] == (pytest.approx(17 / 20), 5)


def test_topics_that_are_domains_are_perfect() -> None:
    found = measures(a_2="t01", a_3="t02", b_1="t02", a_4="t02")
    for measure in ("topic_nmi", "topic_ari", "topic_matched_accuracy"):
        assert found[measure] == (pytest.approx(1), 3)  # a:4 is general


def test_topics_that_are_not_are_less() -> None:
    found = measures(a_2="t01", a_3="t01", b_1="t02")
    assert found["topic_matched_accuracy"] == (pytest.approx(2 / 3), 3)
    assert found["topic_nmi"][0] < 1


def test_without_labelled_units_there_is_no_measure_of_topics() -> None:
    assert set(measures(a_4="t01")) == {"paragraphs_found", "part_accuracy"}


def test_without_a_paragraph_in_common_only_that_is_said() -> None:
    units, shares = tables(a_2="t01")
    other = DOCUMENTS.assign(file=["c.txt", "d.txt"])
    found = validate(GOLD, other, PARAGRAPHS, units, shares)
    assert found[["measure", "value", "n"]].to_numpy().tolist() == [["paragraphs_found", 0.0, 6]]


def test_of_equal_texts_the_nth_is_the_nth() -> None:
    gold = pd.concat([GOLD, GOLD.iloc[[2]].assign(part="review")])
    again = pd.DataFrame([("a", "a:9", 9, "review", "兴修水利")], columns=PARAGRAPHS.columns)
    found = validate(gold, DOCUMENTS, pd.concat([again, PARAGRAPHS]), *tables(a_2="t01"))
    accuracy = found.set_index("measure").loc["part_accuracy"]
    assert accuracy["value"] == pytest.approx(21 / 24)
    assert accuracy["n"] == 6


def test_gold_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    GOLD.assign(note="x").to_csv(path, index=False, encoding="utf-8-sig")
    pd.testing.assert_frame_equal(read_gold(path), GOLD)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"file,text\na.txt,b\n", "gold.csv:1: no column role"),
        (b"", "the file is empty"),
        ("file,文\n".encode("gb18030"), "no column text"),
        (b'file,role\n"a', "gold.csv:2: a quotation mark of this row is never closed"),
    ],
)
def test_what_is_no_gold_table_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "gold.csv"
    path.write_bytes(content)
    with pytest.raises(ProblemsError, match=said):
        read_gold(path)
