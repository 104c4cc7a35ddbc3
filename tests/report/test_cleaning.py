"""The cleaning report: what became of each document, and what to look at."""

import pandas as pd
import pytest

from policytopics.report import cleaning
from policytopics.report.cleaning import cleanings, little_kept
from policytopics.report.names import DisplayName, DisplayNames

NAMES = DisplayNames(
    regions={"jichuan": DisplayName("jichuan", "霁川市", "Jichuan")},
    categories={},
    files={},
    glosses={},
    lines={},
)
DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["a", "b"], "file": ["a.txt", "b.txt"], "region_id": ["jichuan", "other"],
        "year": [2024, None], "warnings": [[], ["the end is missing"]],
    }
)  # fmt: skip
ROWS = [
    ("a", 1, "title", "other", "政府工作报告", False, 1.0),
    ("a", 2, "boilerplate", "other", "来源：邻省日报", False, 1.0),
    ("a", 3, "heading", "review", "一、回顾", False, 1.0),
    ("a", 4, "body", "review", "经济增长。", False, 1.0),
    ("a", 5, "body", "plan", "推进建设。", True, 1.0),
    ("a", 6, "body", "plan", "加快发展。", False, 0.4),
    ("a", 7, "boilerplate", "other", "长" * 200, False, 1.0),
    ("b", 1, "body", "plan", "推进发展。", False, 1.0),
]
NAMES_OF_ROWS = ["document_id", "line", "role", "part", "text", "doubtful", "confidence"]
PARAGRAPHS = pd.DataFrame(ROWS, columns=NAMES_OF_ROWS).assign(
    paragraph_id=lambda rows: rows["document_id"] + ":" + rows["line"].astype(str),
    text_hash="f0",
    reason=lambda rows: rows["role"].replace(
        {"heading": "kept", "body": "kept", "boilerplate": "furniture"}
    ),
)
REPAIRS = pd.DataFrame(
    [
        ("a", 4, "width", "增长５", "增长5", 2, 1.0),
        ("a", 5, "shifted_gbk", "推進?！建", "推進建", 1, 0.6),
        ("a", 6, "shifted_gbk", "加快?！發", "加快發", 1, 0.8),
    ],
    columns=["document_id", "line", "kind", "before", "after", "n_changes", "confidence"],
)


def test_what_was_found_dropped_repaired_and_is_to_be_looked_at() -> None:
    first, second = cleanings(DOCUMENTS, PARAGRAPHS, REPAIRS, NAMES)
    assert first.found == (("review", 2), ("plan", 2))
    assert first.headings == 1
    furniture, title = first.dropped
    assert (furniture.reason, furniture.n_paragraphs, furniture.n_characters) == (
        "site furniture", 2, 207,
    )  # fmt: skip
    assert [line for line, _ in furniture.examples] == [7, 2]
    assert title.examples == ((1, "政府工作报告"),)
    spans, width = first.repairs
    assert (spans.kind, spans.n_changes, spans.lowest) == ("shifted_gbk", 2, 0.6)
    assert [line for line, *_ in spans.examples] == [5, 6]
    assert width.examples == ((4, "增长５", "增长5"),)
    assert [(one.line, one.text_hash) for one in first.places] == [(5, "f0"), (6, "f0"), (7, "f0")]
    assert (second.dropped, second.repairs, second.places) == ((), (), ())


def test_the_order_of_rows_does_not_matter() -> None:
    assert cleanings(DOCUMENTS, PARAGRAPHS, REPAIRS, NAMES) == cleanings(
        DOCUMENTS[::-1], PARAGRAPHS[::-1], REPAIRS[::-1], NAMES
    )


def test_of_many_documents_those_to_look_at_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "MOST", 1)
    (only,) = cleanings(DOCUMENTS, PARAGRAPHS, REPAIRS, NAMES)
    assert only.document["file"] == "b.txt"


def test_a_document_of_which_little_is_kept_without_a_reason_is_named() -> None:
    assert little_kept(DOCUMENTS, PARAGRAPHS) == []
    outside = PARAGRAPHS.assign(
        reason=PARAGRAPHS["reason"].where(PARAGRAPHS["line"] != 7, "outside")
    )
    ((file, share),) = little_kept(DOCUMENTS, outside)
    assert file == "a.txt"
    assert share == pytest.approx(19 / 219)
