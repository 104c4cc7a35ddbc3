from pathlib import Path

import pandas as pd
import pytest

from policytopics.domains.own import (
    codebook,
    read_coded,
    read_own_codebook,
    seeds_by_domain,
)
from policytopics.domains.resources import read_codebook
from policytopics.problems import ProblemsError

HEADER = "domain_id,name_zh,name_en,seeds\n"
DEFAULT = Path("resources/codebook/domains.csv")


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "codebook.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ("silk,丝绸,Silk,\n", ["2: the domain 'silk' has no seeds"]),
        ("silk,丝绸,Silk, | \n", ["2: the domain 'silk' has no seeds"]),
        (",丝绸,Silk,蚕\n", ["2: a domain without domain_id"]),
        ("none,无,None,蚕\n", ["2: domain_id 'none' is taken"]),
        ("a,甲,A,蚕\na,乙,B,丝\n", ["2: domain_id 'a' stands twice", "3: domain_id 'a'"]),
        ("a,甲,A,蚕\nb,乙,B,蚕\nc,丙,C,蚕|丝\n", ["the seed 蚕 stands in 3 domains: a, b, c"]),
        ("", ["has no rows"]),
    ],
)
def test_a_broken_codebook_is_told_whole(tmp_path: Path, rows: str, messages: list[str]) -> None:
    with pytest.raises(ProblemsError) as raised:
        read_own_codebook(write(tmp_path, HEADER + rows))
    assert len(raised.value.problems) == len(messages)
    for message in messages:
        assert message in str(raised.value)
    assert "fix: " in str(raised.value)


def test_a_sheet_without_its_columns(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="the file is empty"):
        read_own_codebook(write(tmp_path, ""))
    with pytest.raises(ProblemsError, match="no column seeds") as raised:
        read_own_codebook(write(tmp_path, "domain_id,name_zh,name\na,甲,A\n"))
    assert "unknown column name" in str(raised.value)


def test_spreadsheets_save_in_two_encodings(tmp_path: Path) -> None:
    rows = HEADER + "silk,丝绸,Silk,蚕桑|蚕 | 丝绸\n"
    for encoding in ("utf-8-sig", "gb18030"):
        table = read_own_codebook(write(tmp_path, rows, encoding))
        assert seeds_by_domain(table) == {"silk": ["蚕桑", "蚕", "丝绸"]}
    (tmp_path / "codebook.csv").write_bytes(b"\xff\x00\x81" * 9)
    with pytest.raises(ProblemsError, match="not a text file"):
        read_own_codebook(tmp_path / "codebook.csv")


def test_a_seed_may_stand_in_two_domains(tmp_path: Path) -> None:
    rows = "a,甲,A,蚕\nb,乙,B,蚕\n"
    assert len(read_own_codebook(write(tmp_path, HEADER + rows))) == 2


def test_an_own_codebook_extends_or_replaces(tmp_path: Path) -> None:
    default = read_codebook(DEFAULT)
    own = read_own_codebook(write(tmp_path, HEADER + "silk,丝绸,Silk,蚕\nwater,水,Water,湖\n"))
    assert codebook(default, None, extend=True) is default
    more = codebook(default, own, extend=True)
    assert len(more) == len(default) + 1
    assert more["domain_id"].iloc[-1] == "none"
    assert more.set_index("domain_id")["name_zh"]["water"] == "水"
    only = codebook(default, own, extend=False)
    assert only["domain_id"].tolist() == ["silk", "water", "none"]
    assert list(only.columns) == list(default.columns)
    assert only["cap"].tolist() == ["", "", ""]


def test_coded_sentences(tmp_path: Path) -> None:
    path = write(tmp_path, "text,domain_id\n修水库,water\n\n建学校,education\n")
    table = read_coded(path, ["water", "education"])
    assert table["second"].tolist() == ["", ""]
    assert table["text"].tolist() == ["修水库", "建学校"]


def test_coded_sentences_of_unknown_domains(tmp_path: Path) -> None:
    path = write(tmp_path, "text,domain_id,second\n修水库,watr,\n,water,\n建,water,x\n")
    with pytest.raises(ProblemsError) as raised:
        read_coded(path, ["water", "education"])
    told = str(raised.value)
    assert len(raised.value.problems) == 3
    assert "codebook.csv:2: domain_id 'watr' is unknown" in told
    assert "did you mean water?" in told
    assert "codebook.csv:3: has a code but no text" in told
    assert "codebook.csv:4: second 'x' is unknown" in told


def test_codes_of_a_table_with_other_columns_are_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="unknown column note"):
        read_coded(write(tmp_path, "text,domain_id,note\n水,water,\n"), ["water"])


def test_an_empty_sheet_of_codes(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="has no rows"):
        read_coded(write(tmp_path, "text,domain_id\n"), ["water"])


def test_the_default_codebook_is_read_whole() -> None:
    table = read_codebook(DEFAULT)
    assert len(table) == 28
    assert table["domain_id"].iloc[-1] == "none"
    assert not table[table["domain_id"] != "none"].isin([""]).to_numpy().any()
    lexicon = pd.read_csv("resources/lexicon/domains.csv", dtype="str").set_index("domain")
    for column in ("name_zh", "name_en", "seeds"):
        assert table.set_index("domain_id")[column][:-1].tolist() == lexicon[column].tolist()
    cap = pd.read_csv("resources/codebook/cap.csv", dtype="str")["cap"]
    assert len(cap) == 21
    assert {code for cell in table["cap"] for code in cell.split("|") if code} <= {*cap}
    rules = pd.read_csv("resources/codebook/rules.csv", dtype="str")
    assert {*rules["domain_id"]} <= {*table["domain_id"]}
