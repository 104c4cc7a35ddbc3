"""Tables with a row per report: found, read row by row, and told of where something is wrong."""

import json
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytopics.corpus.columns import choose_columns, role_of
from policytopics.corpus.content import Content
from policytopics.corpus.read import Omission, ReadSettings, read_documents, settle_sources
from policytopics.problems import ProblemsError
from tests.corpus.documents import TEXT, csv_bytes, report, zipped

HEADER = ["省份", "城市", "年份", "报告全文"]
ROWS = [["安徽省", "合肥市", 2023, report(1)], ["江苏省", "苏州市", 2024, report(2)]]
RECORDS = [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def workbook(*sheets: list[list[object]], merge: str = "") -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
        if merge:
            sheet.merge_cells(merge)
    book.save(out)
    return out.getvalue()


def frame(save: Callable[[pd.DataFrame, BytesIO], object]) -> bytes:
    out = BytesIO()
    save(pd.DataFrame(RECORDS), out)
    return out.getvalue()


FILES = {
    "a.csv": csv_bytes([HEADER, *ROWS]),
    "a.tsv": csv_bytes([HEADER, *ROWS], delimiter="\t"),
    "b.csv": csv_bytes([HEADER, *ROWS], "gb18030", ";"),
    "c.csv": csv_bytes([HEADER, *ROWS], "utf-8-sig"),
    "d.csv": csv_bytes([HEADER, *ROWS], "utf-16"),
    "declared.csv": b"sep=;\r\n" + csv_bytes([HEADER, *ROWS], "utf-8", ";"),
    "tabs.txt": csv_bytes([HEADER, *ROWS], delimiter="\t"),
    "a.xlsx": workbook([HEADER, *ROWS]),
    "called.csv": workbook([HEADER, *ROWS]),
    "a.parquet": frame(lambda f, out: f.to_parquet(out)),
    "a.dta": frame(lambda f, out: f.to_stata(out, version=118, write_index=False)),
    "a.json": json.dumps(RECORDS, ensure_ascii=False).encode(),
    "a.jsonl": "\n".join(json.dumps(one) for one in RECORDS).encode(),
    "by_column.json": frame(lambda f, out: out.write(f.to_json().encode())),
    "wrapped.json": json.dumps({"data": RECORDS}).encode("utf-8-sig"),
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_row_is_a_document_and_its_columns_are_evidence(name: str) -> None:
    sources, problems = read_documents({name: FILES[name]})
    assert problems == []
    first = 2 if sources["format"].iloc[0] in ("csv", "xlsx") else 1
    assert sources["file"].tolist() == [f"{name}#{first}", f"{name}#{first + 1}"]
    assert ["\n".join(lines) for lines in sources["lines"]] == [report(1), report(2)]
    assert sources["given_province"].tolist() == ["安徽省", "江苏省"]
    assert sources["given_city"].tolist() == ["合肥市", "苏州市"]
    assert sources["given_year"].tolist() == ["2023", "2024"]
    assert sources["sha256"].nunique() == 2
    assert sources["document_id"].is_unique


ONE, OTHER = report(1), report(2)
LAYOUTS = {
    "by_name": {"合肥市2023年政府工作报告": ONE, "2024 苏州市": OTHER},
    "by_place_and_year": {"合肥市": {"2023": ONE}, "苏州市": {"2024年": OTHER}},
    "by_year_and_place": {"2023": {"合肥市": ONE}, "2024": {"苏州市": OTHER}},
    "records_by_place": {"合肥市": [{"年份": 2023, "正文": ONE}],
                         "苏州市": [{"年份": 2024, "正文": OTHER}]},
    "deep": {"code": 0, "result": {"total": 2, "rows": [
        {"city": "合肥市", "year": 2023, "text": ONE},
        {"city": "苏州市", "year": 2024, "text": OTHER}]}},
    "split": {"columns": ["city", "year", "text"],
              "data": [["合肥市", 2023, ONE], ["苏州市", 2024, OTHER]], "index": [0, 1]},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_names_that_lead_to_a_text_are_evidence(name: str) -> None:
    sources, problems = read_documents({"a.json": json.dumps(LAYOUTS[name]).encode()})
    assert problems == []
    assert ["\n".join(lines) for lines in sources["lines"]] == [ONE, OTHER]
    named = sources["given_region"] + sources["given_city"]
    assert ["合肥市" in named[0], "苏州市" in named[1]] == [True, True]
    assert sources["given_year"].tolist() == ["2023", "2024"]


def test_a_name_that_leads_to_no_text_is_told_of() -> None:
    data = json.dumps({"甲县": ONE, "乙县": "", "丙县": OTHER}).encode()
    sources, (problem,) = read_documents({"a.json": data})
    assert len(sources) == 2
    assert problem.where == "a.json#2"
    assert problem.what == "the row has no text"


def test_what_was_chosen_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    sources, _ = read_documents({"a.csv": FILES["a.csv"]})
    said = "text: 报告全文; province: 省份; city: 城市; year: 年份"
    assert sources["columns"].unique().tolist() == [said]
    assert f"a.csv: a table of 2 rows, each a document ({said})" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["id", "area", "yr", "content"], {"text": 3, "region": 1, "year": 2}),
        (["a", "b", "c", "d"], {"text": 3, "province": 1, "year": 2}),
        (["x", "地级市", "发布日期", "备注"], {"text": 3, "city": 1, "year": 2}),
        (["行政区划代码", "地区", "年度", "全文"], {"text": 3, "region": 1, "code": 0, "year": 2}),
    ],
)
def test_columns_are_found_by_name_and_by_content(
    header: list[str], expected: dict[str, int]
) -> None:
    rows = [["1", "安徽省", "2024", TEXT], ["2", "江苏省", "2023年", TEXT]]
    if expected.get("code") == 0:
        rows = [["340000", *rows[0][1:]], ["320000", *rows[1][1:]]]
    assert choose_columns(header, rows, {}) == expected


