"""`policytopics code`: sentences from any file, and one clear message for each mistake."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from policytopics.commands.cli import main
from policytopics.commands.sentence_files import read_sentences
from policytopics.problems import ProblemsError

WATER, SCHOOL = "推进水库除险加固和灌区改造。", "新建学校十所，加强教师队伍建设。"


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["code", *words])
    return int(end.value.code or 0)


def table(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), keep_default_na=False)


def test_each_line_is_coded_and_keeps_its_number(tmp_path: Path, capsys) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{WATER}\n\n{SCHOOL}\n", encoding="utf-8")
    assert run(str(file)) == 0
    found = table(capsys.readouterr().out)
    assert [*found] == ["line", "domain", "share", "second", "second_share", "terms"]
    assert found["line"].tolist() == [1, 2, 3]
    assert found["domain"].tolist() == ["water", "none", "education"]
    assert found["share"].between(0.9, 1).all()
    assert "水库" in found["terms"][0].split("|")
    assert found["second"][1] == ""


def test_a_line_in_traditional_script_is_coded_as_in_simplified(tmp_path: Path, capsys) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "推進鄉村振興，抓好糧食生產。\n推进乡村振兴，抓好粮食生产。\n", encoding="utf-8"
    )
    run(str(file))
    found = table(capsys.readouterr().out).drop(columns="line")
    assert found.iloc[0].equals(found.iloc[1])


def csv(path: Path, frame: pd.DataFrame) -> None:
    frame.to_csv(path, index=False)


def tabs_in_gbk(path: Path, frame: pd.DataFrame) -> None:
    frame.to_csv(path, index=False, sep="\t", encoding="gb18030")


WRITERS: dict[str, Callable[[Path, pd.DataFrame], None]] = {
    "a.csv": csv,
    "a.tsv": tabs_in_gbk,
    "a.xlsx": lambda path, frame: frame.to_excel(path, index=False),
    "a.parquet": lambda path, frame: frame.to_parquet(path),
    "a.dta": lambda path, frame: frame.to_stata(path, version=118, write_index=False),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_column_of_any_table_is_coded(tmp_path: Path, capsys, name: str) -> None:
    frame = pd.DataFrame({"id": ["x", "y"], "s": [WATER, SCHOOL], "note": ["甲", "乙"]})
    WRITERS[name](tmp_path / name, frame)
    for more in ([], ["--column", "s"]):
        assert run(str(tmp_path / name), *more) == 0
        told = capsys.readouterr()
        assert table(told.out)["domain"].tolist() == ["water", "education"]
        assert "the column s" in told.err
    assert read_sentences(tmp_path / name, "note").texts == ["甲", "乙"]


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"句子,年\n{WATER},2024\n,\n{SCHOOL},2023\n", encoding="utf-8")
    found = read_sentences(tmp_path / "a.csv")
    assert found == (["2", "4"], [WATER, SCHOOL], "句子")


def test_a_list_without_a_header_is_read_whole(tmp_path: Path) -> None:
    pd.DataFrame([[WATER], [SCHOOL]]).to_excel(tmp_path / "a.xlsx", index=False, header=False)
    assert read_sentences(tmp_path / "a.xlsx").texts == [WATER, SCHOOL]


def test_the_first_sheet_that_has_the_column_is_taken(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "a.xlsx") as book:
        pd.DataFrame({"x": ["说明"]}).to_excel(book, sheet_name="notes", index=False)
        pd.DataFrame({"text": [WATER]}).to_excel(book, sheet_name="data", index=False)
    assert read_sentences(tmp_path / "a.xlsx", "text").lines == ["data!2"]


def test_output_goes_to_a_file_that_spreadsheets_open(tmp_path: Path, capsys) -> None:
    (tmp_path / "a.txt").write_text(WATER, encoding="utf-8")
    assert run(str(tmp_path / "a.txt"), "--output", str(tmp_path / "new" / "b.csv")) == 0
    told = capsys.readouterr()
    assert (told.out, "1 sentences" in told.err) == ("", True)
    assert (tmp_path / "new" / "b.csv").read_bytes().startswith(b"\xef\xbb\xbfline,domain,share,")


OWN = "domain_id,name_zh,name_en,seeds\ntea,茶,Tea,茶叶|茶园\n"


def test_an_own_codebook_codes_few_sentences_by_its_seeds(tmp_path: Path, capsys) -> None:
    (tmp_path / "book.csv").write_text(OWN, encoding="utf-8")
    (tmp_path / "a.txt").write_text(f"扩建茶园，做强茶叶品牌。\n{WATER}\n", encoding="utf-8")
    assert run(str(tmp_path / "a.txt"), "--codebook", str(tmp_path / "book.csv")) == 0
    told = capsys.readouterr()
    found = table(told.out)
    assert found["domain"].tolist() == ["tea", "water"]
    assert found["terms"][0] == "茶叶|茶园"
    assert "by their seed words alone" in told.err
    more = ["--codebook", str(tmp_path / "book.csv"), "--replace"]
    assert run(str(tmp_path / "a.txt"), *more) == 0
    assert set(table(capsys.readouterr().out)["domain"]) == {"tea", "none"}


def test_own_coded_sentences_teach(tmp_path: Path, capsys) -> None:
    """A domain is learnt from sentences that name none of its seeds."""
    plants = [f"扩大{one}种植，做强{other}品牌。" for one in "桑麻菊藕葛" for other in "茗菌椒枣橘"]
    rows = [f"{text},tea," for text in plants * 6] + [f"{WATER},water,"] * 80
    (tmp_path / "coded.csv").write_text("\n".join(["text,domain_id,second", *rows]), "utf-8")
    (tmp_path / "book.csv").write_text(OWN, encoding="utf-8")
    (tmp_path / "a.txt").write_text("\n".join(plants + [WATER] * 90), encoding="utf-8")
    own = ["--codebook", str(tmp_path / "book.csv"), "--coded", str(tmp_path / "coded.csv")]
    assert run(str(tmp_path / "a.txt"), *own) == 0
    told = capsys.readouterr()
    assert "learnt from coded sentences" in told.err
    assert set(table(told.out)["domain"][: len(plants)]) == {"tea"}


@pytest.mark.parametrize(
    ("content", "more", "message"),
    [
        (None, [], "cannot be read: No such file"),
        ("", [], "the file is empty"),
        (" \n\n", [], "the file is empty"),
        ("only English\n", [], "no Chinese text"),
        (WATER, ["--column", "text"], "no table with columns"),
        (f"句子,年\n{WATER},2024\n", ["--column", "句"], "did you mean 句子?"),
        (f"句子,年\n{WATER},2024\n", ["--column", "xyz"], "choose one of: 句子, 年"),
        ("句子,年\n", [], "without rows below its header"),
        (b"%PDF-1.4 ...", [], "a pdf file, no list of sentences"),
        (b"\x89PNG\r\n\x1a\n..", [], "a picture, not text"),
    ],
)
def test_a_mistake_is_told_in_one_message(
    tmp_path: Path, capsys, content: str | bytes | None, more: list[str], message: str
) -> None:
    file = tmp_path / ("a.csv" if isinstance(content, str) and content[:2] == "句子" else "a.txt")
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert run(str(file), *more) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert (told.err.count("fix: "), told.out) == (1, "")


def test_few_coded_sentences_and_a_folder_are_told(tmp_path: Path, capsys) -> None:
    (tmp_path / "coded.csv").write_text(f"text,domain_id\n{WATER},water\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(WATER, encoding="utf-8")
    assert run(str(tmp_path / "a.txt"), "--coded", str(tmp_path / "coded.csv")) == 2
    assert "too few sentences to learn from: 2" in capsys.readouterr().err
    assert run(str(tmp_path / "a.txt"), "--replace") == 2
    with pytest.raises(ProblemsError, match="a folder"):
        read_sentences(tmp_path)