def test_names_are_known_however_they_are_written() -> None:
    names = ["Full Text", "full_text", "正文 ", "Province", "县（区）", "报告年份", "gdp"]
    assert [role_of(name) for name in names] == [
        "text", "text", "text", "province", "county", "year", "",
    ]  # fmt: skip


def test_of_two_texts_the_longer_is_read_and_the_other_named() -> None:
    rows = [["content", "doc", "year"], *([TEXT[:150], report(n), 2020 + n] for n in range(3))]
    sources, _ = read_documents({"a.csv": csv_bytes(rows)})
    assert "\n".join(sources["lines"].iloc[0]) == report(0)
    assert sources["warnings"].iloc[0][0].startswith("not read: column content (read: doc")


def test_a_column_that_is_named_is_taken() -> None:
    rows = [["content", "doc", "when"], [TEXT, report(1), "2024"]]
    wanted = ReadSettings(columns={"text": "content", "year": "when"})
    sources, _ = read_documents({"a.csv": csv_bytes(rows)}, wanted)
    assert "\n".join(sources["lines"].iloc[0]) == TEXT
    assert sources["given_year"].iloc[0] == "2024"


def test_a_column_that_is_not_there_is_told_with_the_nearest() -> None:
    wanted = ReadSettings(columns={"text": "报告全"})
    sources, (problem,) = read_documents({"a.csv": FILES["a.csv"]}, wanted)
    assert sources.empty
    assert problem.what == "a table without a column named 报告全 (corpus.columns: text)"
    assert "did you mean 报告全文?" in problem.fix


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows: list[list[object]] = [["工作报告汇总"], [], HEADER, ROWS[0], [], ROWS[1]]
    for name, data in {"a.xlsx": workbook(rows), "a.csv": csv_bytes(rows)}.items():
        sources, problems = read_documents({name: data})
        assert problems == []
        assert sources["file"].tolist() == [f"{name}#4", f"{name}#6"]


def test_cells_merged_downwards_speak_for_each_row() -> None:
    rows: list[list[object]] = [HEADER, ROWS[0], [None, "六安市", 2024, report(3)]]
    sources, _ = read_documents({"a.xlsx": workbook(rows, merge="A2:A3")})
    assert sources["given_province"].tolist() == ["安徽省", "安徽省"]


def test_each_sheet_of_reports_is_read_and_others_passed_over() -> None:
    rows: list[list[object]] = [HEADER, *ROWS]
    other: list[list[object]] = [HEADER, ["浙江省", "杭州市", 2024, report(9)]]
    sources, problems = read_documents(
        {"a.xlsx": workbook(rows, [["指标", "值"], ["a", 1]], other)}
    )
    assert problems == []
    assert sources["file"].tolist() == ["a.xlsx#表1!2", "a.xlsx#表1!3", "a.xlsx#表3!2"]


def test_a_sheet_too_wide_and_long_to_be_held_is_told() -> None:
    book, out = openpyxl.Workbook(), BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "甲", "乙"
    book.save(out)
    _, (problem,) = read_documents({"a.xlsx": out.getvalue()})
    assert "too far apart" in problem.what


def test_a_table_without_a_header_is_found_by_its_content() -> None:
    sources, _ = read_documents({"a.csv": csv_bytes(ROWS)})
    assert sources["file"].tolist() == ["a.csv#1", "a.csv#2"]
    assert sources["given_year"].tolist() == ["2023", "2024"]


def test_rows_that_say_nothing_are_left_out_and_told_but_end_no_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [
        HEADER,
        ROWS[0],
        ROWS[0],
        ["安徽省", "六安市", 2024, " "],
        ["安徽省", "", 2024, "nan"],
        [],
    ]
    sources, problems = read_documents({"a.csv": csv_bytes(rows)})
    assert all(isinstance(problem, Omission) for problem in problems)
    assert [(each.where, each.what) for each in problems] == [
        ("a.csv#3", "the same row as a.csv#2"),
        ("a.csv#4", "the row has no text"),
        ("a.csv#5", "the row has no text"),
    ]
    assert settle_sources(sources, problems, leave_out=False)["file"].tolist() == ["a.csv#2"]
    assert "left out: a.csv#4" in capsys.readouterr().out


def test_rows_with_an_error_end_the_run() -> None:
    rows = [HEADER, ROWS[0], ["江苏省", "苏州市", 2024, "#REF!"], [*ROWS[1], "甲", "乙"]]
    sources, problems = read_documents({"a.csv": csv_bytes(rows)})
    assert [problem.where for problem in problems] == ["a.csv#3", "a.csv#4"]
    assert "the row has 6 cells, the header 4" in problems[1].what
    with pytest.raises(ProblemsError, match=r"a\.csv#3"):
        settle_sources(sources, problems, leave_out=False)


def test_a_cell_cut_by_excel_is_told() -> None:
    text = (TEXT * 300)[:32_767]
    sources, _ = read_documents({"a.xlsx": workbook([HEADER, [*ROWS[0][:3], text]])})
    assert sources["warnings"].iloc[0][0].startswith("cut by Excel: the cell has 32,767")


def test_a_cell_of_a_web_page_is_read_as_one() -> None:
    cell = "<p>" + report(1).replace("\n", "</p><p>") + "</p>"
    sources, _ = read_documents({"a.csv": csv_bytes([HEADER, [*ROWS[0][:3], cell]])})
    assert "\n".join(sources["lines"].iloc[0]) == report(1)


def test_a_cell_read_in_a_wrong_encoding_is_undone() -> None:
    cell = report(1).encode().decode("latin-1")
    sources, _ = read_documents({"a.csv": csv_bytes([HEADER, ROWS[1], [*ROWS[0][:3], cell]])})
    assert "\n".join(sources["lines"].iloc[1]) == report(1)
    assert "undone exactly" in sources["warnings"].iloc[1][0]


def test_long_fields_are_read() -> None:
    long = "\n".join([TEXT] * 900)
    sources, problems = read_documents({"a.csv": csv_bytes([HEADER, [*ROWS[0][:3], long]])})
    assert len(long) > 131_072
    assert problems == []
    assert "\n".join(sources["lines"].iloc[0]) == long


@pytest.mark.parametrize(
    "data",
    [
        csv_bytes([["region", "gdp"], ["合肥市", 12], ["六安市", 8]]),
        csv_bytes([["file", "region", "year", "kind"], ["a.txt", "合肥市", 2024, "work_report"]]),
        b"a\n", b",,,\n,,\n",
    ],
)  # fmt: skip
def test_a_table_without_reports_is_told_as_what_it_is(data: bytes) -> None:
    sources, (problem,) = read_documents({"a.csv": data})
    assert sources.empty
    assert problem.what.startswith(
        ("a table, but no column of it holds reports", "a table without")
    )


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet", "a.dta", "a.json"])
def test_a_damaged_table_is_told(name: str) -> None:
    data = FILES[name][: len(FILES[name]) * 2 // 3]
    sources, problems = read_documents({name: data})
    assert sources.empty
    assert problems[0].where == name
    assert problems[0].fix


def test_ids_of_rows_are_readable_and_the_order_is_that_of_the_table() -> None:
    rows = [HEADER, *([*ROWS[0][:3], report(n)] for n in range(12))]
    sources, _ = read_documents({"panel.csv": csv_bytes(rows)})
    assert sources["document_id"].tolist() == [f"panel_{n}" for n in range(2, 14)]


def test_a_table_of_an_archive_is_read() -> None:
    sources, problems = read_documents({"a.zip": zipped({"b.csv": FILES["a.csv"]})})
    assert problems == []
    assert sources["file"].tolist() == ["a.zip/b.csv#2", "a.zip/b.csv#3"]


def test_a_table_on_disk_is_read_where_it_lies(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.csv").write_bytes(FILES["a.csv"])
    sources, _ = read_documents([Content("a.csv", tmp_path / "a.csv")])
    assert len(sources) == 2


CELLS = st.one_of(
    st.text(max_size=30), st.integers(), st.none(), st.just(TEXT), st.sampled_from(HEADER)
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=6), st.sampled_from(["csv", "tsv", "txt"]))
def test_any_rows_are_documents_or_told_of(rows: list[list[object]], suffix: str) -> None:
    data = csv_bytes([[str(cell) for cell in row] for row in rows]).replace(b"\x00", b"")
    sources, problems = read_documents({f"a.{suffix}": data})
    assert len(sources) + len(problems) >= 1


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_broken_tables_are_read_or_told_of(name: str, data: st.DataObject) -> None:
    whole = FILES[name]
    place = data.draw(st.integers(0, len(whole) - 1))
    stop = data.draw(st.integers(place, min(len(whole), place + 60)))
    broken = whole[:place] + data.draw(st.binary(max_size=20)) + whole[stop:]
    sources, problems = read_documents({name: broken})
    assert len(sources) + len(problems) >= 1
